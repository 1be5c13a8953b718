import type { Evaluation, Gate, GateHealth } from '../api/types.ts';
import { counted } from '../parts/counted.ts';
import { durationText } from '../parts/timeText.ts';
import { GATE_DEFAULTS } from './gateDefaults.ts';

/** A mark in the row of a health gate. */
export interface HealthMark {
  readonly evaluation: Evaluation;
  /** How many evaluations there were right before it of which nothing is kept. */
  readonly notKept: number;
}

/**
 * What is kept of the evaluations, the newest last. Of a long soak that is the last ones and the last that were not
 * Successful: the others are counted where they were.
 */
export function healthMarks({ recent, unhealthy }: GateHealth): readonly HealthMark[] {
  const kept = new Map([...unhealthy, ...recent].map((evaluation) => [evaluation.number, evaluation]));
  const inOrder = [...kept.values()].toSorted((one, other) => one.number - other.number);
  return inOrder.map((evaluation, index) => ({
    evaluation,
    notKept: evaluation.number - (inOrder[index - 1]?.number ?? 0) - 1,
  }));
}

/** `Healthy for 12 min of 30 min`; undefined where one healthy evaluation is enough. */
export function soakText({ soakInSeconds = 0, health }: Gate): string | undefined {
  if (soakInSeconds === 0) return undefined;
  const { healthySince, lastAt } = health ?? {};
  const passed =
    healthySince === undefined || lastAt === undefined ? 0 : Date.parse(lastAt) - Date.parse(healthySince);
  return `Healthy for ${durationText(passed)} of ${durationText(soakInSeconds * 1_000)}`;
}

export interface LeftOfLimits {
  readonly failed: number;
  readonly inconclusive: number;
  readonly errorsInARow: number;
}

/** How many more evaluations of each kind there may be, before it is decided. */
export function leftOfLimits({ health, ...given }: Gate): LeftOfLimits {
  const { failureLimit, inconclusiveLimit, consecutiveErrorLimit } = { ...GATE_DEFAULTS, ...given };
  const { failed = 0, inconclusive = 0, errorsInARow = 0 } = health ?? {};
  return {
    failed: Math.max(0, failureLimit - failed),
    inconclusive: Math.max(0, inconclusiveLimit - inconclusive),
    errorsInARow: Math.max(0, consecutiveErrorLimit - errorsInARow),
  };
}

/** `May still come: 2 failed, 0 inconclusive, 4 errors in a row` */
export function limitsText(gate: Gate): string {
  const { failed, inconclusive, errorsInARow } = leftOfLimits(gate);
  return `May still come: ${failed} failed, ${inconclusive} inconclusive, ${counted(errorsInARow, 'error')} in a row`;
}

/** `126 evaluations, 1 failed, 2 inconclusive` */
export function evaluationsText({ evaluations, failed, inconclusive }: GateHealth): string {
  const bad = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(inconclusive > 0 ? [`${inconclusive} inconclusive`] : []),
  ];
  return [counted(evaluations, 'evaluation'), ...bad].join(', ');
}
