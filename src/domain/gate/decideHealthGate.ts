import {
  NO_EVALUATIONS,
  healthVerdict,
  secondsToEvaluation,
  withEvaluation,
} from '../health/decideHealth.ts';
import type { CheckResult } from '../health/evaluation.ts';
import { LONGEST_SECONDS, secondsOnTheWay } from '../pace.ts';
import type { Gate } from './gate.ts';
import { judgeSettled, type Vote } from './gateDecision.ts';
import type { GateRow, Timing } from './gateRow.ts';

export type HealthGate = Extract<Gate, { type: 'Health' }>;

/** What was just found of the health of a gate's clusters; it counts for the row that was read before, and for no other. */
export interface FreshEvaluation {
  readonly timing: Timing;
  readonly name: string;
  /** When the look began. */
  readonly at: string;
  readonly checks: readonly CheckResult[];
}

/** The gates that are to be evaluated in this round, before anything is decided. */
export function dueEvaluations(
  gates: readonly Gate[],
  rows: readonly GateRow[],
  attempt: number,
  now: string,
): HealthGate[] {
  return gates.flatMap((gate) => {
    if (gate.type !== 'Health') return [];
    const row = rows.find(({ name }) => name === gate.name);
    const { startTime, heldAt, health = NO_EVALUATIONS } = row ?? {};
    const isOpen = row?.state === 'Pending' && row.attempt === attempt && heldAt === undefined;
    if (!isOpen || startTime === undefined) return [];
    return secondsToEvaluation(gate, startTime, health, now) === 0 ? [gate] : [];
  });
}

interface HealthObservation {
  readonly now: string;
  readonly fresh: FreshEvaluation | undefined;
  readonly decisions: readonly Vote[];
  readonly stop: { readonly at: string } | undefined;
}

export interface HealthGateStep {
  readonly row: GateRow;
  /** Present when it is decided. */
  readonly ended?: { readonly state: 'Completed' | 'Failed'; readonly at: string; readonly message: string };
  readonly seconds: number;
}

/** How far a health gate is that is Pending since `reachedAt`: the evaluations decide, or an Approver for whom they hold. */
export function decideHealthGate(
  observed: HealthObservation,
  gate: HealthGate,
  pending: GateRow,
  reachedAt: string,
): HealthGateStep {
  const { now, fresh } = observed;
  if (pending.heldAt !== undefined) return decideHeld(observed, pending, pending.heldAt);
  const before = pending.health ?? NO_EVALUATIONS;
  const health = fresh ? withEvaluation(gate, before, fresh.at, fresh.checks) : before;
  const { kind, message } = healthVerdict(gate, reachedAt, health);
  const row = fresh ? { ...pending, health, message } : { ...pending, message };
  switch (kind) {
    case 'Undecided': {
      const seconds = secondsToEvaluation(gate, reachedAt, health, now);
      return { row, seconds: secondsOnTheWay(seconds) };
    }
    case 'Hold': {
      const words = `An Approver decides: ${message}`;
      return { row: { ...row, heldAt: fresh?.at ?? now, message: words }, seconds: LONGEST_SECONDS };
    }
    case 'Completed':
    case 'Failed':
      return { row, ended: { state: kind, at: fresh?.at ?? now, message }, seconds: LONGEST_SECONDS };
  }
}

function decideHeld(observed: HealthObservation, row: GateRow, heldAt: string): HealthGateStep {
  const { judgement, seconds } = judgeSettled({}, heldAt, observed);
  if (judgement.state === 'Pending') return { row, seconds };
  const { state, at, message } = judgement;
  return { row, ended: { state, at, message }, seconds: LONGEST_SECONDS };
}
