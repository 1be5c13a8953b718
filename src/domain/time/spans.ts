import { beginOf, DAYS, endOf, type Calendar } from './calendar.ts';
import { momentsOf, wallClock } from './timeZone.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The first nearly always tells: hours come back every week. What is on for longer has no end that anybody plans by. */
const LOOKS_AHEAD_MS = [8 * DAY_MS, 64 * DAY_MS, 400 * DAY_MS];

/** From one moment up to another, ISO 8601 UTC. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

type Moments = readonly [from: number, until: number];

/** Whether the calendar is on at this moment. */
export function isOn(calendar: Calendar, at: string): boolean {
  const now = Date.parse(at);
  return momentsWithin(calendar, now, now + 1).length > 0;
}

/** When it next goes on, or off; undefined when that is not within a year. */
export function nextChange(calendar: Calendar, at: string): string | undefined {
  const now = Date.parse(at);
  for (const ahead of LOOKS_AHEAD_MS) {
    const [from, until] = momentsWithin(calendar, now, now + ahead)[0] ?? [];
    const change = from === now ? until : from;
    if (change !== undefined && change < now + ahead) return new Date(change).toISOString();
  }
  return undefined;
}

/** When it is on between two moments, in order; what touches is one, and what reaches beyond is cut. */
export function spansWithin(calendar: Calendar, from: string, until: string): Span[] {
  return momentsWithin(calendar, Date.parse(from), Date.parse(until)).map(([begin, end]) => ({
    from: new Date(begin).toISOString(),
    until: new Date(end).toISOString(),
  }));
}

function momentsWithin(calendar: Calendar, from: number, until: number): Moments[] {
  const all = [...datesOf(calendar), ...hoursOf(calendar, from, until)]
    .map(([begin, end]): Moments => [Math.max(begin, from), Math.min(end, until)])
    .filter(([begin, end]) => begin < end)
    .toSorted(([one], [other]) => one - other);
  const merged: [from: number, until: number][] = [];
  for (const [begin, end] of all) {
    const last = merged.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([begin, end]);
  }
  return merged;
}

function datesOf({ timeZone, dates = [] }: Calendar): Moments[] {
  return dates.map((each) => between(beginOf(each), endOf(each), timeZone));
}

function hoursOf({ timeZone, hours = [] }: Calendar, from: number, until: number): Moments[] {
  if (hours.length === 0) return [];
  // One that began the day before may reach over midnight, and further where clocks are put back.
  const first = startOfDay(wallClock(from, timeZone)) - 2 * DAY_MS;
  const last = startOfDay(wallClock(until, timeZone)) + DAY_MS;
  const all: Moments[] = [];
  for (let date = first; date <= last; date += DAY_MS) {
    const day = DAYS[(new Date(date).getUTCDay() + 6) % 7];
    for (const { days, from: begin, to } of hours) {
      if (!days.some((each) => each === day)) continue;
      const end = date + minutesOf(to) * MINUTE_MS + (begin < to ? 0 : DAY_MS);
      all.push(between(date + minutesOf(begin) * MINUTE_MS, end, timeZone));
    }
  }
  return all;
}

/**
 * Begins when the clock on the wall first shows the one, ends when it last shows the other: an hour that comes twice
 * belongs to it both times, one that does not come takes no time.
 */
function between(begin: number, end: number, timeZone: string): Moments {
  return [momentsOf(begin, timeZone).first, momentsOf(end, timeZone).last];
}

const startOfDay = (shown: number) => Math.floor(shown / DAY_MS) * DAY_MS;

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
