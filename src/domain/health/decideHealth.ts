import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { secondsBetween } from '../seconds.ts';
import { combined, evaluationSchema, type CheckResult, type Evaluation } from './evaluation.ts';

/**
 * How evaluations come to a decision: the measurements of Argo Rollouts' analysis, with a soak in place of a count. The
 * defaults are those of `RULES`.
 */
export interface HealthRules {
  readonly initialDelayInSeconds?: number;
  readonly intervalInSeconds?: number;
  /** For so long every evaluation must be Successful. */
  readonly soakInSeconds?: number;
  readonly failureLimit?: number;
  readonly inconclusiveLimit?: number;
  readonly consecutiveErrorLimit?: number;
  /** From the start of the gate. */
  readonly timeoutInSeconds: number;
  readonly onFailure?: 'Fail' | 'Hold';
}

const RULES = {
  initialDelayInSeconds: 0,
  intervalInSeconds: 60,
  soakInSeconds: 0,
  failureLimit: 0,
  inconclusiveLimit: 0,
  consecutiveErrorLimit: 4,
  onFailure: 'Fail',
} as const;

const count = z.int().nonnegative();

/** What is kept of all evaluations: it does not grow, however long the soak. */
export const healthRecordSchema = z.object({
  /** How many there were. */
  evaluations: count,
  failed: count,
  inconclusive: count,
  /** Errors since the last evaluation that had an answer. */
  errorsInARow: count,
  /** Since when every evaluation was Successful, without a gap. */
  healthySince: z.string().exactOptional(),
  lastAt: z.string().exactOptional(),
  /** The last ones, the newest first. */
  recent: z.array(evaluationSchema),
  /** The last ones that were not Successful, the newest first: a long soak would push them out of `recent`. */
  unhealthy: z.array(evaluationSchema),
});
export type HealthRecord = Immutable<z.infer<typeof healthRecordSchema>>;

export const NO_EVALUATIONS: HealthRecord = {
  evaluations: 0,
  failed: 0,
  inconclusive: 0,
  errorsInARow: 0,
  recent: [],
  unhealthy: [],
};

/** What follows from the evaluations so far. */
export type HealthVerdict =
  | { readonly kind: 'Undecided'; readonly message: string }
  | { readonly kind: 'Completed'; readonly message: string }
  | { readonly kind: 'Failed'; readonly message: string }
  /** Nothing is evaluated any more: an Approver decides. */
  | { readonly kind: 'Hold'; readonly message: string };

/** Seconds until the next evaluation; 0 when it is due. The time-out brings one more, whatever the interval. */
export function secondsToEvaluation(
  given: HealthRules,
  startedAt: string,
  { lastAt }: HealthRecord,
  now: string,
): number {
  const rules = { ...RULES, ...given };
  const passed = secondsBetween(startedAt, now);
  const untilDue =
    lastAt === undefined
      ? rules.initialDelayInSeconds - passed
      : rules.intervalInSeconds - secondsBetween(lastAt, now);
  return Math.max(0, Math.min(untilDue, rules.timeoutInSeconds - passed));
}

const KEPT = 5;

/** The record with one more evaluation, begun at `time`. */
export function withEvaluation(
  given: HealthRules,
  before: HealthRecord,
  time: string,
  checks: readonly CheckResult[],
): HealthRecord {
  const outcome = combined(checks.map((check) => check.outcome));
  const evaluation: Evaluation = { number: before.evaluations + 1, time, outcome, checks };
  const { healthySince: _, ...rest } = before;
  const healthySince = outcome === 'Successful' ? unbrokenSince(given, before, time) : undefined;
  return {
    ...rest,
    evaluations: evaluation.number,
    failed: before.failed + (outcome === 'Failed' ? 1 : 0),
    inconclusive: before.inconclusive + (outcome === 'Inconclusive' ? 1 : 0),
    errorsInARow: outcome === 'Error' ? before.errorsInARow + 1 : 0,
    ...(healthySince !== undefined && { healthySince }),
    lastAt: time,
    recent: [evaluation, ...before.recent].slice(0, KEPT),
    unhealthy: outcome === 'Successful' ? before.unhealthy : [evaluation, ...before.unhealthy].slice(0, KEPT),
  };
}

/** Time in which nobody looked is no health: after more than three intervals the soak begins anew. */
const MOST_INTERVALS_BETWEEN = 3;

function unbrokenSince(given: HealthRules, { healthySince, lastAt }: HealthRecord, time: string): string {
  if (healthySince === undefined || lastAt === undefined) return time;
  const { intervalInSeconds } = { ...RULES, ...given };
  const gap = secondsBetween(lastAt, time);
  return gap > MOST_INTERVALS_BETWEEN * intervalInSeconds ? time : healthySince;
}

/** Limits are passed by more than their number. Asked after each evaluation: what was decided stays on the gate. */
export function healthVerdict(given: HealthRules, startedAt: string, record: HealthRecord): HealthVerdict {
  const rules = { ...RULES, ...given };
  const [last] = record.recent;
  if (!last) return { kind: 'Undecided', message: 'Not evaluated yet' };
  const bad: HealthVerdict['kind'] = rules.onFailure === 'Hold' ? 'Hold' : 'Failed';
  const { failed, inconclusive, errorsInARow } = record;
  const { failureLimit, inconclusiveLimit, consecutiveErrorLimit, timeoutInSeconds } = rules;
  const why = whyOf(last);
  if (failed > failureLimit) return over(bad, failed, 'failed', 'failureLimit', failureLimit, why);
  if (errorsInARow > consecutiveErrorLimit)
    return over(
      bad,
      errorsInARow,
      'in a row had no answer',
      'consecutiveErrorLimit',
      consecutiveErrorLimit,
      why,
    );
  if (inconclusive > inconclusiveLimit)
    return over('Hold', inconclusive, 'could not tell', 'inconclusiveLimit', inconclusiveLimit, why);
  const healthyFor = record.healthySince === undefined ? 0 : secondsBetween(record.healthySince, last.time);
  if (record.healthySince !== undefined && healthyFor >= rules.soakInSeconds)
    return { kind: 'Completed', message: soaked(healthyFor, record.evaluations) };
  if (secondsBetween(startedAt, last.time) >= timeoutInSeconds) {
    const message = `Not healthy for ${rules.soakInSeconds} s within timeoutInSeconds ${timeoutInSeconds}; the last evaluation is ${last.outcome}${why}`;
    return { kind: bad, message };
  }
  return { kind: 'Undecided', message: progress(rules.soakInSeconds, healthyFor, last, why) };
}

function over(
  kind: 'Failed' | 'Hold',
  number: number,
  words: string,
  limit: string,
  most: number,
  why: string,
): HealthVerdict {
  const evaluations = number === 1 ? '1 evaluation' : `${number} evaluations`;
  return { kind, message: `${evaluations} ${words}, ${limit} is ${most}${why}` };
}

/** What the last evaluation says that was not Successful. */
function whyOf({ outcome, checks }: Evaluation): string {
  const check = outcome === 'Successful' ? undefined : checks.find((each) => each.outcome === outcome);
  return check === undefined ? '' : `: ${check.name ?? check.type}: ${check.message}`;
}

const soaked = (seconds: number, evaluations: number): string =>
  seconds === 0 ? `Healthy at evaluation ${evaluations}` : `Healthy for ${Math.floor(seconds)} s`;

function progress(soak: number, healthyFor: number, last: Evaluation, why: string): string {
  if (last.outcome !== 'Successful') return `Evaluation ${last.number} is ${last.outcome}${why}`;
  return `Healthy for ${Math.floor(healthyFor)} of ${soak} s`;
}
