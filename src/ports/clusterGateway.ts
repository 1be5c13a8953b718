import type { Cluster } from '../domain/fleet/inventory.ts';

/** AKS. Throws `DependencyError` as `FleetGateway` does. */
export interface ClusterGateway {
  /**
   * All clusters of a subscription that the app may read, `NoAccess` when it may not look there at all. Ids keep
   * AKS's spelling: compare without case.
   */
  listClusters(subscriptionId: string): Promise<Cluster[] | 'NoAccess'>;
  /** `NotFound` when it is gone, `NoAccess` when it may not be read. */
  getCluster(resourceId: string): Promise<Cluster | 'NotFound' | 'NoAccess'>;
  /** Full name of the newest image for the pool's family in its region, from the pool's upgrade profile. */
  latestNodeImage(clusterResourceId: string, nodePool: string): Promise<string | undefined>;
  /** Whether AKS offers a Kubernetes version (`1.33.2`) in a region, previews left out; up to some minutes old. */
  offersKubernetesVersion(subscriptionId: string, location: string, version: string): Promise<boolean>;
}
