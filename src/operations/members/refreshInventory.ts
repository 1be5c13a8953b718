import pLimit from 'p-limit';
import { DependencyError } from '../../domain/errors.ts';
import type { ClusterAnswer } from '../../domain/fleet/clusterActivity.ts';
import {
  isAksCluster,
  subscriptionOf,
  type Cluster,
  type ClusterAccess,
  type InventoryMember,
} from '../../domain/fleet/inventory.ts';
import { clusterKey } from '../../domain/group/lock.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { ClusterGateway } from '../../ports/clusterGateway.ts';
import type { FleetMember } from '../../ports/fleetGateway.ts';
import { followFleet } from './followFleet.ts';
import { refreshNodeImages } from './refreshNodeImages.ts';
import { refreshOfferedVersions } from './refreshOfferedVersions.ts';
import type { App } from '../../ports/app.ts';

/** What reading the inventory takes. */
export type RefreshApp = Pick<App, 'fleets' | 'clusters' | 'inventory' | 'assignments' | 'now'>;

/** Well under AKS's bucket of 60 requests with one more a second. */
const REQUESTS_AT_ONCE = 4;

type Listed = ReadonlyMap<string, Cluster> | 'NoAccess';
/** By subscription; all fleets of a refresh share them. */
type Lists = Map<string, Promise<Listed>>;

/**
 * Reads what Fleet and AKS say of the members of fleets: one list of clusters for each subscription, one
 * of Kubernetes versions for each subscription and region, one upgrade profile for each of their image families. Safe to
 * repeat, also beside its twin. A fleet that cannot be read keeps what is known of it; the result has its error.
 */
export async function refreshInventory(
  app: RefreshApp,
  fleets: readonly string[],
): Promise<ReadonlyMap<string, DependencyError>> {
  const now = app.now();
  const failures = new Map<string, DependencyError>();
  const lists: Lists = new Map();
  const read: InventoryMember[] = [];
  for (const fleet of fleets) {
    try {
      const members = await readFleet(app, fleet, lists, now);
      // A member that the inventory shows can be assigned, so its row comes first.
      await followFleet(app, fleet, members, now);
      await app.inventory.replaceFleet(fleet, members, now);
      read.push(...members);
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
      failures.set(fleet, error);
    }
  }
  for (const [fleet, failure] of await refreshNodeImages(app, read, now)) failures.set(fleet, failure);
  for (const [fleet, failure] of await refreshOfferedVersions(app, read, now)) failures.set(fleet, failure);
  return failures;
}

async function readFleet(
  { fleets, clusters }: RefreshApp,
  fleet: string,
  lists: Lists,
  now: string,
): Promise<InventoryMember[]> {
  const members = await fleets.listMembers(fleet);
  const limit = pLimit(REQUESTS_AT_ONCE);
  return await Promise.all(
    members.map((member) =>
      limit(async () => inventoryMember(fleet, member, await clusterOf(clusters, member, lists), now)),
    ),
  );
}

/** From the list of its subscription; one that is missing there is asked for, to tell gone from forbidden. */
async function clusterOf(
  clusters: ClusterGateway,
  { clusterResourceId }: FleetMember,
  lists: Lists,
): Promise<ClusterAnswer> {
  if (!isAksCluster(clusterResourceId)) return 'NotAks';
  const subscriptionId = subscriptionOf(clusterResourceId);
  const key = subscriptionId.toLowerCase();
  const list = lists.get(key) ?? listClusters(clusters, subscriptionId);
  lists.set(key, list);
  const listed = await list;
  if (listed === 'NoAccess') return 'NoAccess';
  return listed.get(clusterKey(clusterResourceId)) ?? (await clusters.getCluster(clusterResourceId));
}

async function listClusters(clusters: ClusterGateway, subscriptionId: string): Promise<Listed> {
  const listed = await clusters.listClusters(subscriptionId);
  if (listed === 'NoAccess') return listed;
  return new Map(listed.map((cluster) => [clusterKey(cluster.id), cluster]));
}

/** A member as the inventory keeps it; one whose cluster could not be read is kept without it. */
export function inventoryMember(
  fleet: string,
  member: FleetMember,
  cluster: ClusterAnswer,
  now: string,
): InventoryMember {
  const { name, clusterResourceId, provisioningState } = member;
  const access: ClusterAccess = typeof cluster === 'object' ? 'Readable' : cluster;
  return withoutUndefined({
    fleet,
    name,
    clusterResourceId,
    provisioningState,
    access,
    fleetGroup: member.group,
    cluster: typeof cluster === 'object' ? cluster : undefined,
    asOf: now,
  });
}
