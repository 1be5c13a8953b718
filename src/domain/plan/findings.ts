import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { openEnum } from '../openEnum.ts';

/** What a plan can object to in a member. */
const MEMBER_FINDINGS = {
  AlreadyAtTarget: 'warning',
  AheadOfTarget: 'warning',
  ClusterStopped: 'warning',
  ClusterNotReadable: 'warning',
  ClusterBusy: 'warning',
  ClusterFailed: 'warning',
  MembershipFailed: 'warning',
  NodePoolStopped: 'warning',
  NodePoolFailed: 'warning',
  NodePoolBehind: 'warning',
  NodePoolAhead: 'warning',
  NodePoolTooFarBehind: 'warning',
  NodeImageUnknown: 'warning',
  AzureLinux2: 'warning',
  VersionOutOfSupport: 'warning',
  VersionNotOffered: 'warning',
  TooFarBehind: 'warning',
  VersionDenied: 'error',
  MinorVersionSkipped: 'error',
  NoCommonPatch: 'error',
  OfferedVersionsUnknown: 'error',
  ImageFamilyMissing: 'error',
} as const;

/** Everything a plan can object to. Errors refuse the run; warnings are shown. */
export const FINDING_CODES = {
  ...MEMBER_FINDINGS,
  DeniedVersionAvoided: 'warning',
  DeniedVersionUnreadable: 'error',
  GroupWithoutMembers: 'warning',
  MembersInNoStage: 'warning',
  NoMembers: 'warning',
  NotAksCluster: 'warning',
  NobodyMayApprove: 'error',
  TooFewApprovers: 'warning',
  HostNotAllowed: 'error',
  GateTimePassed: 'warning',
  DuplicateStage: 'error',
  DuplicateGroup: 'error',
  TooManyStages: 'error',
  TooManyGroups: 'error',
  TooManyAtOnce: 'error',
  InventoryMissing: 'error',
} as const satisfies Record<string, 'error' | 'warning'>;

/** A run can be asked to pass over the members of which this is found, rather than to meet it or to be refused. */
export type LeavableCode = keyof typeof MEMBER_FINDINGS;

const isLeavable = (code: string): code is LeavableCode => Object.hasOwn(MEMBER_FINDINGS, code);

export const LEAVABLE_CODES: readonly LeavableCode[] = Object.keys(MEMBER_FINDINGS).filter(isLeavable);

export const leaveOutSchema = z.array(z.enum(LEAVABLE_CODES));

export type FindingCode = keyof typeof FINDING_CODES;

export const findingSchema = z.object({
  severity: z.enum(['error', 'warning']),
  /** One of `FINDING_CODES`, or what another release found: its plan is carried out all the same. */
  code: openEnum(FINDING_CODES),
  /** What is so and what to do about it, in one or two sentences. */
  message: z.string(),
  stage: z.string().exactOptional(),
  group: z.string().exactOptional(),
  /** The members concerned as `fleet/member`, sorted; at most the first ten, `count` says how many in all. */
  members: z.array(z.string()).exactOptional(),
  count: z.int().nonnegative().exactOptional(),
});
export type Finding = Immutable<z.infer<typeof findingSchema>>;

/** A member as findings name it. */
export const memberLabel = ({ fleet, name }: { readonly fleet: string; readonly name: string }) =>
  `${fleet}/${name}`;

const MEMBERS_IN_A_FINDING = 10;
const NAMES_IN_A_MESSAGE = 3;

/** A finding of a code, with the code's severity. */
export function finding(
  code: FindingCode,
  message: string,
  place: { readonly stage?: string; readonly group?: string } = {},
): Finding {
  return { severity: FINDING_CODES[code], code, message, ...place };
}

/** A finding about members, or none when there are no such members. */
export function findingAbout(
  code: FindingCode,
  members: readonly { readonly fleet: string; readonly name: string }[],
  message: string,
): Finding[] {
  if (members.length === 0) return [];
  const labels = members.map(memberLabel).toSorted();
  return [
    { ...finding(code, message), members: labels.slice(0, MEMBERS_IN_A_FINDING), count: labels.length },
  ];
}

/** `a, b and c`, or `a, b, c and 4 more`. */
export function nameSome(names: readonly string[]): string {
  const sorted = names.toSorted();
  const shown = sorted.slice(0, NAMES_IN_A_MESSAGE);
  const rest = sorted.length - shown.length;
  const last = rest > 0 ? `${rest} more` : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last ?? ''}`;
}
