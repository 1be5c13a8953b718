import type { RunBody } from '../api/types.ts';
import type { Check } from '../forms/problems.ts';
import { counted } from '../parts/counted.ts';
import { durationText } from '../parts/timeText.ts';

/** What holds for a whole run. */
export type RolloutPolicy = NonNullable<RunBody['policy']>;
/** What a run, a stage and a group have alike. */
export type Limits = Pick<RolloutPolicy, 'maxConcurrency' | 'maxAllowedFailures'>;

export const MOST_RETRIES = 5;
export const LONGEST_RETRY_DELAY = 86_400;
export const LONGEST_BUSY_WAIT = 86_400;
const MOST_ALLOWED_FAILURES = 1_000;

/** Empty is unset. */
export const concurrencyCheck: Check = (text) =>
  /^(?:|[1-9]\d*|(?:[1-9]\d?|100)%)$/.test(text) ? undefined : 'A number from 1 on, or a share such as 25%';

/** Empty is unset. */
export const failuresCheck: Check = (text) => {
  if (!/^(?:|0|[1-9]\d*|(?:0|[1-9]\d?|100)%)$/.test(text))
    return 'A number from 0 on, or a share such as 10%';
  return !text.endsWith('%') && Number(text) > MOST_ALLOWED_FAILURES
    ? `At most ${MOST_ALLOWED_FAILURES}`
    : undefined;
};

/** Nothing is wrong with them. */
export const areLimits = ({ maxConcurrency = '', maxAllowedFailures = '' }: Limits) =>
  concurrencyCheck(maxConcurrency) === undefined && failuresCheck(maxAllowedFailures) === undefined;

/** Nothing is wrong with it. A number that is none is `NaN`. */
export function isPolicy({ retries, busyClusterWaitInSeconds: wait, ...limits }: RolloutPolicy): boolean {
  const numbers = [retries?.count, retries?.delayInSeconds, wait];
  return areLimits(limits) && numbers.every((number) => !Number.isNaN(number));
}

/** Only the limits of something that has more. */
export const limitsOf = ({ maxConcurrency, maxAllowedFailures }: Limits): Limits => ({
  ...(maxConcurrency !== undefined && { maxConcurrency }),
  ...(maxAllowedFailures !== undefined && { maxAllowedFailures }),
});

/** With other limits, or without any. */
export function withLimits<Limited extends Limits>(limited: Limited, limits: Limits) {
  const { maxConcurrency: _at, maxAllowedFailures: _fail, ...rest } = limited;
  return { ...rest, ...limits };
}

/** `5 at once, 10% may fail`; empty without any. */
export const limitsText = ({ maxConcurrency, maxAllowedFailures }: Limits) =>
  [
    ...(maxConcurrency === undefined ? [] : [`${maxConcurrency} at once`]),
    ...(maxAllowedFailures === undefined ? [] : [`${maxAllowedFailures} may fail`]),
  ].join(', ');

/** `5 at once, 2 retries`; empty for none. */
export function policyText(policy: RolloutPolicy): string {
  const { retries, budgetMode, onStoppedCluster, busyClusterWaitInSeconds: wait = 0 } = policy;
  return [
    limitsText(policy),
    budgetMode === 'Strict' ? 'strict' : '',
    retries && retries.count > 0 ? counted(retries.count, 'retry') : '',
    onStoppedCluster === 'Skip' ? 'stopped clusters skipped' : '',
    wait > 0 ? `busy clusters waited for ${durationText(wait * 1_000)}` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
