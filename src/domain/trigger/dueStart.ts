import { withoutUndefined } from '../withoutUndefined.ts';
import { runNameFor } from './runNames.ts';
import type { RequestedUpdate } from '../plan/requestedUpdate.ts';
import { newestDue } from './schedule.ts';
import { beingStarted, type StartRequest } from './startRequest.ts';
import type { ScheduleTrigger, Trigger } from './trigger.ts';
import type { TriggerState } from './triggerState.ts';
import { updateOf } from './triggerUpdate.ts';

/** The due time that a schedule has to ask a start for; those that were missed together count as one. */
export function dueTime(
  { enabled, schedule, changedAt }: ScheduleTrigger,
  state: TriggerState | undefined,
  now: string,
): string | undefined {
  return enabled ? newestDue(schedule, latest(state?.dispatchedUpTo, changedAt), now) : undefined;
}

/**
 * What its runs leave out. By a channel a member goes one minor version at a time: those that are further behind are
 * left out, whatever jump AKS would take them over.
 */
export function leaveOutOf(trigger: Trigger): Trigger['leaveOut'] {
  if (trigger.kind !== 'schedule' || !trigger.release) return trigger.leaveOut;
  return [...new Set([...(trigger.leaveOut ?? []), 'TooFarBehind' as const])];
}

/** The request for a due time. */
export function dueStart(
  trigger: ScheduleTrigger,
  managedClusterUpdate: RequestedUpdate,
  dueAt: string,
  now: string,
): StartRequest {
  const { name, strategy, fleets, versionsFrom } = trigger;
  const run = runNameFor(trigger.nameTemplate, { trigger: name, at: dueAt });
  return withoutUndefined({
    name: `${name}.due-${dueAt.slice(0, 16)}`,
    trigger: name,
    run,
    strategy,
    fleets,
    leaveOut: leaveOutOf(trigger),
    managedClusterUpdate,
    versionsFrom,
    start: true,
    dueAt,
    heedsOverlap: true,
    cause: `Scheduled for ${dueAt}`,
    receivedAt: now,
    result: beingStarted(run, now),
  });
}

/**
 * A due time that the version before had promised to start when it was stopped, which it kept in the state; undefined
 * where there is none.
 */
export function promisedStart(
  trigger: ScheduleTrigger,
  { last, claims }: TriggerState,
  now: string,
): StartRequest | undefined {
  if (claims || last?.outcome !== 'Starting') return undefined;
  const { dueAt, run } = last;
  const update = updateOf(trigger);
  if (dueAt === undefined || run === undefined || !update) return undefined;
  return { ...dueStart(trigger, update, dueAt, now), run };
}

function latest(one: string | undefined, other: string): string {
  return one !== undefined && Date.parse(one) > Date.parse(other) ? one : other;
}
