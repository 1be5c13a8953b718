import pLimit from 'p-limit';
import { DependencyError } from '../../domain/errors.ts';
import { subscriptionOf, type InventoryMember, type LatestNodeImage } from '../../domain/fleet/inventory.ts';
import { parseNodeImage } from '../../domain/fleet/nodeImage.ts';
import type { ClusterGateway } from '../../ports/clusterGateway.ts';
import type { App } from '../../ports/app.ts';

/** Well under AKS's bucket of 60 requests with one more a second. */
const REQUESTS_AT_ONCE = 4;
/** Pools that are asked in turn for the newest image of their family, when one gives no answer. */
const POOLS_ASKED = 3;

interface Pool {
  readonly fleet: string;
  readonly clusterId: string;
  readonly name: string;
}

/** What has one newest image: availability is by subscription and region. */
interface Place {
  readonly subscriptionId: string;
  readonly location: string;
  readonly family: string;
  readonly pools: Pool[];
}

/**
 * Reads and stores the newest node image of each subscription, region and image family of the members, asking
 * one pool for all of its kind. Returns the error of what could not be read, by the asked pool's fleet.
 */
export async function refreshNodeImages(
  { clusters, inventory }: Pick<App, 'clusters' | 'inventory'>,
  members: readonly InventoryMember[],
  now: string,
): Promise<ReadonlyMap<string, DependencyError>> {
  const failures = new Map<string, DependencyError>();
  const limit = pLimit(REQUESTS_AT_ONCE);
  const images = await Promise.all(
    placesOf(members).map((place) => limit(() => newestImage(clusters, place, now, failures))),
  );
  await inventory.putLatestNodeImages(images.filter((image) => image !== undefined));
  return failures;
}

function placesOf(members: readonly InventoryMember[]): Place[] {
  const places = new Map<string, Place>();
  for (const { fleet, cluster } of members) {
    // AKS answers nothing but start and delete for a stopped cluster.
    if (!cluster || cluster.powerState === 'Stopped') continue;
    const { id: clusterId, location } = cluster;
    const subscriptionId = subscriptionOf(clusterId);
    for (const { name, nodeImageVersion = '' } of cluster.nodePools) {
      const family = parseNodeImage(nodeImageVersion)?.family;
      if (family === undefined) continue;
      const key = `${subscriptionId}|${location}|${family}`.toLowerCase();
      const place = places.get(key) ?? { subscriptionId, location, family, pools: [] };
      place.pools.push({ fleet, clusterId, name });
      places.set(key, place);
    }
  }
  return [...places.values()];
}

async function newestImage(
  clusters: ClusterGateway,
  { pools, ...place }: Place,
  now: string,
  failures: Map<string, DependencyError>,
): Promise<LatestNodeImage | undefined> {
  for (const { fleet, clusterId, name } of pools.slice(0, POOLS_ASKED)) {
    try {
      const nodeImageVersion = await clusters.latestNodeImage(clusterId, name);
      if (nodeImageVersion !== undefined) return { ...place, nodeImageVersion, asOf: now };
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
      if (error.status === 403) continue;
      failures.set(fleet, error);
      return undefined;
    }
  }
  return undefined;
}
