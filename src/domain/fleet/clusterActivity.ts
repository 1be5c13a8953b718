import type { Cluster } from './inventory.ts';

/** What AKS says of a cluster that somebody wants to touch, or to give free. */
export type ClusterActivity = 'Busy' | 'Idle' | 'Gone';

/** A cluster as it was asked for, or why there is none to be seen. */
export type ClusterAnswer = Cluster | 'NotFound' | 'NoAccess' | 'NotAks';

/** ARM's states of rest, and this app's word for a state that AKS did not tell. */
const AT_REST = new Set(['succeeded', 'failed', 'canceled', 'cancelled', 'unknown', '']);

/**
 * Whether AKS is at work on what has this provisioning state. AKS adds states (`UpgradingNodeImageVersion`,
 * `ReconcilingClusterETCDCertificates`), so those at rest are listed: of one never heard of it is safer to wait.
 */
export const isMoving = (provisioningState: string | undefined) =>
  provisioningState !== undefined && !AT_REST.has(provisioningState.toLowerCase());

type Moving = Pick<Cluster, 'provisioningState' | 'nodePools'>;

/**
 * What AKS is doing with a cluster, a phrase for each part that moves: while it changes a node image only the pool
 * says so, and the cluster says Succeeded.
 */
export function movementsOf({ provisioningState, nodePools }: Moving): string[] {
  const pools = nodePools.filter((pool) => isMoving(pool.provisioningState));
  return [
    ...(isMoving(provisioningState) ? [provisioningState] : []),
    ...pools.map(({ name, provisioningState: state = '' }) => `pool ${name} ${state}`),
  ];
}

const isBusy = (cluster: Moving) => movementsOf(cluster).length > 0;

/** One that may not be read, and one that is not of AKS, must not be waited for: nobody could say when it is over. */
export function activityOf(answer: ClusterAnswer): ClusterActivity {
  if (answer === 'NotFound') return 'Gone';
  return typeof answer === 'object' && isBusy(answer) ? 'Busy' : 'Idle';
}
