import { randomUUID } from 'node:crypto';
import type { Cluster, NodePool } from '../state/clusterState.ts';
import type { World } from '../state/world.ts';

/**
 * Some operation of AKS holds the cluster for `duration` ms: it takes no other meanwhile. Of one on a pool only the pool
 * tells.
 */
export function occupyCluster(world: World, cluster: Cluster, duration: number, pool?: NodePool): void {
  const operation = randomUUID();
  cluster.operationId = operation;
  (pool ?? cluster).provisioningState = 'Updating';
  world.after(duration, { kind: 'busyEnds', cluster: cluster.id, operation });
}
