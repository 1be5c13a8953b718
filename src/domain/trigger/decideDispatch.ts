import { secondsBetween } from '../group/pace.ts';
import { heldBack, newestDue } from './schedule.ts';
import type { Dispatch, Trigger, TriggerState } from './trigger.ts';

export type DispatchStep =
  | { readonly do: 'nothing' }
  /** The due time is dealt with: no run. */
  | { readonly do: 'skip'; readonly dispatch: Dispatch }
  /** Written before the run is created, so that a crash after it is made good by the next pass. */
  | { readonly do: 'claim'; readonly dispatch: Dispatch & { readonly run: string } }
  /** Claimed: create the run of that name unless it is there, and start it unless it was. */
  | { readonly do: 'start'; readonly dueAt: string; readonly run: string };

/** Later than this a due time was missed: the timer that dispatches comes every minute. */
const MISSED_AFTER_SECONDS = 900;

/**
 * What a trigger does next. Due times that were missed together count as one. `underWay` is the name of the
 * trigger's last run while that goes on.
 */
export function decideDispatch(
  trigger: Trigger,
  state: TriggerState | undefined,
  now: string,
  underWay: string | undefined,
): DispatchStep {
  const { last } = state ?? {};
  if (last?.outcome === 'Starting' && last.run !== undefined) {
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
  const run = runNameFor(trigger, dueAt);
  const message = `Run ${run} is being started.`;
  return { do: 'claim', dispatch: { dueAt, at: now, outcome: 'Starting', message, run } };
}

/** The name of the run of a due time: the same every time it is asked for. */
export function runNameFor(
  { name, nameTemplate }: Pick<Trigger, 'name' | 'nameTemplate'>,
  dueAt: string,
): string {
  const [date = '', time = ''] = new Date(dueAt).toISOString().split('T');
  return nameTemplate
    .replaceAll('{trigger}', name)
    .replaceAll('{date}', date.replaceAll('-', ''))
    .replaceAll('{time}', time.slice(0, 5).replace(':', ''));
}

function skip(dueAt: string, now: string, message: string): DispatchStep {
  return { do: 'skip', dispatch: { dueAt, at: now, outcome: 'Skipped', message } };
}

function latest(one: string | undefined, other: string): string {
  return one !== undefined && Date.parse(one) > Date.parse(other) ? one : other;
}
