import type { Attempt, RunEvent } from '../../domain/run/run.ts';
import type { RunStore, Stored, Written } from '../../ports/stores.ts';
import { runKeys } from './keys.ts';
import { columnOf, fromRow, toRow } from './rows.ts';
import type { StoredRow } from './rows.ts';
import { eventRows } from './runEvents.ts';
import { attemptSchema, runSchema } from './runSchemas.ts';
import type { Table } from './table.ts';
import { writeWithEvents } from './writeWithEvents.ts';

type Attempts = Pick<RunStore, 'attempt' | 'addAttempt' | 'writeAttempt' | 'unfinished' | 'markFinished'>;

export async function allAttempts(runs: Table, runId: string): Promise<Stored<Attempt>[]> {
  const rows = await runs.query(runKeys.attempts(runId));
  return rows.map((row) => ({ value: fromRow(runs.name, attemptSchema, row), eTag: row.etag }));
}

export async function newestAttempt(runs: Table, runId: string): Promise<Stored<Attempt> | undefined> {
  return (await allAttempts(runs, runId)).at(-1);
}

/** The attempts of runs and the index of runs that have an unfinished one. */
export function attempts(runs: Table): Attempts {
  return {
    attempt: (runId) => newestAttempt(runs, runId),
    addAttempt: (attempt, event) => addAttempt(runs, attempt, event),
    writeAttempt: ({ value, eTag }, events = []) => {
      const row = toRow(runKeys.attempt(value.runId, value.number), value);
      return writeWithEvents(runs, value.runId, { row, eTag }, events);
    },
    unfinished: async () => {
      const rows = await runs.query(runKeys.allUnfinished);
      return rows.map(({ rowKey }) => rowKey);
    },
    markFinished: (runId) => markFinished(runs, runId),
  };
}

async function addAttempt(runs: Table, attempt: Attempt, event: RunEvent): Promise<Written> {
  const { runId } = attempt;
  const header = await startable(runs, runId);
  if (!header) return 'lost';
  await runs.putAll([{ ...runKeys.unfinished(runId), attempt: String(attempt.number) }]);
  // The header is written again as it is: its ETag makes one of a start and a removal lose.
  const run = toRow(runKeys.run(runId), fromRow(runs.name, runSchema, header));
  const written = await runs.write([
    { kind: 'insert', row: toRow(runKeys.attempt(runId, attempt.number), attempt) },
    { kind: 'replace', row: run, eTag: header.etag },
    ...eventRows(runId, [event]).map((row) => ({ kind: 'put', row }) as const),
  ]);
  if (written !== 'lost') return 'written';
  if (!(await startable(runs, runId))) await runs.remove(runKeys.unfinished(runId));
  return 'lost';
}

/** The header of a run, unless the run is gone or going. */
async function startable(runs: Table, runId: string): Promise<StoredRow | undefined> {
  const header = await runs.read(runKeys.run(runId));
  return header?.['removing'] === undefined ? header : undefined;
}

/**
 * The index row names the attempt it was entered for, before that attempt's own row: it stays while that one
 * may still come or is unfinished, so that a late call for an earlier attempt cannot hide a later one.
 */
async function markFinished(runs: Table, runId: string): Promise<void> {
  const entered = await runs.read(runKeys.unfinished(runId));
  if (!entered) return;
  const newest = await newestAttempt(runs, runId);
  if (newest) {
    const mayCome = newest.value.number < Number(columnOf(runs.name, entered, 'attempt'));
    if (mayCome || newest.value.endedAt === undefined) return;
  }
  await runs.remove(entered, entered.etag);
}
