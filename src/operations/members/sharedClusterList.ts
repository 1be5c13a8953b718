import type { ClusterGateway } from '../../ports/clusterGateway.ts';
import type { App } from '../../ports/app.ts';
import { SharedReadings } from './sharedReadings.ts';

type Listed = Awaited<ReturnType<ClusterGateway['listClusters']>>;
const shared = new WeakMap<ClusterGateway, SharedReadings<Listed>>();

/** The clusters of a subscription as somebody read them within the last minute. */
export function sharedClusterList(
  { clusters, now: clock }: Pick<App, 'clusters' | 'now'>,
  subscription: string,
): Promise<Listed> {
  const now = clock();
  const readings = shared.get(clusters) ?? new SharedReadings<Listed>();
  shared.set(clusters, readings);
  const known = readings.find(subscription, now);
  return known ?? readings.share(subscription, now, clusters.listClusters(subscription), () => false);
}
