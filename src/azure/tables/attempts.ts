import type { StoredRow, Table } from '../../ports/table.ts';
import { runSchema, type Attempt, type RunEvent } from '../../domain/run/run.ts';
import type { RunStore } from '../../ports/runStore.ts';
import type { Written } from '../../ports/written.ts';
import { newestAttempt } from './attemptRows.ts';
import { runKeys } from './keys.ts';
import { fromRow, toRow } from './rows.ts';
import { eventRows } from './runEvents.ts';
import { enterUnfinished, leaveUnfinished } from './unfinishedIndex.ts';
import { writeWithEvents } from './writeWithEvents.ts';

type Attempts = Pick<RunStore, 'attempt' | 'addAttempt' | 'writeAttempt' | 'unfinished' | 'markFinished'>;

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
    markFinished: (runId) => leaveUnfinished(runs, runId),
  };
}

/** How often a start repeats itself that lost its race to reconcile, not to another start. */
const MOST_TRIES = 5;

async function addAttempt(runs: Table, attempt: Attempt, event: RunEvent): Promise<Written> {
  const { runId, number } = attempt;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const header = await startable(runs, runId);
    if (!header) {
      await runs.remove(runKeys.unfinished(runId));
      return 'lost';
    }
    await enterUnfinished(runs, runId, number);
    // The header is written again as it is: its ETag makes one of a start and a removal lose.
    const run = toRow(runKeys.run(runId), fromRow(runs.name, runSchema, header));
    const written = await runs.write([
      { kind: 'insert', row: toRow(runKeys.attempt(runId, number), attempt) },
      { kind: 'replace', row: run, eTag: header.etag },
      ...eventRows(runId, [event]).map((row) => ({ kind: 'put', row }) as const),
    ]);
    if (written !== 'lost') return 'written';
    if (await runs.read(runKeys.attempt(runId, number))) return 'lost';
  }
  return 'lost';
}

/** The header of a run, unless the run is gone or going. */
async function startable(runs: Table, runId: string): Promise<StoredRow | undefined> {
  const header = await runs.read(runKeys.run(runId));
  return header?.['removing'] === undefined ? header : undefined;
}
