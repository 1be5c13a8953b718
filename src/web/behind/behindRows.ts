import type { Member } from '../api/types.ts';
import { memberKey } from '../members/memberRows.ts';
import type { TextColumn } from '../tables/tableRows.ts';

/** From this many days before the end of support on, it is said. */
const SUPPORT_ENDS_SOON_DAYS = 60;

/** Where a member is behind, what is worst first. */
export const STANDINGS = [
  'Support ended',
  'Support ends soon',
  'Minors behind',
  'Patch behind',
  'Node image behind',
  'Not known',
  'Current',
] as const;
export type Standing = (typeof STANDINGS)[number];

/** All that is to be said of a member; `Current` alone when it has everything that its region offers. */
export function standingsOf({ behind }: Pick<Member, 'behind'>): readonly Standing[] {
  if (!behind) return ['Not known'];
  const { minors, newestPatch, pools, supportEnds } = behind;
  const days = supportEnds?.inDays ?? Infinity;
  const all: readonly (Standing | false)[] = [
    days < 0 && 'Support ended',
    days >= 0 && days <= SUPPORT_ENDS_SOON_DAYS && 'Support ends soon',
    (minors ?? 0) > 0 && 'Minors behind',
    newestPatch !== undefined && 'Patch behind',
    pools.some(({ newestImage }) => newestImage !== undefined) && 'Node image behind',
    minors === undefined && 'Not known',
  ];
  const said = all.filter((each) => each !== false);
  return said.length === 0 ? ['Current'] : said;
}

/** Days of the oldest image of its pools. */
export function oldestImageDays({ behind }: Pick<Member, 'behind'>): number | undefined {
  const days = (behind?.pools ?? []).flatMap(({ imageDays }) => imageDays ?? []);
  return days.length === 0 ? undefined : Math.max(...days);
}

/** `Support ended 12 days ago`, `until 2026-11-30, 4 days`. */
export function supportText({ behind }: Pick<Member, 'behind'>): string {
  const ends = behind?.supportEnds;
  if (!ends) return '';
  return ends.inDays < 0
    ? `ended ${ends.on}, ${-ends.inDays} days ago`
    : `until ${ends.on}, ${ends.inDays} days`;
}

/** The patches that members could have within their minor version, newest first. */
export function patchesWanted(members: readonly Member[]): readonly string[] {
  const patches = new Set(members.flatMap(({ behind }) => behind?.newestPatch ?? []));
  return [...patches].toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
}

/** A run that brings members up to date. */
export interface WantedRun {
  /** Undefined for node images. */
  readonly version: string | undefined;
  readonly members: readonly Member[];
}

/** For each patch that is wanted the members that lack it, newest first, and those with an older node image. */
export function runsWanted(members: readonly Member[]): readonly WantedRun[] {
  const images = members.filter((member) => standingsOf(member).includes('Node image behind'));
  return [
    ...patchesWanted(members).map((version) => ({
      version,
      members: members.filter(({ behind }) => behind?.newestPatch === version),
    })),
    ...(images.length > 0 ? [{ version: undefined, members: images }] : []),
  ];
}

/** An address has room for so many names. */
const MOST_NAMED = 100;

/** Members as an address names them; of more than it has room for none: the plan shows whom the run reaches. */
export const namedIn = (members: readonly Member[]) =>
  members.length > MOST_NAMED ? [] : members.map(memberKey);

export const BEHIND_TEXTS = [
  { key: 'name', heading: 'Member', text: memberKey },
  { key: 'group', heading: 'Update group', text: ({ group }: Member) => group ?? '' },
  { key: 'location', heading: 'Location', text: ({ location }: Member) => location ?? '' },
  {
    key: 'kubernetes',
    heading: 'Kubernetes',
    text: ({ kubernetesVersion = '' }: Member) => kubernetesVersion,
  },
  { key: 'patch', heading: 'Newest patch', text: ({ behind }: Member) => behind?.newestPatch ?? '' },
  {
    key: 'minors',
    heading: 'Minors behind',
    text: ({ behind }: Member) => (behind?.minors === undefined ? '' : String(behind.minors)),
  },
  {
    key: 'image',
    heading: 'Oldest image, days',
    text: (member: Member) => String(oldestImageDays(member) ?? ''),
  },
  { key: 'support', heading: 'Supported', text: supportText },
  { key: 'standing', heading: 'Standing', text: (member: Member) => standingsOf(member).join(', ') },
] as const satisfies readonly TextColumn<Member>[];
