import { activityOf, movementsOf, type ClusterActivity } from '../../../src/domain/fleet/clusterActivity.ts';
import { aCluster, aPool } from '../plan/planBuilders.ts';

const cluster = (provisioningState: string, ...pools: (string | undefined)[]) =>
  aCluster('a', {
    provisioningState,
    nodePools: pools.map((state, index) =>
      aPool({ name: `p${index}`, ...(state !== undefined && { provisioningState: state }) }),
    ),
  });

it.each<[string, ReturnType<typeof cluster>, ClusterActivity]>([
  ['everything at rest', cluster('Succeeded', 'Succeeded', 'Succeeded'), 'Idle'],
  ['an upgrade', cluster('Upgrading', 'Succeeded'), 'Busy'],
  [
    'a node image upgrade, of which only the pool tells',
    cluster('Succeeded', 'UpgradingNodeImageVersion'),
    'Busy',
  ],
  ['one of many pools that scales', cluster('Succeeded', 'Succeeded', 'Scaling'), 'Busy'],
  ['a pool that goes', cluster('Succeeded', 'Deleting'), 'Busy'],
  ['an update after a join', cluster('Updating', 'Succeeded'), 'Busy'],
  ['the rotation of certificates', cluster('ReconcilingClusterETCDCertificates'), 'Busy'],
  ['a state of a later AKS', cluster('Pondering'), 'Busy'],
  ['a failure', cluster('Failed', 'Failed'), 'Idle'],
  ['a cancelled operation, in any spelling', cluster('canceled', 'Cancelled', 'CANCELED'), 'Idle'],
  ['states that AKS does not tell', cluster('Unknown', undefined), 'Idle'],
  ['a failed cluster with a pool that moves', cluster('Failed', 'Upgrading'), 'Busy'],
])('with %s a cluster is %s', (_what, answer, activity) => {
  expect(activityOf(answer)).toBe(activity);
});

it.each([
  ['NotFound', 'Gone'],
  ['NoAccess', 'Idle'],
  ['NotAks', 'Idle'],
] as const)('one that is %s counts as %s', (answer, activity) => {
  expect(activityOf(answer)).toBe(activity);
});

it('names what moves', () => {
  expect(movementsOf(cluster('Updating', 'Succeeded', 'Upgrading'))).toEqual([
    'Updating',
    'pool p1 Upgrading',
  ]);
});
