import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** What is known of a timer's schedule. Times are ms since the epoch; `last` is null before the first run. */
export interface ScheduleStatus {
  /** Of the schedule that `next` was reckoned by. */
  readonly schedule: string;
  readonly last: number | null;
  readonly next: number;
  readonly lastUpdated: number;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS scheduleStatus (
    name TEXT PRIMARY KEY, schedule TEXT NOT NULL, last INTEGER, next INTEGER NOT NULL, lastUpdated INTEGER NOT NULL
  ) WITHOUT ROWID;
`;

const row = z.object({
  schedule: z.string(),
  last: z.number().nullable(),
  next: z.number(),
  lastUpdated: z.number(),
});

/** The statuses of all timers, kept over restarts so that an occurrence that was missed is known as past due. */
export class ScheduleStatuses {
  readonly #database: DatabaseSync;

  /** `database` is an SQLite file, which may hold other tables, or ':memory:'. */
  constructor(database: string) {
    this.#database = new DatabaseSync(database);
    this.#database.exec(SCHEMA);
  }

  get(name: string): ScheduleStatus | undefined {
    const found = this.#database
      .prepare('SELECT schedule, last, next, lastUpdated FROM scheduleStatus WHERE name = ?')
      .get(name);
    return found && row.parse(found);
  }

  put(name: string, { schedule, last, next, lastUpdated }: ScheduleStatus): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO scheduleStatus VALUES (?, ?, ?, ?, ?)')
      .run(name, schedule, last, next, lastUpdated);
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}
