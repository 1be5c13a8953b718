import type { Member } from '../api/types.ts';

export interface MemberFilter {
  readonly group?: string | undefined;
  readonly kubernetesVersion?: string | undefined;
  readonly nodeImage?: string | undefined;
  readonly health?: string | undefined;
}

/** Stands in filters for members without a group; it can be no group's name. */
export const NO_GROUP = '-';

export const memberKey = ({ fleet, name }: Pick<Member, 'fleet' | 'name'>) => `${fleet}/${name}`;

/** The node images of a member's pools, each once, in the order of the pools. */
export function nodeImagesOf({ nodePools }: Pick<Member, 'nodePools'>): string[] {
  return [...new Set(nodePools.flatMap(({ nodeImageVersion }) => nodeImageVersion ?? []))];
}

/** One word on how the member is, what is worst first; `Healthy` when nothing is to be said. */
export function healthOf(member: Member): string {
  if (member.access === 'NoAccess') return 'No access';
  if (member.access === 'NotFound') return 'Not found';
  if (member.access === 'NotAks') return 'Arc cluster';
  if (member.failure) return 'Failed';
  if (member.powerState !== undefined && member.powerState !== 'Running') return member.powerState;
  if (member.fleetProvisioningState !== 'Succeeded') return `Fleet: ${member.fleetProvisioningState}`;
  const states = [member.provisioningState, ...member.nodePools.map((pool) => pool.provisioningState)];
  return states.find((state) => state !== undefined && state !== 'Succeeded') ?? 'Healthy';
}

/** What AKS says of its support of the version that the member runs; undefined while it says nothing. */
export function supportOf({
  findings,
}: Pick<Member, 'findings'>): 'Support ends' | 'Support ended' | undefined {
  const codes = new Set(findings.map(({ code }) => code));
  if (codes.has('ClusterSupportEnded')) return 'Support ended';
  return codes.has('ClusterSupportEnding') ? 'Support ends' : undefined;
}

/** What Fleet has is not what was asked for. */
export function isDrifting({ mirror, group }: Pick<Member, 'mirror' | 'group'>): boolean {
  return mirror.pending || mirror.group !== group;
}

export function filteredMembers(members: readonly Member[], filter: MemberFilter): readonly Member[] {
  const { group, kubernetesVersion, nodeImage, health } = filter;
  return members.filter(
    (member) =>
      (group === undefined || (member.group ?? NO_GROUP) === group) &&
      (kubernetesVersion === undefined || member.kubernetesVersion === kubernetesVersion) &&
      (nodeImage === undefined || nodeImagesOf(member).includes(nodeImage)) &&
      (health === undefined || healthOf(member) === health),
  );
}

export interface InUse {
  readonly value: string;
  readonly members: number;
  /** Of all members, 0 to 1. */
  readonly share: number;
}

/** How many members are on each value, most first. */
export function inUse(members: readonly Member[], valuesOf: (member: Member) => readonly string[]): InUse[] {
  const counts = new Map<string, number>();
  for (const member of members) {
    for (const value of new Set(valuesOf(member))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const order = new Intl.Collator('en', { numeric: true });
  return [...counts]
    .toSorted(([a, some], [b, others]) => others - some || order.compare(b, a))
    .map(([value, count]) => ({ value, members: count, share: count / members.length }));
}
