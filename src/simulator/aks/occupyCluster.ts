import { randomUUID } from 'node:crypto';
import type { Cluster } from '../state/clusterState.ts';
import type { World } from '../state/world.ts';

/** Some operation of AKS holds the cluster for `duration` ms: it takes no other meanwhile. */
export function occupyCluster(world: World, cluster: Cluster, duration: number): void {
  const operation = randomUUID();
  cluster.operationId = operation;
  cluster.provisioningState = 'Updating';
  world.after(duration, { kind: 'busyEnds', cluster: cluster.id, operation });
}
