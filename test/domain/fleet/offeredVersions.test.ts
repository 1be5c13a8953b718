import type { OfferedVersion } from '../../../src/domain/fleet/inventory.ts';
import { parseKubernetesVersion } from '../../../src/domain/fleet/kubernetesVersion.ts';
import { isOfferedTo, isOutOfSupport, mayJump, offersTo } from '../../../src/domain/fleet/offeredVersions.ts';
import { aCluster } from '../plan/planBuilders.ts';

const OFFICIAL = 'KubernetesOfficial';
const LTS = 'AKSLongTermSupport';
const offered = (version: string, more: Partial<OfferedVersion> = {}): OfferedVersion => ({
  version,
  supportPlans: [OFFICIAL, LTS],
  upgrades: [],
  ...more,
});
const version = (text: string) => {
  const parsed = parseKubernetesVersion(text);
  if (!parsed) throw new Error(text);
  return parsed;
};

it.each<[string, OfferedVersion, string | undefined, boolean]>([
  ['both plans', offered('1.33.2'), undefined, true],
  ['both plans', offered('1.33.2'), LTS, true],
  ['long-term support only', offered('1.30.9', { supportPlans: [LTS] }), OFFICIAL, false],
  ['long-term support only', offered('1.30.9', { supportPlans: [LTS] }), undefined, false],
  ['long-term support only', offered('1.30.9', { supportPlans: [LTS] }), 'akslongtermsupport', true],
  ['the standard plan only', offered('1.34.0', { supportPlans: [OFFICIAL] }), LTS, false],
  ['plans that are not told', offered('1.33.2', { supportPlans: [] }), LTS, true],
  ['a preview', offered('1.35.0', { isPreview: true }), OFFICIAL, false],
])('a version for %s: is %j offered to a cluster on %s? %s', (_what, one, plan, expected) => {
  expect(isOfferedTo(one, plan)).toBe(expected);
});

it('knows what a region offers in a subscription, however Azure spells them', () => {
  const asOf = '2026-03-01T00:00:00Z';
  const known = [{ subscriptionId: 's1', location: 'WestEurope', versions: [offered('1.33.2')], asOf }];
  const offers = offersTo(known);
  expect(offers(aCluster('a'))?.map((one) => one.version)).toEqual(['1.33.2']);
  expect(offers(aCluster('a', { location: 'eastus' }))).toBeUndefined();
});

describe('From a version out of support', () => {
  const now = [offered('1.32.9', { upgrades: ['1.33.2'] }), offered('1.33.2'), offered('1.34.0')];
  it.each([
    ['1.31.4', true],
    ['1.29.1', true],
    ['1.32.1', false],
    ['1.35.0', false],
  ])('%s is one: %s', (running, expected) => {
    expect(isOutOfSupport(version(running), now)).toBe(expected);
  });
  it('nothing is said where nothing is known', () => {
    expect(isOutOfSupport(version('1.20.1'), [])).toBe(false);
  });
  it.each([
    ['to the oldest that is supported', '1.29.1', '1.32.9', true],
    ['to that minor without a patch', '1.29.1', '1.32', true],
    ['not to a later one', '1.29.1', '1.33.2', false],
    ['not from a version that is supported', '1.32.9', '1.34.0', false],
  ])('AKS jumps %s', (_what, running, target, expected) => {
    expect(mayJump(version(running), version(target), now)).toBe(expected);
  });
  it('AKS jumps where its own list of upgrades does, as with long-term support', () => {
    const list = [offered('1.30.9', { upgrades: ['1.30.10', '1.33.2'] }), offered('1.33.2')];
    expect(mayJump(version('1.30.9'), version('1.33.2'), list)).toBe(true);
    expect(mayJump(version('1.30.9'), version('1.33'), list)).toBe(true);
    expect(mayJump(version('1.30.9'), version('1.33.1'), list)).toBe(false);
  });
});
