import type { StoredRow, Table, Write } from '../../ports/table.ts';
import { newestAttempt } from './attemptRows.ts';
import { runKeys } from './keys.ts';
import { fromRow, toRow } from './rows.ts';
import { runSchema } from '../../domain/run/run.ts';

/**
 * The index of runs that have, or may have, an unfinished attempt. A row names the attempt it was entered for. A
 * start reads the run's header, enters the index, then writes the attempt together with the header as it was read.
 * Who takes away a row whose attempt is not there writes the header first, so that a start under way loses, and
 * enters the index again when it repeats itself. Nothing of this rests on time.
 */
export async function enterUnfinished(runs: Table, runId: string, attempt: number): Promise<void> {
  for (;;) {
    const entered = await runs.read(runKeys.unfinished(runId));
    // A late start of an earlier attempt must not have a later one taken for finished.
    if (entered && (attemptOf(entered) ?? 0) > attempt) return;
    const row = { ...runKeys.unfinished(runId), attempt: String(attempt) };
    const write: Write = entered ? { kind: 'replace', row, eTag: entered.etag } : { kind: 'insert', row };
    if ((await runs.write([write])) !== 'lost') return;
  }
}

/** Takes a run out of the index unless an attempt of it has not ended, or is just being written. */
export async function leaveUnfinished(runs: Table, runId: string): Promise<void> {
  const entered = await runs.read(runKeys.unfinished(runId));
  if (!entered) return;
  const header = await runs.read(runKeys.run(runId));
  const newest = await newestAttempt(runs, runId);
  if (newest && newest.value.endedAt === undefined) return;
  const isWritten = newest !== undefined && newest.value.number >= (attemptOf(entered) ?? Infinity);
  if (!isWritten && header && !(await refuseStartsUnderWay(runs, header))) return;
  await runs.remove(entered, entered.etag);
}

/** False when somebody has written the header since it was read, such as the start itself. */
async function refuseStartsUnderWay(runs: Table, header: StoredRow): Promise<boolean> {
  // None can come any more.
  if (header['removing'] !== undefined) return true;
  const row = toRow(header, fromRow(runs.name, runSchema, header));
  return (await runs.write([{ kind: 'replace', row, eTag: header.etag }])) !== 'lost';
}

/** Undefined for a row that tells no number. */
function attemptOf(entered: StoredRow): number | undefined {
  const number = Number(entered['attempt']);
  return Number.isInteger(number) ? number : undefined;
}
