import type { Member, RegionVersions } from '../../src/web/api/types.ts';
import {
  namedIn,
  oldestImageDays,
  patchesWanted,
  runsWanted,
  STANDINGS,
  standingsOf,
  supportText,
} from '../../src/web/behind/behindRows.ts';
import { draftTo } from '../../src/web/create/runBefore.ts';
import { planBodyOf } from '../../src/web/create/runDraft.ts';
import { pickableVersions, reachOf, reachText } from '../../src/web/create/versionReach.ts';

type Behind = NonNullable<Member['behind']>;

const member = (name: string, kubernetesVersion: string, behind?: Partial<Behind>): Member => ({
  fleet: 'prod',
  name,
  clusterResourceId: '/x',
  group: null,
  access: 'Readable',
  nodePools: [],
  fleetProvisioningState: 'Succeeded',
  mirror: { group: null, pending: false },
  findings: [],
  asOf: '2026-11-26T00:00:00Z',
  kubernetesVersion,
  ...(behind && { behind: { pools: [], ...behind } }),
});

const region = (
  location: string,
  standard: readonly string[],
  longTerm: readonly string[] = [],
): RegionVersions => {
  const versions = (all: readonly string[]) =>
    all.map((version) => ({ version, isPreview: version === '1.37.0' }));
  return {
    location,
    subscriptionId: 's',
    members: 1,
    asOf: '2026-11-26T00:00:00Z',
    supportPlans: [
      { name: 'KubernetesOfficial', versions: versions(standard) },
      { name: 'AKSLongTermSupport', versions: versions([...standard, ...longTerm]) },
    ],
  };
};

describe('The page of who is behind', () => {
  it.each<[string, Partial<Behind> | undefined, readonly string[]]>([
    ['has everything', { minors: 0 }, ['Current']],
    ['lacks a patch', { minors: 0, newestPatch: '1.34.9' }, ['Patch behind']],
    [
      'lacks minors and an image',
      { minors: 2, pools: [{ name: 'a', newestImage: 'i' }] },
      ['Minors behind', 'Node image behind'],
    ],
    [
      'loses support in a month',
      { minors: 0, supportEnds: { on: '2026-12-26', inDays: 30 } },
      ['Support ends soon'],
    ],
    [
      'has no support any more',
      { minors: 0, supportEnds: { on: '2026-11-01', inDays: -25 } },
      ['Support ended'],
    ],
    ['has support for long', { minors: 0, supportEnds: { on: '2027-11-01', inDays: 340 } }, ['Current']],
    ['is in a region that was not asked', {}, ['Not known']],
    ['cannot be read', undefined, ['Not known']],
  ])('says of a member that it %s', (_what, behind, standings) => {
    expect(standingsOf(member('a', '1.34.2', behind))).toEqual(standings);
    expect(STANDINGS).toEqual(expect.arrayContaining([...standings]));
  });

  it('shows the oldest image and the end of support', () => {
    const pools = [{ name: 'a', imageDays: 3 }, { name: 'b', imageDays: 41 }, { name: 'c' }];
    expect(oldestImageDays(member('a', '1.34.2', { pools }))).toBe(41);
    const ends = (inDays: number) =>
      supportText(member('a', '1.34.2', { supportEnds: { on: '2026-11-30', inDays } }));
    expect([ends(4), ends(-4)]).toEqual(['until 2026-11-30, 4 days', 'ended 2026-11-30, 4 days ago']);
  });

  it('offers a run to each patch that somebody lacks, and one for node images', () => {
    const lacking = (patch: string) => member('a', '1.3.1', { newestPatch: patch });
    expect(patchesWanted([lacking('1.9.1'), lacking('1.33.4'), lacking('1.9.1')])).toEqual([
      '1.33.4',
      '1.9.1',
    ]);
    expect(planBodyOf(draftTo('1.33.4'))?.managedClusterUpdate.upgrade).toEqual({
      type: 'Full',
      kubernetesVersion: '1.33.4',
    });
    expect(planBodyOf(draftTo('images'))?.managedClusterUpdate.upgrade).toEqual({ type: 'NodeImageOnly' });
    expect(planBodyOf(draftTo(''))).toBeUndefined();
  });

  it('makes a run for exactly those that lack a patch or an image, as far as an address has room for them', () => {
    const patch = member('a', '1.33.1', { newestPatch: '1.33.4' });
    const both = member('b', '1.33.1', { newestPatch: '1.33.4', pools: [{ name: 'p', newestImage: 'i' }] });
    const wanted = runsWanted([patch, both, member('c', '1.33.4', { minors: 0 })]);
    expect(wanted).toEqual([
      { version: '1.33.4', members: [patch, both] },
      { version: undefined, members: [both] },
    ]);
    expect(planBodyOf(draftTo('images', namedIn([both]).join(',')))?.members).toEqual([
      { fleet: 'prod', name: 'b' },
    ]);
    expect(namedIn(Array.from({ length: 101 }, () => patch))).toEqual([]);
    expect(planBodyOf(draftTo('images'))).not.toHaveProperty('members');
  });
});

describe('The choice of a version', () => {
  const regions = [
    region('westeurope', ['1.34.9', '1.34.10', '1.35.1', '1.37.0'], ['1.33.9']),
    region('eastus', ['1.34.9', '1.35.1']),
  ];
  const members = [member('a', '1.33.1'), member('b', '1.34.9'), member('c', '1.32.1')];

  it('has what regions offer, each minor before its patches, without previews', () => {
    expect(pickableVersions(regions)).toEqual([
      '1.35',
      '1.35.1',
      '1.34',
      '1.34.10',
      '1.34.9',
      '1.33',
      '1.33.9',
    ]);
  });

  it.each([
    ['1.34', 'Means 1.34.9 now. Brings 1 member forward: prod/a.'],
    ['1.34.10', 'Brings 2 members forward: prod/a, prod/b. Not offered in eastus.'],
    [
      '1.33.9',
      'Brings 2 members forward: prod/a, prod/c. Not offered in eastus. For clusters with long-term support only.',
    ],
    ['1.35.1', 'Brings 1 member forward: prod/b.'],
  ])('says whom %s reaches and where it is not offered', (version, words) => {
    const reach = reachOf(version, regions, members);
    expect(reach && reachText(reach)).toBe(words);
  });

  it('says nothing while no region was asked, or of half a version', () => {
    expect(reachOf('1.34', [], members)).toBeUndefined();
    expect(reachOf('1.', regions, members)).toBeUndefined();
  });
});
