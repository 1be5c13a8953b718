import type { Member } from '../api/types.ts';

export const COLUMNS = ['name', 'group', 'location', 'kubernetesVersion', 'nodeImages', 'health'] as const;
export type Column = (typeof COLUMNS)[number];

export interface MemberFilter {
  /** Words that must all occur somewhere in the row. */
  readonly text: string;
  readonly group?: string | undefined;
  readonly kubernetesVersion?: string | undefined;
  readonly nodeImage?: string | undefined;
}

/** Stands in filters for members without a group; it can be no group's name. */
export const NO_GROUP = '-';

export interface Sorting {
  readonly by: Column;
  readonly descending: boolean;
}

export const memberKey = ({ fleet, name }: Pick<Member, 'fleet' | 'name'>) => `${fleet}/${name}`;

/** The node images of a member's pools, each once, in the order of the pools. */
export function nodeImagesOf({ nodePools }: Pick<Member, 'nodePools'>): string[] {
  return [...new Set(nodePools.flatMap(({ nodeImageVersion }) => nodeImageVersion ?? []))];
}

/** One word on how the member is; `Healthy` when nothing is to be said. */
export function healthOf(member: Member): string {
  if (member.access === 'NoAccess') return 'No access';
  if (member.access === 'NotFound') return 'Not found';
  if (member.access === 'NotAks') return 'Arc cluster';
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

function textOf(member: Member, column: Column): string {
  switch (column) {
    case 'name':
      return memberKey(member);
    case 'group':
      return member.group ?? '';
    case 'location':
      return member.location ?? '';
    case 'kubernetesVersion':
      return [member.kubernetesVersion, supportOf(member)].filter((part) => part !== undefined).join(' ');
    case 'nodeImages':
      return nodeImagesOf(member).join(' ');
    case 'health':
      return healthOf(member);
  }
}

/** The rows to show, in order. Numbers within names and versions sort as numbers. */
export function rowsOf(members: readonly Member[], filter: MemberFilter, sorting: Sorting): Member[] {
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const order = new Intl.Collator('en', { numeric: true });
  const sign = sorting.descending ? -1 : 1;
  return members
    .filter((member) => matches(member, filter, words))
    .map((member) => ({ member, text: textOf(member, sorting.by), key: memberKey(member) }))
    .toSorted((a, b) => sign * order.compare(a.text, b.text) || order.compare(a.key, b.key))
    .map(({ member }) => member);
}

function matches(member: Member, filter: MemberFilter, words: readonly string[]): boolean {
  if (filter.group !== undefined && (member.group ?? NO_GROUP) !== filter.group) return false;
  if (filter.kubernetesVersion !== undefined && member.kubernetesVersion !== filter.kubernetesVersion)
    return false;
  if (filter.nodeImage !== undefined && !nodeImagesOf(member).includes(filter.nodeImage)) return false;
  const all = COLUMNS.map((column) => textOf(member, column))
    .join(' ')
    .toLowerCase();
  return words.every((word) => all.includes(word));
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
