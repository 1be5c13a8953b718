import { withoutUndefined } from '../withoutUndefined.ts';
import type { Attempt, Run } from '../run/run.ts';
import type { EndedState } from '../run/states.ts';
import { secondsBetween } from '../seconds.ts';
import { REMEMBERED_DAYS } from './deliveryReceipt.ts';
import { runNameFor } from './runNames.ts';
import { beingStarted, type StartRequest } from './startRequest.ts';
import type { CompletionTrigger } from './trigger.ts';

/** In `versionsFrom` of a trigger: the run whose end starts the new one. */
export const THE_RUN = '{run}';

/** How a run first came to one of the states that a trigger waits for. */
export interface RunEnd {
  readonly state: EndedState;
  readonly at: string;
}

const DAY_SECONDS = 86_400;
/** Less than start requests are remembered: a run whose request is forgotten is never asked for again. */
const LOOK_BACK_DAYS = REMEMBERED_DAYS - 1;

/** Whether the trigger waits for runs like this one. */
export function waitsFor(
  { completion: { strategy, trigger } }: CompletionTrigger,
  run: Pick<Run, 'createdBy' | 'strategy'>,
): boolean {
  return trigger === undefined ? run.strategy === strategy : run.createdBy === `trigger/${trigger}`;
}

/** The first end of the run that the trigger waits for; a later attempt that ends so too is no second one. */
export function firstEnd(
  { completion: { states } }: CompletionTrigger,
  attempts: readonly Pick<Attempt, 'number' | 'state' | 'endedAt'>[],
): RunEnd | undefined {
  for (const { state, endedAt } of attempts.toSorted((one, other) => one.number - other.number)) {
    if (endedAt !== undefined && state !== undefined && states.includes(state)) return { state, at: endedAt };
  }
  return undefined;
}

/** What ended before the trigger was as it is now is not made up for, nor what ended long ago. */
export function isNews({ changedAt }: CompletionTrigger, endedAt: string, now: string): boolean {
  const isRecent = secondsBetween(endedAt, now) < LOOK_BACK_DAYS * DAY_SECONDS;
  return isRecent && Date.parse(endedAt) > Date.parse(changedAt);
}

/** Of a trigger and a run there is one, whenever it is asked for. */
export const completionKey = ({ name }: CompletionTrigger, runId: string) => `${name}.run-${runId}`;

/** The request for the end of a run. */
export function completionStart(
  trigger: CompletionTrigger,
  run: Pick<Run, 'name' | 'runId'>,
  end: RunEnd,
  now: string,
): StartRequest {
  const { name, strategy, fleets, leaveOut, managedClusterUpdate, versionsFrom, nameTemplate } = trigger;
  const { delayInSeconds = 0 } = trigger.completion;
  const started = runNameFor(nameTemplate, {
    trigger: name,
    at: end.at,
    completion: run.runId.slice(0, 8),
  });
  const notBefore = new Date(Date.parse(end.at) + delayInSeconds * 1000).toISOString();
  return withoutUndefined({
    name: completionKey(trigger, run.runId),
    trigger: name,
    run: started,
    strategy,
    fleets,
    leaveOut,
    managedClusterUpdate,
    versionsFrom: versionsFrom?.run === THE_RUN ? { run: run.name } : versionsFrom,
    start: true,
    notBefore: delayInSeconds > 0 ? notBefore : undefined,
    heedsOverlap: true,
    cause: `Run ${run.name} ended ${end.state}`,
    receivedAt: now,
    result: beingStarted(started, now),
  });
}
