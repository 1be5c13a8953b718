import { Cron } from 'croner';
import cronstrue from 'cronstrue';

export interface CronReading {
  /** `At 02:00, Monday through Friday` */
  readonly words: string;
  /** The next due times, ISO 8601 UTC. */
  readonly next: readonly string[];
}

const SHOWN = 5;

/** What a cron expression says, in the time zone's own hours; undefined when it says nothing that falls due. */
export function readCron(cron: string, timeZone: string, now: number): CronReading | undefined {
  try {
    const next = new Cron(cron, { timezone: timeZone, mode: '5-part' }).nextRuns(SHOWN, new Date(now));
    if (next.length === 0) return undefined;
    const words = cronstrue.toString(cron, { use24HourTimeFormat: true, verbose: false });
    return { words, next: next.map((time) => time.toISOString()) };
  } catch {
    return undefined;
  }
}
