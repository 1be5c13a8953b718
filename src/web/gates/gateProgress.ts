import type { Gate } from '../api/types.ts';
import { counted } from '../parts/counted.ts';
import { utcText } from '../parts/timeText.ts';

export const GATE_TYPES: Readonly<Record<Gate['type'], string>> = {
  Approval: 'Approval',
  Health: 'Health',
  ScheduledStart: 'Scheduled start',
};

/** `before stage prod`, `after group weu` */
export const placeOfGate = ({ timing, stage, group }: Pick<Gate, 'timing' | 'stage' | 'group'>): string =>
  `${timing === 'Before' ? 'before' : 'after'} ${group === undefined ? `stage ${stage}` : `group ${group}`}`;

/** A person is to decide on it: an approval, or health that cannot tell. */
export const isForPeople = ({ type, state, heldAt }: Gate): boolean =>
  state === 'Pending' && (type === 'Approval' || heldAt !== undefined);

/** `1 of 2 approvals`; undefined of what nobody approves. */
export function quorumText({ type, heldAt, minimumApprovals = 1, decisions }: Gate): string | undefined {
  if (type !== 'Approval' && heldAt === undefined) return undefined;
  const approvals = decisions.filter(({ decision }) => decision === 'Approved').length;
  return `${approvals} of ${counted(minimumApprovals, 'approval')}`;
}

/** `Mon 06:00 Europe/Berlin`, or a time; undefined for a gate that waits for no time. */
export function notBeforeText({ notBefore }: Pick<Gate, 'notBefore'>): string | undefined {
  if (notBefore === undefined) return undefined;
  return typeof notBefore === 'string'
    ? utcText(new Date(notBefore).toISOString())
    : `${notBefore.day} ${notBefore.time} ${notBefore.timeZone}`;
}

/** What its message says beyond what is shown of it anyway; undefined for nothing. */
export function newsOf({ type, state, message, heldAt, health }: Gate): string | undefined {
  if (state !== 'Pending' || heldAt !== undefined) return message;
  // Of one that waits, quorum, expiry, time and soak stand beside it.
  return type === 'Health' && health?.recent[0]?.outcome !== 'Successful' ? message : undefined;
}

/** A gate in a few words, for a line: how it was decided, or what it waits for. */
export function gateInShort(gate: Gate): string {
  const { state, type, decisions } = gate;
  if (state === 'NotStarted') return notBeforeText(gate) ?? quorumOfNotStarted(gate);
  const comments = decisions.flatMap(({ comment }) => comment ?? []);
  const said = type === 'Approval' && state === 'Completed' && comments.length > 0;
  return [newsOf(gate) ?? '', ...(said ? [comments.map((each) => `“${each}”`).join(' ')] : [])]
    .join(' ')
    .trim();
}

function quorumOfNotStarted({ type, minimumApprovals = 1 }: Gate): string {
  return type === 'Approval' && minimumApprovals > 1 ? `${minimumApprovals} approvals` : '';
}
