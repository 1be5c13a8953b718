import type { Cluster, Member } from '../api/types.ts';

const MEMBER_NAME_LENGTH = 50;

/** A name that the fleet takes, out of a cluster's own: lower case, and no other member's. */
function memberNameFor(cluster: string, taken: ReadonlySet<string>): string {
  const base =
    cluster
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .slice(0, MEMBER_NAME_LENGTH)
      .replace(/^-+|-+$/g, '') || 'cluster';
  for (let next = 1; ; next += 1) {
    const ending = next === 1 ? '' : `-${next}`;
    const name = `${base.slice(0, MEMBER_NAME_LENGTH - ending.length)}${ending}`;
    if (!taken.has(name)) return name;
  }
}

export interface Joining {
  readonly clusterResourceId: string;
  readonly name: string;
}

/** Clusters with the names under which they join a fleet, none twice. */
export function joiningOf(
  clusters: readonly Pick<Cluster, 'clusterResourceId' | 'name'>[],
  fleet: string,
  members: readonly Pick<Member, 'fleet' | 'name'>[],
): Joining[] {
  const taken = new Set(members.filter((member) => member.fleet === fleet).map(({ name }) => name));
  return clusters.map(({ clusterResourceId, name }) => {
    const joined = memberNameFor(name, taken);
    taken.add(joined);
    return { clusterResourceId, name: joined };
  });
}

/** The member that a cluster is already; Azure compares ids without case. */
function memberOf<Known extends Pick<Member, 'clusterResourceId'>>(
  clusterResourceId: string,
  members: readonly Known[],
): Known | undefined {
  const wanted = clusterResourceId.toLowerCase();
  return members.find((member) => member.clusterResourceId.toLowerCase() === wanted);
}

const CLUSTER_ID =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ContainerService\/managedClusters\/[^/]+$/i;

/** What is wrong with an id that is typed; undefined when nothing is. */
export function clusterIdProblem(
  id: string,
  members: readonly Pick<Member, 'clusterResourceId' | 'fleet' | 'name' | 'group'>[],
): string | undefined {
  if (!CLUSTER_ID.test(id)) {
    return 'The id of an AKS cluster: /subscriptions/…/resourceGroups/…/providers/Microsoft.ContainerService/managedClusters/…';
  }
  const member = memberOf(id, members);
  if (!member) return undefined;
  const group = member.group === null ? 'in no group' : `in group ${member.group}`;
  return `Already a member: ${member.fleet}/${member.name}, ${group}. Nothing is changed.`;
}
