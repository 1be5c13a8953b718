import { Cron } from 'croner';
import { DAYS, type Day, type Schedule } from './trigger.ts';

const HOUR_MS = 3_600_000;
/** Looked through one after the other for the newest due time, so that a busy cron is not walked for a year. */
const LOOK_BACK_HOURS = [1, 24, 24 * 8, 24 * 400];

/** What is wrong with a cron expression or time zone; undefined when nothing is. */
export function scheduleProblem(cron: string, timeZone: string): 'cron' | 'timeZone' | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    return 'timeZone';
  }
  try {
    return parsed({ cron, timeZone }).nextRun() === null ? 'cron' : undefined;
  } catch {
    return 'cron';
  }
}

/**
 * The next due times after `from`, ISO 8601 UTC. A local time that a change of clocks leaves out is due when the
 * clocks have changed; one that comes twice is due once.
 */
export function nextTimes(
  schedule: Pick<Schedule, 'cron' | 'timeZone'>,
  from: string,
  count: number,
): string[] {
  return parsed(schedule)
    .nextRuns(count, new Date(from))
    .map((time) => time.toISOString());
}

/** The newest due time after `after` and not after `now`. */
export function newestDue(schedule: Schedule, after: string, now: string): string | undefined {
  const cron = parsed(schedule);
  const [earliest, end] = [Date.parse(after), Date.parse(now)];
  for (const hours of LOOK_BACK_HOURS) {
    const start = Math.max(earliest, end - hours * HOUR_MS);
    let newest: Date | undefined;
    for (let next = cron.nextRun(new Date(start)); next && next.getTime() <= end; next = cron.nextRun(next)) {
      newest = next;
    }
    if (newest) return newest.toISOString();
    if (start === earliest) return undefined;
  }
  return undefined;
}

/** Why nothing may start at a due time. */
export function heldBack({ blackouts, quietTimes, timeZone }: Schedule, dueAt: string): string | undefined {
  const { date, time, day } = localTime(dueAt, timeZone);
  const blackout = blackouts.find(({ from, to }) => from <= date && date <= to);
  if (blackout) return `It fell into the blackout from ${blackout.from} to ${blackout.to}.`;
  const before = DAYS[(DAYS.indexOf(day) + DAYS.length - 1) % DAYS.length] ?? day;
  const quiet = quietTimes.find(({ days, from, to }) => {
    const [today, yesterday] = [days.includes(day), days.includes(before)];
    return from < to
      ? today && from <= time && time < to
      : (today && time >= from) || (yesterday && time < to);
  });
  return quiet && `It fell into the quiet time from ${quiet.from} to ${quiet.to}.`;
}

function parsed({ cron, timeZone }: Pick<Schedule, 'cron' | 'timeZone'>): Cron {
  return new Cron(cron, { timezone: timeZone, mode: '5-part' });
}

function localTime(at: string, timeZone: string): { date: string; time: string; day: Day } {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', weekday: 'short' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  const parts = new Map(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
    day: DAYS.find((each) => each === part('weekday')) ?? 'Mon',
  };
}
