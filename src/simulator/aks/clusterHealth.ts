import type { Cluster } from '../state/clusterState.ts';
import type { Alert, Unwell } from '../state/clusterHealth.ts';
import type { World } from '../state/world.ts';

/** From now on; undefined is well again. */
export function setUnwell(world: World, cluster: Cluster, unwell: Unwell | undefined): void {
  cluster.health ??= {};
  if (unwell) cluster.health.unwell = { ...unwell, since: world.now };
  else delete cluster.health.unwell;
}

export function fireAlert(world: World, cluster: Cluster, alert: Alert): void {
  cluster.health ??= {};
  cluster.health.fired = [...(cluster.health.fired ?? []), { ...alert, at: world.timestamp() }];
}

/** What was to come with the end of an upgrade that succeeded. */
export function sufferUpgrade(world: World, cluster: Cluster): void {
  const { unwell, alert } = cluster.health?.afterUpgrade ?? {};
  delete cluster.health?.afterUpgrade;
  if (unwell) setUnwell(world, cluster, unwell);
  if (alert) fireAlert(world, cluster, alert);
}
