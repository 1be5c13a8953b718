import type { NewRow, Table, Write } from '../../ports/table.ts';
import type { RunEvent } from '../../domain/run/run.ts';
import type { Written } from '../../ports/written.ts';
import { intoBatches } from './batches.ts';
import { runKeys } from './keys.ts';
import { newVersion } from './versions.ts';
import { eventRows } from './runEvents.ts';

/** Replaces a row of a run and adds the events that say so, in one transaction while they are fewer than 100. */
export async function writeWithEvents(
  runs: Table,
  runId: string,
  { row, eTag }: { readonly row: NewRow; readonly eTag: string },
  events: readonly RunEvent[],
): Promise<Written> {
  const writes: Write[] = eventRows(runId, events).map((event) => ({ kind: 'put', row: event }));
  writes.push({ kind: 'put', row: newVersion(runKeys.version(runId, 'rows')) });
  for (const batch of intoBatches([...writes, { kind: 'replace', row, eTag } satisfies Write])) {
    if ((await runs.write(batch)) === 'lost') return 'lost';
  }
  return 'written';
}
