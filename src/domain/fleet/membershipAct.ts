import { secondsBetween } from '../seconds.ts';
import { z } from 'zod';
import type { AuditType } from '../auditTypes.ts';
import type { Immutable } from '../immutable.ts';
import { isSameCluster, type MemberNow } from './assignments.ts';

/**
 * That a cluster is to join a fleet or to leave it, kept until it is known what became of it: Azure does it, and the
 * audit entry must not depend on whether the app still lives then.
 */
export const membershipActSchema = z.object({
  /** One of each kind for a member. */
  name: z.string(),
  kind: z.enum(['join', 'leave']),
  fleet: z.string(),
  member: z.string(),
  clusterResourceId: z.string(),
  group: z.string().exactOptional(),
  by: z.string(),
  at: z.string(),
});
export type MembershipAct = Immutable<z.infer<typeof membershipActSchema>>;

/** After this nobody waits for Azure any more, and Azure has long answered. */
const UNDER_WAY_FOR_SECONDS = 3_600;

export function nameOfAct({ kind, fleet, member }: Pick<MembershipAct, 'kind' | 'fleet' | 'member'>): string {
  return `${fleet}/${member}/${kind}`;
}

/** What became of it, by what Fleet says of the member now. */
export function outcomeOfAct(
  act: MembershipAct,
  member: (MemberNow & { readonly provisioningState: string }) | undefined,
  now: string,
): 'done' | 'notDone' | 'underWay' {
  const isThere = member !== undefined && isSameCluster(act, member);
  const isDone = act.kind === 'leave' ? !isThere : isThere && member.provisioningState === 'Succeeded';
  if (isDone) return 'done';
  return secondsBetween(act.at, now) < UNDER_WAY_FOR_SECONDS ? 'underWay' : 'notDone';
}

/** The same for the same act, so that it is one entry whoever writes it. */
export function entryOfAct({ kind, fleet, member, clusterResourceId, group, by, at }: MembershipAct): {
  time: string;
  actor: string;
  subject: string;
  type: AuditType;
  message: string;
} {
  const about = { time: at, actor: by, subject: `members/${fleet}/${member}` };
  if (kind === 'leave')
    return { ...about, type: 'MemberLeft', message: `Took ${member} out of fleet ${fleet}.` };
  const to = group === undefined ? '' : ` to group ${group}`;
  return {
    ...about,
    type: 'MemberJoined',
    message: `Joined ${clusterResourceId} as ${fleet}/${member}${to}.`,
  };
}
