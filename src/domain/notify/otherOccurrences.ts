import type { StoredAuditEntry } from '../auditTypes.ts';
import type { Freeze } from '../freeze/freeze.ts';
import type { Run } from '../run/run.ts';
import type { Waiting } from '../run/waiting.ts';
import { secondsBetween } from '../seconds.ts';
import { spansWithin } from '../time/spans.ts';
import type { Trigger } from '../trigger/trigger.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { idOf, type Occurrence, type OccurrenceType } from './occurrence.ts';

/** A wait of a run that takes longer than so many minutes: told once for each wait. */
export function longWait(
  { runId, name, strategy, fleets }: Run,
  attempt: number,
  waiting: Waiting | undefined,
  { minutes, now }: { readonly minutes: number; readonly now: string },
): Occurrence | undefined {
  if (!waiting || secondsBetween(waiting.since, now) < minutes * 60) return undefined;
  const { reason, message, since } = waiting;
  return withoutUndefined({
    id: idOf(runId, attempt, 'waiting', reason, since),
    type: 'run.waiting',
    time: new Date(Date.parse(since) + minutes * 60_000).toISOString(),
    message,
    run: name,
    runId,
    attempt,
    strategy,
    fleets,
    reason,
  });
}

const OF_STARTS: Readonly<Record<string, OccurrenceType>> = {
  TriggerFailed: 'start.failed',
  TriggerSkipped: 'start.skipped',
};

/** Whether the entry tells of a start that did not come about. */
export const isFailedStart = ({ type }: Pick<StoredAuditEntry, 'type'>) => Object.hasOwn(OF_STARTS, type);

/** What of a trigger says of whom a start is told. */
type StartingTrigger = Pick<Trigger, 'name' | 'strategy' | 'fleets'>;

/**
 * A start that did not come about, as the audit log has it, with the strategy and the fleets of its trigger as it is now; of one
 * that is gone nothing is known.
 */
export function startThatFailed(
  { type, time, subject, message }: StoredAuditEntry,
  triggers: readonly StartingTrigger[],
): Occurrence | undefined {
  const told = OF_STARTS[type];
  if (told === undefined) return undefined;
  const name = subject.replace(/^triggers\//, '');
  const trigger = triggers.find((each) => each.name === name);
  return withoutUndefined({
    id: idOf(subject, time, type, message),
    type: told,
    time: new Date(time).toISOString(),
    message,
    trigger: name,
    strategy: trigger?.strategy,
    fleets: trigger?.fleets,
  });
}

/** A freeze that was found on at some time. */
export interface FreezeOn {
  readonly name: string;
  readonly since: string;
  readonly reason: string;
  readonly fleets?: readonly string[];
}

export function freezeBegan({ name, since, reason, fleets }: FreezeOn): Occurrence {
  return withoutUndefined({
    id: idOf('freeze', name, since, 'began'),
    type: 'freeze.began',
    time: since,
    message: `Freeze ${name} is on: ${reason}`,
    freeze: name,
    fleets: fleets && [...fleets],
  });
}

export function freezeEnded({ name, since, fleets }: FreezeOn, now: string): Occurrence {
  return withoutUndefined({
    id: idOf('freeze', name, since, 'ended'),
    type: 'freeze.ended',
    time: now,
    message: `Freeze ${name} is over: what waited for it goes on.`,
    freeze: name,
    fleets: fleets && [...fleets],
  });
}

/** Before that nobody asks when a freeze began. */
const WEEK_MS = 7 * 86_400_000;

/** What is noted of a freeze that is on; undefined of one that is not. It begins when its time does, or when it is made. */
export function freezeOn(freeze: Freeze, now: string): FreezeOn | undefined {
  const at = Date.parse(now);
  const [from, until] = [at - WEEK_MS, at + 1].map((time) => new Date(time).toISOString());
  const span = spansWithin(freeze, from ?? now, until ?? now).at(-1);
  if (span === undefined || Date.parse(span.until) <= at) return undefined;
  const { name, reason, fleets, changedAt } = freeze;
  const since = new Date(Math.max(Date.parse(span.from), Date.parse(changedAt))).toISOString();
  return { name, since, reason, ...(fleets && { fleets }) };
}
