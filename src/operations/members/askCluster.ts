import type { ClusterAnswer } from '../../domain/fleet/clusterActivity.ts';
import { subscriptionOf } from '../../domain/fleet/inventory.ts';
import { clusterKey } from '../../domain/group/lock.ts';
import type { App } from '../../ports/app.ts';

/** One wrong 404 would give a cluster free that AKS still updates: it is gone when the list agrees. */
export async function askCluster({ clusters }: App, id: string): Promise<ClusterAnswer> {
  const answer = await clusters.getCluster(id);
  if (answer !== 'NotFound') return answer;
  const listed = await clusters.listClusters(subscriptionOf(id));
  // Who may not list the subscription has the one answer only.
  if (listed === 'NoAccess') return answer;
  return listed.find((cluster) => clusterKey(cluster.id) === clusterKey(id)) ?? answer;
}
