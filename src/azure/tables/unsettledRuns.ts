import type { Run } from '../../domain/run/run.ts';
import type { Table } from '../../ports/table.ts';
import type { RunStore } from '../../ports/runStore.ts';
import { runKeys } from './keys.ts';

/**
 * The index of runs that are being created or removed, which takes several transactions. A run is entered before the
 * first of them and leaves after the last, so that what was cut short between them is found.
 */
export async function enterUnsettled(
  runs: Table,
  { runId, name }: Pick<Run, 'runId' | 'name'>,
  since: string,
): Promise<void> {
  const row = { ...runKeys.unsettled(runId), name, since };
  await runs.write([{ kind: 'put', row }]);
}

export async function leaveUnsettled(runs: Table, runId: string): Promise<void> {
  await runs.remove(runKeys.unsettled(runId));
}

/**
 * Looks through the index. What was entered after `before` may be under way. A creation that was cut short left a
 * header that no name leads to; a removal that was cut short is for the caller to finish.
 */
export function unsettledRuns(runs: Table): Pick<RunStore, 'settleCreations'> {
  return {
    settleCreations: async (before) => {
      const halfRemoved: string[] = [];
      for (const entered of await runs.query(runKeys.allUnsettled)) {
        const { rowKey: runId, since, name } = entered;
        const header = await runs.read(runKeys.run(runId));
        if (header?.['removing'] !== undefined) halfRemoved.push(runId);
        if (header?.['removing'] !== undefined || typeof since !== 'string' || since >= before) continue;
        const named = await runs.read(runKeys.name(String(name)));
        if (named?.['runId'] !== runId) await runs.removeAll(runKeys.everything(runId));
        await runs.remove(entered, entered.etag);
      }
      return halfRemoved;
    },
  };
}
