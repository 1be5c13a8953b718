import pLimit from 'p-limit';
import { DependencyError } from '../domain/errors.ts';
import type {
  Assignment,
  Cluster,
  ClusterAccess,
  InventoryMember,
  LatestNodeImage,
} from '../domain/inventory.ts';
import { clusterKey } from '../domain/lock.ts';
import { parseNodeImage } from '../domain/nodeImage.ts';
import { present } from '../domain/present.ts';
import type { ClusterGateway } from '../ports/clusterGateway.ts';
import type { FleetGateway, FleetMember } from '../ports/fleetGateway.ts';
import type { AssignmentStore, InventoryStore } from '../ports/stores.ts';

export interface RefreshPorts {
  readonly fleets: FleetGateway;
  readonly clusters: ClusterGateway;
  readonly inventory: InventoryStore;
  readonly assignments: AssignmentStore;
}

/** Well under AKS's bucket of 60 requests with one more a second. */
const REQUESTS_AT_ONCE = 4;

type Clusters = ReadonlyMap<string, Cluster>;
type Readings = Map<string, Promise<Clusters | 'NoAccess'>>;

/**
 * Reads what Fleet and AKS say of the members of fleets: one list of clusters for each subscription, one
 * upgrade profile for each subscription, region and image family. Safe to repeat. A fleet that cannot be read
 * keeps what is known of it; the result has its error.
 */
export async function refreshInventory(
  ports: RefreshPorts,
  fleets: readonly string[],
  now: string,
): Promise<ReadonlyMap<string, DependencyError>> {
  const failures = new Map<string, DependencyError>();
  const readings: Readings = new Map();
  const read: InventoryMember[] = [];
  for (const fleet of fleets) {
    try {
      const members = await readFleet(ports, fleet, readings, now);
      await ports.inventory.replaceFleet(fleet, members, now);
      await followFleet(ports.assignments, fleet, members, now);
      read.push(...members);
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
      failures.set(fleet, error);
    }
  }
  await refreshImages(ports, read, now, failures);
  return failures;
}

async function readFleet(
  ports: RefreshPorts,
  fleet: string,
  readings: Readings,
  now: string,
): Promise<InventoryMember[]> {
  const members = await ports.fleets.listMembers(fleet);
  const limit = pLimit(REQUESTS_AT_ONCE);
  return await Promise.all(
    members.map((member) =>
      limit(async () => inventoryMember(fleet, member, await clusterOf(ports, member, readings), now)),
    ),
  );
}

