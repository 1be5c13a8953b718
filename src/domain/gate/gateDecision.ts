import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { LONGEST_SECONDS } from '../pace.ts';
import { secondsAfter } from '../seconds.ts';
import type { ApprovalGate } from './gate.ts';
import { timingSchema } from './gateRow.ts';

/** What the message of an expired gate begins with. */
export const EXPIRED = 'It has expired';

/** What a person decided on a gate. A command: its row is never changed, and the gate's row never written by it. */
export const gateDecisionSchema = z.object({
  /** The gate's id. */
  gate: z.string(),
  timing: timingSchema,
  name: z.string(),
  stage: z.string(),
  group: z.string().exactOptional(),
  attempt: z.int().nonnegative(),
  by: z.string(),
  at: z.string(),
  decision: z.enum(['Approved', 'Rejected']),
  comment: z.string().exactOptional(),
});
export type GateDecision = Immutable<z.infer<typeof gateDecisionSchema>>;
/** What of it counts. */
export type Vote = Pick<GateDecision, 'by' | 'at' | 'decision' | 'comment'>;

/**
 * Decisions are judged only when they are so old: one that was made before, and takes its time to be written, is there by
 * then. So they count in the order of their times, whoever reads when.
 */
const SETTLED_AFTER_SECONDS = 3;

type Judgement =
  | { readonly state: 'Pending'; readonly approvals: number; readonly expiresAt?: string }
  | { readonly state: 'Completed' | 'Failed'; readonly at: string; readonly message: string };

/** What the decisions that are settled come to, up to a stop, and in how many seconds that may be different. */
export function judgeSettled(
  spec: Pick<ApprovalGate, 'minimumApprovals' | 'expiresInSeconds'>,
  reachedAt: string,
  { now, decisions, stop }: Decided,
): { readonly judgement: Judgement; readonly seconds: number } {
  const settled = secondsAfter(new Date(now), -SETTLED_AFTER_SECONDS).toISOString();
  const isUnsettled = decisions.some(({ at }) => at > settled);
  return {
    judgement: judge(spec, reachedAt, decisions, stop?.at ?? settled),
    seconds: isUnsettled ? SETTLED_AFTER_SECONDS : LONGEST_SECONDS,
  };
}

interface Decided {
  readonly now: string;
  readonly decisions: readonly Vote[];
  readonly stop: { readonly at: string } | undefined;
}

/** What the decisions on an approval come to by a time: the first reject, the last approval that is needed, or its expiry. */
export function judge(
  spec: Pick<ApprovalGate, 'minimumApprovals' | 'expiresInSeconds'>,
  reachedAt: string,
  decisions: readonly Vote[],
  until: string,
): Judgement {
  const { minimumApprovals = 1, expiresInSeconds } = spec;
  const expiresAt = expiryOf(expiresInSeconds, reachedAt);
  const approved: string[] = [];
  for (const decision of countable(decisions, reachedAt, expiresAt).filter(({ at }) => at <= until)) {
    const { by, at, comment } = decision;
    if (decision.decision === 'Rejected') return { state: 'Failed', at, message: rejected(by, comment) };
    approved.push(by);
    if (approved.length >= minimumApprovals)
      return { state: 'Completed', at, message: `Approved by ${approved.join(', ')}.` };
  }
  if (expiresAt === undefined) return { state: 'Pending', approvals: approved.length };
  if (expiresAt > until) return { state: 'Pending', approvals: approved.length, expiresAt };
  const message = `${EXPIRED}: ${approved.length} of ${minimumApprovals} approvals were given within ${expiresInSeconds ?? 0} s (expiresInSeconds).`;
  return { state: 'Failed', at: expiresAt, message };
}

export function expiryOf(seconds: number | undefined, reachedAt: string): string | undefined {
  return seconds === undefined ? undefined : secondsAfter(new Date(reachedAt), seconds).toISOString();
}

/** In their order. */
function countable(
  decisions: readonly Vote[],
  reachedAt: string,
  expiresAt: string | undefined,
): readonly Vote[] {
  return decisions
    .filter(({ at }) => at >= reachedAt && (expiresAt === undefined || at < expiresAt))
    .toSorted((one, other) => (countsBefore(one, other) ? -1 : 1));
}

/** In the order of their times; of two at the same moment the reject counts first. */
export const countsBefore = (one: Vote, other: Vote) => orderOf(one) < orderOf(other);

const orderOf = ({ at, decision, by }: Vote) => `${at} ${decision === 'Rejected' ? 0 : 1} ${by}`;

function rejected(by: string, comment: string | undefined): string {
  return comment === undefined ? `Rejected by ${by}.` : `Rejected by ${by}: ${comment}`;
}
