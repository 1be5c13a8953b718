import { secondsBetween } from '../group/pace.ts';
import { runNameFor } from './runNames.ts';
import { heldBack, newestDue } from './schedule.ts';
import type { Dispatch, ScheduleTrigger, TriggerState } from './trigger.ts';

/** What became of a due time. */
export type ScheduleDispatch = Dispatch & { readonly dueAt: string };

export type DispatchStep =
  | { readonly do: 'nothing' }
  /** The due time is dealt with: no run. */
  | { readonly do: 'skip'; readonly dispatch: ScheduleDispatch }
  /** Written before the run is created, so that a crash after it is made good by the next pass. */
  | { readonly do: 'claim'; readonly dispatch: ScheduleDispatch & { readonly run: string } }
  /** Claimed: create the run of that name unless it is there, and start it unless it was. */
  | { readonly do: 'start'; readonly dueAt: string; readonly run: string };

/** Later than this a due time was missed: the timer that dispatches comes every minute. */
const MISSED_AFTER_SECONDS = 900;

/**
 * What a trigger does next. Due times that were missed together count as one. `underWay` is the name of the
 * trigger's last run while that goes on.
 */
export function decideDispatch(
  trigger: ScheduleTrigger,
  state: TriggerState | undefined,
  now: string,
  underWay: string | undefined,
): DispatchStep {
  const { last } = state ?? {};
  if (last?.outcome === 'Starting' && last.run !== undefined && last.dueAt !== undefined) {
    return { do: 'start', dueAt: last.dueAt, run: last.run };
  }
  if (!trigger.enabled) return { do: 'nothing' };
  const { schedule, overlap } = trigger;
  const dueAt = newestDue(schedule, latest(state?.dispatchedUpTo, trigger.changedAt), now);
  if (dueAt === undefined) return { do: 'nothing' };
  const held = heldBack(schedule, dueAt);
  if (held !== undefined) return skip(dueAt, now, held);
  if (underWay !== undefined && overlap === 'queue') return { do: 'nothing' };
  if (
    schedule.catchUp === 'skip' &&
    overlap !== 'queue' &&
    secondsBetween(dueAt, now) > MISSED_AFTER_SECONDS
  ) {
    return skip(dueAt, now, 'The app was not running then, and the trigger does not catch up.');
  }
  if (underWay !== undefined && overlap === 'skip') {
    return skip(dueAt, now, `Run ${underWay} was still under way.`);
  }
  const run = runNameFor(trigger.nameTemplate, { trigger: trigger.name, at: dueAt });
  const message = `Run ${run} is being started.`;
  return { do: 'claim', dispatch: { dueAt, at: now, outcome: 'Starting', message, run } };
}

function skip(dueAt: string, now: string, message: string): DispatchStep {
  return { do: 'skip', dispatch: { dueAt, at: now, outcome: 'Skipped', message } };
}

function latest(one: string | undefined, other: string): string {
  return one !== undefined && Date.parse(one) > Date.parse(other) ? one : other;
}
