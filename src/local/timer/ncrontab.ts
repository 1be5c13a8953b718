import { Cron } from 'croner';

const FIELDS = 5;
/** What croner knows beyond NCRONTAB (L, W, #, ?, nicknames, years) is refused: Functions would refuse it, too. */
const FIELD = /^(?:[\d*,/-]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)+$/i;

/** A schedule of a timer trigger, in UTC. */
export class Schedule {
  readonly text: string;
  readonly #cron: Cron;

  /** `text` is NCRONTAB: second, minute, hour, day, month, day of week; with five fields the second is 0. */
  constructor(text: string) {
    const fields = text.trim().split(/\s+/);
    if (fields.length < FIELDS || fields.length > FIELDS + 1 || !fields.every((field) => FIELD.test(field))) {
      throw new Error(`The schedule '${text}' is no NCRONTAB expression.`);
    }
    this.text = text;
    // Both day fields must match where both are given, unlike in cron.
    this.#cron = new Cron(text, { paused: true, timezone: 'UTC', domAndDow: true });
  }

  /** The first occurrence after `time`, both in ms since the epoch; undefined when there is none. */
  next(time: number): number | undefined {
    return this.#cron.nextRun(new Date(time))?.getTime();
  }
}

/** `%NAME%` stands for the app setting NAME. */
export function resolveSettings(text: string, settings: Readonly<Record<string, string>>): string {
  return text.replace(/%([^%]+)%/g, (_, name: string) => {
    const value = settings[name];
    if (value === undefined)
      throw new Error(`'%${name}%' does not resolve to a value: there is no such setting.`);
    return value;
  });
}
