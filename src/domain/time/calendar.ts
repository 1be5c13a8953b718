import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { isTimeZone } from './timeZone.ts';

const DAY_MS = 86_400_000;
const MOST_PERIODS = 50;

export const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 07:30');
const endTime = z
  .string()
  .regex(
    /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    'must be a time such as 07:30, or 24:00 for the end of the day',
  );
/** Local: one that says its own zone would be in two. */
const localTime = z.iso.datetime({ local: true, precision: -1 }).regex(/\d$/);
const dateOrTime = z.union([z.iso.date(), localTime], {
  error: 'must be a date such as 2026-12-24, or a date with a time such as 2026-12-24T18:00, without a zone',
});

/** Days, or from one time to another; a last day is included, an end time is not. */
const datesSchema = z
  .strictObject({ from: dateOrTime, to: dateOrTime })
  .refine((dates) => beginOf(dates) < endOf(dates), { path: ['to'], message: 'must not be before from' });

/** Hours of the week, from `from` up to `to`; over midnight when `to` is not later. */
export const hoursSchema = z.strictObject({
  days: z.array(z.enum(DAYS)).min(1, 'must name at least one day'),
  from: time,
  to: endTime,
});

/** The fields of something that is on at times of its own: without dates and hours that is never. */
export const calendarFields = {
  /** IANA, for example Europe/Berlin */
  timeZone: z.string().max(64).refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin'),
  dates: z.array(datesSchema).min(1, 'must have at least one period').max(MOST_PERIODS).exactOptional(),
  hours: z.array(hoursSchema).min(1, 'must have at least one period').max(MOST_PERIODS).exactOptional(),
};

/** The same as they are stored: each by itself must be something that can be reckoned with. */
export const storedCalendarFields = {
  timeZone: calendarFields.timeZone,
  dates: z.array(z.object({ from: dateOrTime, to: dateOrTime })).exactOptional(),
  hours: z.array(z.object({ days: z.array(z.enum(DAYS)), from: time, to: endTime })).exactOptional(),
};

/** Something that is on at times of its own, and says when: never is no answer. */
export const calendarBody = z
  .strictObject(calendarFields)
  .refine(({ dates, hours }) => dates !== undefined || hours !== undefined, {
    path: ['hours'],
    message: 'must be given, or dates: without either it is never on',
  });

/**
 * When something is on: on any of its dates and in any of its hours. One shape for freezes, start windows, blackouts
 * and quiet times.
 */
export type Calendar = Immutable<z.infer<z.ZodObject<typeof calendarFields>>>;

/** What the clock on the wall shows when the dates begin, written as if it were UTC. */
export function beginOf({ from }: { readonly from: string }): number {
  return Date.parse(from.includes('T') ? `${from}Z` : from);
}

/** What it shows when they are over. */
export function endOf({ to }: { readonly to: string }): number {
  return to.includes('T') ? Date.parse(`${to}Z`) : Date.parse(to) + DAY_MS;
}
