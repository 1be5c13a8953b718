import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { auditEntrySchema } from '../auditTypes.ts';
import { runEventSchema, type RunListEntry } from '../run/run.ts';
import { hasEnded } from '../run/states.ts';

/** An entry as it is shown; those of runs say where in the run, too. */
export const auditViewSchema = auditEntrySchema.extend(
  runEventSchema.pick({
    attempt: true,
    stage: true,
    group: true,
    gate: true,
    fleet: true,
    member: true,
    from: true,
    to: true,
  }).shape,
);
export type AuditView = Immutable<z.infer<typeof auditViewSchema>>;

/** What is asked for; what is left out is not asked about. */
export interface AuditFilter {
  /** Itself and everything below it: `runs` are all runs. */
  readonly subject?: string;
  readonly actor?: string;
  readonly type?: string;
}

export function matches({ subject, actor, type }: AuditFilter, entry: AuditView): boolean {
  if (actor !== undefined && entry.actor !== actor) return false;
  if (type !== undefined && entry.type !== type) return false;
  return subject === undefined || entry.subject === subject || entry.subject.startsWith(`${subject}/`);
}

/** An entry's content: that of a run being deleted is in its trail and in the audit log for a moment, and is one. */
export function keyOf(entry: AuditView): string {
  const { time, type, actor, subject, message, attempt, stage, group, fleet, member } = entry;
  return JSON.stringify([time, type, actor, subject, message, attempt, stage, group, fleet, member]);
}

/** Each entry once, newest first; those of one time in the reverse of the order in which they are given. */
export function newestFirst(entries: readonly AuditView[]): AuditView[] {
  const once = new Map(entries.map((entry) => [keyOf(entry), entry]));
  return [...once.values()]
    .toReversed()
    .toSorted((one, other) => (one.time > other.time ? -1 : Number(one.time < other.time)));
}

/** A run that has a trail, and when what it tells of happened. */
export interface TrailedRun {
  readonly runId: string;
  readonly name: string;
  readonly from: string;
  /** Absent while it may go on. */
  readonly until?: string;
}

/** What Fleet Manager still has of a run may be tidied up long after its end. */
const TIDIED_WITHIN_MS = 30 * 86_400_000;

export function trailedRun(entry: RunListEntry, isUnfinished: boolean): TrailedRun {
  const { runId, name, createdAt: from, state, completedTime } = entry;
  if (isUnfinished || !hasEnded(state) || completedTime === undefined) return { runId, name, from };
  return { runId, name, from, until: new Date(Date.parse(completedTime) + TIDIED_WITHIN_MS).toISOString() };
}

export function concerns({ from, until }: TrailedRun, time: TimeSpan): boolean {
  return from < time.before && (until === undefined || until >= time.from);
}

/** ISO 8601 UTC with milliseconds: from the one on, up to but without the other. */
export interface TimeSpan {
  readonly from: string;
  readonly before: string;
}
