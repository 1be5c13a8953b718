import { runPolicySchema, runSchema, type Run, type RunEvent, type RunPolicy } from '../../domain/run/run.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { StoredRow, Table, Write } from '../../ports/table.ts';
import type { Written } from '../../ports/written.ts';
import { runKeys } from './keys.ts';
import { fromRow, toRow } from './rows.ts';
import { eventRows } from './runEvents.ts';

/** A run as its header says, with what was changed of its policy since. */
export async function readRun(runs: Table, runId: string): Promise<Run | undefined> {
  const rows = await runs.query(runKeys.runAndPolicy(runId));
  const header = headerIn(rows, runId);
  return header && runOf(runs.name, header, policyIn(rows, runId));
}

export const headerIn = (rows: readonly StoredRow[], runId: string) =>
  rows.find(({ rowKey }) => rowKey === runKeys.run(runId).rowKey);

export const policyIn = (rows: readonly StoredRow[], runId: string) =>
  rows.find(({ rowKey }) => rowKey === runKeys.policy(runId).rowKey);

export function runOf(table: string, header: StoredRow, policyRow: StoredRow | undefined): Run {
  const run = fromRow(table, runSchema, header);
  if (!policyRow) return run;
  const { policy, stages, policyChange } = fromRow(table, runPolicySchema, policyRow);
  return { ...run, ...withoutUndefined({ stages, policy, policyChange }) };
}

/** The header is written again as it is: its ETag makes one of two changes lose, and a change and a removal. */
export async function changePolicy(
  runs: Table,
  runId: string,
  policy: RunPolicy,
  event: RunEvent,
): Promise<Written> {
  const rows = await runs.query(runKeys.runAndPolicy(runId));
  const [header, before] = [headerIn(rows, runId), policyIn(rows, runId)];
  if (!header || header['removing'] !== undefined) return 'lost';
  const known = before ? fromRow(runs.name, runPolicySchema, before).policyChange.number : 0;
  if (known !== policy.policyChange.number - 1) return 'lost';
  const row = toRow(runKeys.policy(runId), policy);
  const write: Write = before ? { kind: 'replace', row, eTag: before.etag } : { kind: 'insert', row };
  const written = await runs.write([
    { kind: 'replace', row: toRow(header, fromRow(runs.name, runSchema, header)), eTag: header.etag },
    write,
    ...eventRows(runId, [event]).map((each) => ({ kind: 'put', row: each }) as const),
  ]);
  return written === 'lost' ? 'lost' : 'written';
}
