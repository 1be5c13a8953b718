import type { SkipCommand, StopCommand } from '../run/commands.ts';
import { LONGEST_SECONDS, secondsOnTheWay } from '../pace.ts';
import { secondsBetween } from '../seconds.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { decideHealthGate, type FreshEvaluation } from './decideHealthGate.ts';
import type { Gate } from './gate.ts';
import { judgeSettled, type Vote } from './gateDecision.ts';
import { isThrough, type GateRow, type Timing } from './gateRow.ts';
import { opensAt } from './scheduledStart.ts';

/** Everything that decides how far a gate is. */
export interface GateObservation {
  readonly now: string;
  readonly attempt: number;
  readonly timing: Timing;
  readonly gate: Gate;
  /** As it was left, maybe by an earlier attempt. */
  readonly row: GateRow | undefined;
  /** Before: something is left to update behind it. After: something was updated. */
  readonly holds: boolean;
  /** This attempt has updated a member of the place: what an earlier one let through after it is no news of that. */
  readonly updates: boolean;
  /** Of this gate in this attempt. */
  readonly decisions: readonly Vote[];
  readonly skip: SkipCommand | undefined;
  readonly stop: Pick<StopCommand, 'at'> | undefined;
  /** Of a Health gate, made in this round. */
  readonly fresh?: FreshEvaluation;
}

/** The gate as it is to be written, and in how many seconds something may be different. */
export interface GateStep {
  readonly row: GateRow;
  readonly seconds: number;
}

/**
 * How far a gate is, from its row, what people said and the time. Right whenever it is asked, also long after everything
 * was down: what was decided, and what expired, counts from when it did.
 */
export function decideGate(observed: GateObservation): GateStep {
  const row = ofAttempt(observed);
  if (isThrough(row) || row.state === 'Failed') return still(row);
  const { skip, stop, now } = observed;
  if (skip) return still(ended(row, 'Skipped', skip.at, wordsOfSkip(skip)));
  if (!observed.holds) return still(ended(row, 'Skipped', now, NOTHING[observed.timing]));
  if (row.startTime === undefined) return stop ? still(row) : decidePending(observed, row, now);
  return decidePending(observed, row, row.startTime);
}

const NOTHING: Readonly<Record<Timing, string>> = {
  Before: 'Nothing is left to update behind it.',
  After: 'No member was updated.',
};

const still = (row: GateRow): GateStep => ({ row, seconds: LONGEST_SECONDS });

/** What was let through stays so through attempts; anything else is decided afresh in each. */
function ofAttempt({ row, attempt, timing, gate: { name }, updates }: GateObservation): GateRow {
  const stays =
    row && (row.attempt === attempt || (row.state === 'Completed' && !(timing === 'After' && updates)));
  return stays ? row : { timing, name, attempt, state: 'NotStarted' };
}

function ended(
  row: GateRow,
  state: 'Completed' | 'Failed' | 'Skipped',
  at: string,
  message: string,
): GateRow {
  const { until: _over, ...rest } = row;
  return { ...rest, state, completedTime: at, message };
}

function decidePending(observed: GateObservation, row: GateRow, reachedAt: string): GateStep {
  const step = byType(observed, { ...row, state: 'Pending', startTime: reachedAt }, reachedAt);
  return observed.stop && step.row.state === 'Pending' ? still(interrupted(step.row)) : step;
}

/** By a stop: the next attempt begins with it afresh. */
export function interrupted(row: GateRow): GateRow {
  if (row.state !== 'Pending') return row;
  const { timing, name, attempt } = row;
  return { timing, name, attempt, state: 'NotStarted', message: 'A stop came before it was decided.' };
}

function byType(observed: GateObservation, pending: GateRow, reachedAt: string): GateStep {
  const { gate } = observed;
  switch (gate.type) {
    case 'Approval':
      return decideApproval(observed, gate, pending, reachedAt);
    case 'ScheduledStart': {
      const until = opensAt(gate, reachedAt);
      if (until <= (observed.stop?.at ?? observed.now))
        return still(
          ended(pending, 'Completed', until < reachedAt ? reachedAt : until, 'Its time has come.'),
        );
      return {
        row: { ...pending, until, message: `Opens at ${until}.` },
        seconds: secondsOnTheWay(secondsBetween(observed.now, until)),
      };
    }
    case 'Health': {
      const { now, fresh, decisions, stop } = observed;
      const step = decideHealthGate({ now, fresh, decisions, stop }, gate, pending, reachedAt);
      if (!step.ended) return step;
      return still(ended(step.row, step.ended.state, step.ended.at, step.ended.message));
    }
  }
}

function decideApproval(
  observed: GateObservation,
  gate: Extract<Gate, { type: 'Approval' }>,
  pending: GateRow,
  reachedAt: string,
): GateStep {
  const { judgement, seconds } = judgeSettled(gate, reachedAt, observed);
  if (judgement.state !== 'Pending')
    return still(ended(pending, judgement.state, judgement.at, judgement.message));
  const { approvals, expiresAt } = judgement;
  const expires = expiresAt === undefined ? '' : ` It expires at ${expiresAt}.`;
  const message = `${approvals} of ${gate.minimumApprovals ?? 1} approvals.${expires}`;
  return { row: { ...pending, message }, seconds };
}

/** Who had it skipped, and why. */
export function wordsOfSkip({ by, target }: SkipCommand): string {
  const reason = target.type === 'Gate' ? target.reason : undefined;
  return reason === undefined ? `Skipped by ${by}.` : `Skipped by ${by}: ${reason}`;
}

/** The row without what is not set, so that two of them compare. */
export const sameGate = (one: GateRow | undefined, other: GateRow): boolean =>
  one !== undefined && JSON.stringify(withoutUndefined(one)) === JSON.stringify(withoutUndefined(other));
