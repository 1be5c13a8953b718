import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { eventText, historyEvent } from './historyEvents.ts';
import type { ActivityCall, InstanceFilter, InstanceRow, Message, Timer } from './messages.ts';

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS instance (
    instanceId TEXT PRIMARY KEY, executionId TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL,
    input TEXT, output TEXT, customStatus TEXT, createdTime INTEGER NOT NULL, lastUpdatedTime INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS history (
    instanceId TEXT NOT NULL, turn INTEGER NOT NULL, events TEXT NOT NULL, PRIMARY KEY (instanceId, turn)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS inbox (
    seq INTEGER PRIMARY KEY, instanceId TEXT NOT NULL, executionId TEXT, event TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS inboxByInstance ON inbox (instanceId);
  CREATE TABLE IF NOT EXISTS activity (
    seq INTEGER PRIMARY KEY, instanceId TEXT NOT NULL, executionId TEXT NOT NULL, taskId INTEGER NOT NULL,
    name TEXT NOT NULL, data TEXT
  );
  CREATE TABLE IF NOT EXISTS timer (
    seq INTEGER PRIMARY KEY, instanceId TEXT NOT NULL, executionId TEXT NOT NULL, event TEXT NOT NULL,
    due INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS timerByInstance ON timer (instanceId);
`;

const eventColumn = z.string().transform((text) => ({ text, event: historyEvent.parse(JSON.parse(text)) }));
const instanceRow = z.object({
  instanceId: z.string(),
  executionId: z.string(),
  name: z.string(),
  status: z.enum(['Pending', 'Running', 'Completed', 'Failed', 'Terminated']),
  input: z.string().nullable(),
  output: z.string().nullable(),
  customStatus: z.string().nullable(),
  createdTime: z.number(),
  lastUpdatedTime: z.number(),
});
const messageRow = z
  .object({
    seq: z.number(),
    instanceId: z.string(),
    executionId: z.string().nullable(),
    event: eventColumn,
  })
  .transform((row): Message => ({ ...row, ...row.event }));
const timerRow = messageRow.and(z.object({ due: z.number() }));
const activityRow = z
  .object({
    seq: z.number(),
    instanceId: z.string(),
    executionId: z.string(),
    taskId: z.number(),
    name: z.string(),
    data: z.string().nullable(),
  })
  .transform((row): ActivityCall => ({ ...row, data: row.data ?? undefined }));

/** The engine's tables. A row is written when something is to be done and deleted with what followed from it. */
export class DurableStore {
  readonly #database: DatabaseSync;
  readonly #statements: ReturnType<typeof prepare>;
  #lastSeq: number;

  /** `path` is an SQLite file or ':memory:'. */
  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec(SCHEMA);
    this.#statements = prepare(this.#database);
    this.#lastSeq = z.object({ seq: z.number().nullable() }).parse(this.#statements.lastSeq.get()).seq ?? 0;
  }

  /**
   * Marks the database as in use, until `letGo`. True when whoever used it last did not come to that: it crashed.
   */
  takeOver(): boolean {
    const { user_version: inUse } = z
      .object({ user_version: z.number() })
      .parse(this.#statements.inUse.get());
    this.#database.exec('PRAGMA user_version = 1');
    return inUse === 1;
  }

  letGo(): void {
    this.#database.exec('PRAGMA user_version = 0');
  }

  /** A number higher than that of any row there is. */
  nextSeq(): number {
    return ++this.#lastSeq;
  }

  /** Writes all of `write` or nothing. */
  transaction(write: () => void): void {
    this.#statements.begin.run();
    try {
      write();
      this.#statements.commit.run();
    } catch (error) {
      this.#statements.rollback.run();
      throw error;
    }
  }

  putInstance(row: InstanceRow): void {
    this.#statements.putInstance.run(
      row.instanceId,
      row.executionId,
      row.name,
      row.status,
      row.input,
      row.output,
      row.customStatus,
      row.createdTime,
      row.lastUpdatedTime,
    );
  }

  instance(instanceId: string): InstanceRow | undefined {
    const row = this.#statements.instance.get(instanceId);
    return row && instanceRow.parse(row);
  }

  /** Instances that pass the filter, sorted by id. */
  instances(filter: InstanceFilter): InstanceRow[] {
    const { statuses, prefix, createdFrom, createdTo, after, top } = filter;
    const rows = this.#statements.instances.all(
      after,
      createdFrom,
      createdTo,
      prefix,
      JSON.stringify(statuses),
      statuses.length,
      top,
    );
    return rows.map((row) => instanceRow.parse(row));
  }

  /** Instances that have not ended. */
  unfinished(): InstanceRow[] {
    return this.#statements.unfinished.all().map((row) => instanceRow.parse(row));
  }

  deleteInstance(instanceId: string): void {
    this.#statements.deleteInstance.run(instanceId);
    this.#statements.deleteHistory.run(instanceId);
  }

  /** `events` are JSON texts joined by commas. */
  appendHistory(instanceId: string, turn: number, events: string): void {
    this.#statements.appendHistory.run(instanceId, turn, events);
  }

  deleteHistory(instanceId: string): void {
    this.#statements.deleteHistory.run(instanceId);
  }

  /** The events of each turn, as they were appended. */
  history(instanceId: string): string[] {
    const rows = this.#statements.history.all(instanceId);
    return rows.map((row) => z.object({ events: z.string() }).parse(row).events);
  }

  putMessage(message: Message): void {
    const { seq, instanceId, executionId, text } = message;
    this.#statements.putMessage.run(seq, instanceId, executionId, text);
  }

  deleteMessage(seq: number): void {
    this.#statements.deleteMessage.run(seq);
  }

  messages(): Message[] {
    return this.#statements.messages.all().map((row) => messageRow.parse(row));
  }

  putActivity(call: ActivityCall): void {
    const { seq, instanceId, executionId, taskId, name, data } = call;
    this.#statements.putActivity.run(seq, instanceId, executionId, taskId, name, data ?? null);
  }

  deleteActivity(seq: number): void {
    this.#statements.deleteActivity.run(seq);
  }

  activities(): ActivityCall[] {
    return this.#statements.activities.all().map((row) => activityRow.parse(row));
  }

  putTimer(timer: Timer): void {
    const { seq, instanceId, executionId, event } = timer.message;
    this.#statements.putTimer.run(seq, instanceId, executionId, eventText(event), timer.due);
  }

  deleteTimer(seq: number): void {
    this.#statements.deleteTimer.run(seq);
  }

  timers(): Timer[] {
    return this.#statements.timers.all().map((row) => {
      const { due, ...message } = timerRow.parse(row);
      return { due, message };
    });
  }

  /** Drops the messages that an instance which has ended will never take. */
  deleteMessages(instanceId: string): void {
    this.#statements.deleteMessagesOf.run(instanceId);
  }

  /** Drops the timers of an execution that is over. */
  deleteTimers(instanceId: string): void {
    this.#statements.deleteTimersOf.run(instanceId);
  }

  close(): void {
    this.#database.close();
  }
}

function prepare(database: DatabaseSync) {
  const sql = (text: string) => database.prepare(text);
  return {
    begin: sql('BEGIN IMMEDIATE'),
    commit: sql('COMMIT'),
    rollback: sql('ROLLBACK'),
    inUse: sql('PRAGMA user_version'),
    lastSeq: sql(
      'SELECT max(seq) AS seq FROM (SELECT seq FROM inbox UNION ALL SELECT seq FROM activity UNION ALL SELECT seq FROM timer)',
    ),
    putInstance: sql('INSERT OR REPLACE INTO instance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    instance: sql('SELECT * FROM instance WHERE instanceId = ?'),
    instances: sql(
      'SELECT * FROM instance WHERE instanceId > ? AND createdTime >= ? AND createdTime <= ? AND instr(instanceId, ?) = 1 ' +
        'AND (status IN (SELECT value FROM json_each(?)) OR ? = 0) ORDER BY instanceId LIMIT ?',
    ),
    unfinished: sql("SELECT * FROM instance WHERE status IN ('Pending', 'Running')"),
    deleteInstance: sql('DELETE FROM instance WHERE instanceId = ?'),
    appendHistory: sql('INSERT INTO history VALUES (?, ?, ?)'),
    deleteHistory: sql('DELETE FROM history WHERE instanceId = ?'),
    history: sql('SELECT events FROM history WHERE instanceId = ? ORDER BY turn'),
    putMessage: sql('INSERT INTO inbox VALUES (?, ?, ?, ?)'),
    deleteMessage: sql('DELETE FROM inbox WHERE seq = ?'),
    messages: sql('SELECT * FROM inbox ORDER BY seq'),
    putActivity: sql('INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?)'),
    deleteActivity: sql('DELETE FROM activity WHERE seq = ?'),
    activities: sql('SELECT * FROM activity ORDER BY seq'),
    putTimer: sql('INSERT INTO timer VALUES (?, ?, ?, ?, ?)'),
    deleteTimer: sql('DELETE FROM timer WHERE seq = ?'),
    timers: sql('SELECT * FROM timer ORDER BY seq'),
    deleteMessagesOf: sql('DELETE FROM inbox WHERE instanceId = ?'),
    deleteTimersOf: sql('DELETE FROM timer WHERE instanceId = ?'),
  };
}
