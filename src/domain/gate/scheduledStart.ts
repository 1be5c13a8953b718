import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { name } from '../nameSchemas.ts';
import { calendarFields, DAYS } from '../time/calendar.ts';
import { momentsOf, wallClock } from '../time/timeZone.ts';

const DAY_MS = 86_400_000;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 07:30');
/** The first such moment from when the gate is reached. */
const weekly = { day: z.enum(DAYS), time, timeZone: calendarFields.timeZone };

/** A gate that opens by itself. */
export const scheduledStartSchema = z.object({
  type: z.literal('ScheduledStart'),
  name: z.string(),
  notBefore: z.union([z.string(), z.object(weekly)]),
});
export type ScheduledStartGate = Immutable<z.infer<typeof scheduledStartSchema>>;

const HOW =
  'must be a time with its zone such as 2026-12-01T06:00:00Z, or {"day": "Mon", "time": "06:00", "timeZone": "Europe/Berlin"}';

export const scheduledStartBody = z.strictObject({
  type: z.literal('ScheduledStart'),
  name,
  notBefore: z.union([z.iso.datetime({ offset: true, error: HOW }), z.strictObject(weekly)], { error: HOW }),
});

/**
 * When a gate opens that was reached at a time. A weekday's time that clocks are put forward over is the moment of the
 * change; of one that comes twice it is the first, unless that is over already.
 */
export function opensAt({ notBefore }: Pick<ScheduledStartGate, 'notBefore'>, reachedAt: string): string {
  if (typeof notBefore === 'string') return new Date(notBefore).toISOString();
  const { day, time: at, timeZone } = notBefore;
  const reached = Date.parse(reachedAt);
  const today = Math.floor(wallClock(reached, timeZone) / DAY_MS) * DAY_MS;
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const wanted = DAYS.indexOf(day);
  // 1 January 1970 was a Thursday, and DAYS begin with Monday.
  const weekday = (today / DAY_MS + 3) % DAYS.length;
  const ahead = (wanted - weekday + DAYS.length) % DAYS.length;
  const shown = today + ahead * DAY_MS + (hours * 60 + minutes) * 60_000;
  const moments = [shown, shown + DAYS.length * DAY_MS].flatMap((each) => {
    const { first, last } = momentsOf(each, timeZone);
    return [first, last];
  });
  const next = moments.find((moment) => moment >= reached) ?? reached;
  return new Date(next).toISOString();
}
