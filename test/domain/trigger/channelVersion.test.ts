import { offersTo } from '../../../src/domain/fleet/offeredVersions.ts';
import { channelVersion } from '../../../src/domain/trigger/channelVersion.ts';
import type { Release } from '../../../src/domain/trigger/trigger.ts';
import { aCluster } from '../plan/planBuilders.ts';

const OFFICIAL = 'KubernetesOfficial';
const LTS = 'AKSLongTermSupport';

function place(location: string, standard: readonly string[], longTerm: readonly string[] = []) {
  const one = (version: string, supportPlans: readonly string[]) => ({ version, supportPlans, upgrades: [] });
  return {
    subscriptionId: 'S1',
    location,
    asOf: '2026-11-26T00:00:00Z',
    versions: [
      ...standard.map((version) => one(version, [OFFICIAL, LTS])),
      ...longTerm.map((version) => one(version, [LTS])),
      { ...one('1.99.0', [OFFICIAL, LTS]), isPreview: true },
    ],
  };
}
const offers = offersTo([
  place('westeurope', ['1.34.9', '1.34.10', '1.35.1', '1.36.0'], ['1.33.9']),
  place('eastus', ['1.34.9', '1.34.10', '1.35.1', '1.36.0'], ['1.33.9']),
  place('northeurope', ['1.34.9', '1.35.1'], ['1.33.9']),
  place('nowhere', []),
]);
const RAPID: Release = { channel: 'Rapid' };
const STABLE: Release = { channel: 'Stable' };
const patch = (minor: string): Release => ({ channel: 'Patch', minor });

it.each<[string, Release, readonly string[], string, object]>([
  ['the newest minor', RAPID, ['westeurope', 'eastus'], OFFICIAL, { version: '1.36.0' }],
  [
    'what one region of three does not have yet is none',
    RAPID,
    ['westeurope', 'eastus', 'northeurope'],
    OFFICIAL,
    { version: '1.35.1' },
  ],
  ['the minor before the newest', STABLE, ['westeurope'], OFFICIAL, { version: '1.35.1' }],
  [
    'before the newest that all have',
    STABLE,
    ['westeurope', 'northeurope', 'eastus'],
    OFFICIAL,
    { version: '1.34.9' },
  ],
  ['the newest patch by number', patch('1.34'), ['westeurope', 'eastus'], OFFICIAL, { version: '1.34.10' }],
  ['a patch for long-term support', patch('1.33'), ['northeurope'], LTS, { version: '1.33.9' }],
  ['is not for others', patch('1.33'), ['northeurope'], OFFICIAL, { none: 'NotOffered' }],
  ['a preview is none', patch('1.99'), ['westeurope'], OFFICIAL, { none: 'NotOffered' }],
  ['a region that offers nothing', RAPID, ['westeurope', 'nowhere'], OFFICIAL, { none: 'NotOffered' }],
  ['a region that was not asked', RAPID, ['westeurope', 'japaneast'], OFFICIAL, { none: 'Unknown' }],
  ['no cluster at all', RAPID, [], OFFICIAL, { none: 'Unknown' }],
])('A channel means: %s', (_what, release, locations, supportPlan, found) => {
  const clusters = locations.map((location) => aCluster(location, { location, supportPlan }));
  expect(channelVersion(release, clusters, offers)).toMatchObject(found);
});
