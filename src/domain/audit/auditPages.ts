import { z } from 'zod';
import { sha256 } from '../sha256.ts';
import { keyOf, type AuditView, type TimeSpan } from './auditEntries.ts';

/** How far a reader has come: everything from `time` on, and of that very time everything up to the entry of `key`. */
const markSchema = z.strictObject({
  time: z.iso.datetime({ precision: 3 }),
  key: z.string().exactOptional(),
});
export type AuditMark = z.infer<typeof markSchema>;

export function markText(mark: AuditMark): string {
  return Buffer.from(JSON.stringify(mark)).toString('base64url');
}

/** Undefined for what `markText` did not write. */
export function markOf(text: string): AuditMark | undefined {
  try {
    return markSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}

/** What is not read any more, going back in time: without a key, the time itself is read no more either. */
export function endOf({ time, key }: AuditMark): string {
  return key === undefined ? time : justAfter(time);
}

export function justAfter(time: string): string {
  return new Date(Date.parse(time) + 1).toISOString();
}

/** What of the entries, newest first, comes after the mark. An entry that is gone takes those of its time along. */
export function afterMark(entries: readonly AuditView[], { time, key }: AuditMark): readonly AuditView[] {
  if (key === undefined) return entries.filter((entry) => timeOf(entry) < time);
  const seen = entries.findIndex((entry) => shortKey(entry) === key);
  if (seen >= 0) return entries.slice(seen + 1);
  return entries.filter((entry) => timeOf(entry) < time);
}

export function markAfter(entry: AuditView): AuditMark {
  return { time: timeOf(entry), key: shortKey(entry) };
}

const shortKey = (entry: AuditView) => sha256(keyOf(entry), 16);
const timeOf = ({ time }: AuditView) => new Date(time).toISOString();

const HOUR_MS = 3_600_000;
const GROWTH = 4;
const LONGEST_MS = 7 * 24 * HOUR_MS;
/** Ten weeks: who looks for something rarer gets an empty page, and goes on from there. */
const MOST_WINDOWS = 13;

/**
 * Spans of time to read one after the other, going back from `before` to `oldest`: short ones first, since most readers
 * want what has just happened, and ever longer ones where that does not fill a page.
 */
export function* windowsBack(before: string, oldest: string): Generator<TimeSpan> {
  const end = Date.parse(oldest);
  let until = Date.parse(before);
  let length = HOUR_MS;
  for (let count = 0; count < MOST_WINDOWS && until > end; count += 1) {
    const from = Math.max(end, until - length);
    yield { from: new Date(from).toISOString(), before: new Date(until).toISOString() };
    until = from;
    length = Math.min(length * GROWTH, LONGEST_MS);
  }
}
