import type { Stored } from '../../ports/stored.ts';
import { runKeys } from './keys.ts';
import { fromRow } from './rows.ts';
import { attemptSchema, type Attempt } from '../../domain/run/run.ts';
import type { Table } from '../../ports/table.ts';

export async function allAttempts(runs: Table, runId: string): Promise<Stored<Attempt>[]> {
  const rows = await runs.query(runKeys.attempts(runId));
  return rows.map((row) => ({ value: fromRow(runs.name, attemptSchema, row), eTag: row.etag }));
}

export async function newestAttempt(runs: Table, runId: string): Promise<Stored<Attempt> | undefined> {
  return (await allAttempts(runs, runId)).at(-1);
}
