import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

export interface StateLock {
  release(): void;
}

/** Somebody else holds the lock, and did not let go in time. */
export class StateInUse extends Error {
  /** Of the process that holds it, where it is known. */
  readonly pid: number | undefined;
  readonly file: string;

  constructor(file: string, pid: number | undefined) {
    super(`${file} is locked${pid === undefined ? '' : ` by process ${pid}`}.`);
    this.file = file;
    this.pid = pid;
  }
}

/** SQLite's own code (https://sqlite.org/rescode.html#busy). */
const BUSY = 5;
const holders = z.object({ pid: z.number() }).optional();

/**
 * Takes a lock that ends with the process however that ends: it is SQLite's lock on the file, which the system lets go
 * of, so that neither a crash nor a process id that was given out again can leave it behind. Waits as long as it is
 * told for a holder that is about to end. Throws StateInUse.
 */
export function lockState(file: string, waitMs: number): StateLock {
  const database = opened(file, waitMs);
  try {
    database.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS holder (pid INTEGER); DELETE FROM holder');
    database.prepare('INSERT INTO holder VALUES (?)').run(process.pid);
    // Who it is must be written before others can read it; then the lock itself, which only shuts out writers.
    database.exec('COMMIT; BEGIN IMMEDIATE');
  } catch (error) {
    const isBusy =
      typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === BUSY;
    const pid = isBusy ? holderOf(database) : undefined;
    database.close();
    throw isBusy ? new StateInUse(file, pid) : error;
  }
  return { release: () => database.close() };
}

/** SQLite does not say which file it is that it cannot open. */
function opened(file: string, waitMs: number): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: waitMs });
  } catch (cause) {
    throw new Error(`The lock ${file} cannot be opened.`, { cause });
  }
}

function holderOf(database: DatabaseSync): number | undefined {
  try {
    return holders.parse(database.prepare('SELECT pid FROM holder').get())?.pid;
  } catch {
    // It has not got so far as to write it down.
    return undefined;
  }
}
