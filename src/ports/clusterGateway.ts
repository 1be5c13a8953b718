import type { ClusterAnswer } from '../domain/fleet/clusterActivity.ts';
import type { Cluster, OfferedVersion } from '../domain/fleet/inventory.ts';

/** AKS. Throws `DependencyError` as `FleetGateway` does. */
export interface ClusterGateway {
  /**
   * All clusters of a subscription that the app may read, `NoAccess` when it may not look there at all. Ids keep
   * AKS's spelling: compare without case.
   */
  listClusters(subscriptionId: string): Promise<Cluster[] | 'NoAccess'>;
  /**
   * `NotFound` when it is gone, `NoAccess` when it may not be read, `NotAks` for the id of anything else (a cluster
   * of Azure Arc), which AKS is not asked about.
   */
  getCluster(resourceId: string): Promise<ClusterAnswer>;
  /** Full name of the newest image for the pool's family in its region, from the pool's upgrade profile. */
  latestNodeImage(clusterResourceId: string, nodePool: string): Promise<string | undefined>;
  /**
   * Every patch version that AKS offers in a region, with previews and with those for other support plans; up to
   * half a minute old.
   */
  offeredVersions(subscriptionId: string, location: string): Promise<readonly OfferedVersion[]>;
}