/** From the list of its subscription; one that is missing there is asked for, to tell gone from forbidden. */
async function clusterOf(
  { clusters }: RefreshPorts,
  { clusterResourceId }: FleetMember,
  readings: Readings,
): Promise<Cluster | 'NoAccess' | 'NotFound'> {
  const subscriptionId = /^\/subscriptions\/([^/]+)\//i.exec(clusterResourceId)?.[1];
  // Fleet takes Arc clusters too, which AKS does not know.
  if (subscriptionId === undefined || !/\/managedClusters\//i.test(clusterResourceId)) return 'NotFound';
  const reading = readings.get(subscriptionId.toLowerCase()) ?? listClusters(clusters, subscriptionId);
  readings.set(subscriptionId.toLowerCase(), reading);
  const known = await reading;
  if (known === 'NoAccess') return 'NoAccess';
  return known.get(clusterKey(clusterResourceId)) ?? (await clusters.getCluster(clusterResourceId));
}

async function listClusters(
  clusters: ClusterGateway,
  subscriptionId: string,
): Promise<Clusters | 'NoAccess'> {
  try {
    const listed = await clusters.listClusters(subscriptionId);
    return new Map(listed.map((cluster) => [clusterKey(cluster.id), cluster]));
  } catch (error) {
    if (error instanceof DependencyError && error.status === 403) return 'NoAccess';
    throw error;
  }
}

export function inventoryMember(
  fleet: string,
  member: FleetMember,
  cluster: Cluster | 'NoAccess' | 'NotFound',
  now: string,
): InventoryMember {
  const { name, clusterResourceId, provisioningState } = member;
  const access: ClusterAccess = typeof cluster === 'object' ? 'Readable' : cluster;
  return present({
    ...{ fleet, name, clusterResourceId, provisioningState, access, asOf: now },
    fleetGroup: member.group,
    cluster: typeof cluster === 'object' ? cluster : undefined,
  });
}

/** Without a wish of ours an assignment is what Fleet says, so that portal and CLI go on working beside us. */
async function followFleet(
  assignments: AssignmentStore,
  fleet: string,
  members: readonly InventoryMember[],
  now: string,
): Promise<void> {
  const known = new Map((await assignments.list([fleet])).map((row) => [row.member, row]));
  const rows = members.flatMap((member): Assignment[] => {
    const row = known.get(member.name);
    const group = member.fleetGroup ?? null;
    if (row && (row.wanted !== undefined || row.group === group)) return [];
    const { clusterResourceId } = member;
    return [
      { fleet, member: member.name, clusterResourceId, group, changedAt: now, changedBy: 'Fleet Manager' },
    ];
  });
  // A row with a wish that came in between must not be overwritten by what was read before it.
  const fresh = rows.filter((row) => !known.has(row.member));
  if (fresh.length > 0) await assignments.put(fresh);
  for (const row of rows.filter(({ member }) => known.has(member))) {
    const stored = await assignments.get(fleet, row.member);
    if (stored && stored.value.wanted === undefined)
      await assignments.replace({ value: row, eTag: stored.eTag });
  }
  const names = new Set(members.map(({ name }) => name));
  for (const gone of known.keys()) if (!names.has(gone)) await assignments.remove(fleet, gone);
}

/** The pool that is asked for the newest image of its subscription, region and family. */
interface Speaker {
  readonly place: Omit<LatestNodeImage, 'nodeImageVersion' | 'asOf'>;
  readonly clusterId: string;
  readonly pool: string;
  readonly fleet: string;
}

async function refreshImages(
  { clusters, inventory }: RefreshPorts,
  members: readonly InventoryMember[],
  now: string,
  failures: Map<string, DependencyError>,
): Promise<void> {
  const limit = pLimit(REQUESTS_AT_ONCE);
  const ask = async ({ place, clusterId, pool, fleet }: Speaker): Promise<LatestNodeImage[]> => {
    try {
      const nodeImageVersion = await clusters.latestNodeImage(clusterId, pool);
      return nodeImageVersion === undefined ? [] : [{ ...place, nodeImageVersion, asOf: now }];
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
      if (error.status !== 403) failures.set(fleet, error);
      return [];
    }
  };
  const images = await Promise.all(speakersOf(members).map((speaker) => limit(() => ask(speaker))));
  await inventory.putLatestNodeImages(images.flat());
}

/** AKS does not answer for a stopped cluster, so one that runs speaks for all of its kind. */
function speakersOf(members: readonly InventoryMember[]): Speaker[] {
  const speakers = new Map<string, Speaker>();
  for (const { cluster, fleet } of members) {
    const subscriptionId = /^\/subscriptions\/([^/]+)\//i.exec(cluster?.id ?? '')?.[1];
    if (!cluster || subscriptionId === undefined || cluster.powerState === 'Stopped') continue;
    const { location, id: clusterId } = cluster;
    for (const { name: pool, nodeImageVersion } of cluster.nodePools) {
      const family = nodeImageVersion === undefined ? undefined : parseNodeImage(nodeImageVersion)?.family;
      const key = `${subscriptionId}|${location}|${family ?? ''}`.toLowerCase();
      if (family === undefined || speakers.has(key)) continue;
      speakers.set(key, { place: { subscriptionId, location, family }, clusterId, pool, fleet });
    }
  }
  return [...speakers.values()];
}
