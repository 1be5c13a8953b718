import { Cron } from 'croner';
import { isOn } from '../time/spans.ts';
import { isTimeZone } from '../time/timeZone.ts';
import type { Schedule } from './trigger.ts';

const MINUTE_MS = 60_000;
/** Minute, hour, day of month, month, day of week; croner would also take dates and the like of `@daily`. */
const FIVE_FIELDS = /^\s*[^\s@]+(\s+\S+){4}\s*$/;

/** What is wrong with a cron expression or time zone; undefined when nothing is. */
export function scheduleProblem(cron: string, timeZone: string): 'cron' | 'timeZone' | undefined {
  if (!isTimeZone(timeZone)) return 'timeZone';
  if (!FIVE_FIELDS.test(cron)) return 'cron';
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

/**
 * The newest due time after `after` and not after `now`. Found by halving, as a next due time never comes before that
 * of an earlier moment: some dozens of looks, where walking through a year of a busy cron would take minutes.
 */
export function newestDue(schedule: Schedule, after: string, now: string): string | undefined {
  const cron = parsed(schedule);
  const end = Date.parse(now);
  const dueAfter = (from: number) => {
    const due = cron.nextRun(new Date(from));
    return due && due.getTime() <= end ? due : undefined;
  };
  let [from, until] = [Date.parse(after), end];
  let newest = dueAfter(from);
  while (newest && until - from >= MINUTE_MS) {
    const middle = Math.floor((from + until) / 2);
    const due = dueAfter(middle);
    if (due) [from, newest] = [middle, due];
    else until = middle;
  }
  return newest?.toISOString();
}

/** The blackout or quiet time that a moment is in. */
export function heldBack({ blackouts, quietTimes, timeZone }: Schedule, at: string): string | undefined {
  const blackout = blackouts.find((dates) => isOn({ timeZone, dates: [dates] }, at));
  if (blackout) return `the blackout from ${blackout.from} to ${blackout.to}`;
  const quiet = quietTimes.find((hours) => isOn({ timeZone, hours: [hours] }, at));
  return quiet && `the quiet time from ${quiet.from} to ${quiet.to}`;
}

function parsed({ cron, timeZone }: Pick<Schedule, 'cron' | 'timeZone'>): Cron {
  return new Cron(cron, { timezone: timeZone, mode: '5-part' });
}
