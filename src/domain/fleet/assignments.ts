import type { AuditType } from '../auditTypes.ts';
import { clusterKey } from '../group/lock.ts';
import type { Assignment } from './inventory.ts';

/** A member as Fleet has it now. */
export interface MemberNow {
  readonly clusterResourceId: string;
  readonly group?: string;
}

/** A wish belongs to a cluster: another that has joined under the same name has nothing to do with it. */
export function isSameCluster(
  one: { readonly clusterResourceId: string },
  other: { readonly clusterResourceId: string },
): boolean {
  return clusterKey(one.clusterResourceId) === clusterKey(other.clusterResourceId);
}

/** The group that is wanted for a member; undefined when none is, null when it is to have no group. */
export function wishesOf(
  assignments: readonly Assignment[],
): (member: {
  readonly fleet: string;
  readonly name: string;
  readonly clusterResourceId: string;
}) => string | null | undefined {
  const byName = new Map(assignments.map((each) => [`${each.fleet}/${each.member}`, each]));
  return (member) => {
    const assignment = byName.get(`${member.fleet}/${member.name}`);
    return assignment && isSameCluster(assignment, member) ? assignment.wanted : undefined;
  };
}

/** What is left of an assignment whose cluster is not the member's any more, and what to tell of the wish. */
export function withoutWish(
  { fleet, member, clusterResourceId, wanted, changedBy }: Assignment,
  now: MemberNow | undefined,
  at: string,
): {
  readonly left: Assignment;
  readonly dropped: { time: string; actor: string; subject: string; type: AuditType; message: string };
} {
  const what = wanted === null ? `be taken out of its group` : `be in group ${wanted ?? ''}`;
  const why = now
    ? `${fleet}/${member} is another cluster now (${now.clusterResourceId})`
    : `fleet ${fleet} has no member ${member} any more`;
  return {
    left: {
      fleet,
      member,
      clusterResourceId: now?.clusterResourceId ?? clusterResourceId,
      group: now?.group ?? null,
      changedAt: at,
      changedBy: 'Fleet Manager',
    },
    dropped: {
      time: at,
      actor: 'fleet-updates',
      subject: `members/${fleet}/${member}`,
      type: 'AssignmentDropped',
      message: `The wish of ${changedBy} that ${clusterResourceId} ${what} was dropped: ${why}.`,
    },
  };
}
