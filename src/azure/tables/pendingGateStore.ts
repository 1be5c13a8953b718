import type { PendingGate } from '../../domain/gate/pendingGate.ts';
import type { PendingGateStore } from '../../ports/commandStores.ts';
import type { Table } from '../../ports/table.ts';
import { inParallel } from './inParallel.ts';
import { runKeys } from './keys.ts';

/** In one partition, by the time at which they were reached: who waits longest is found first. */
export function tablePendingGateStore(runs: Table): PendingGateStore {
  return {
    enter: async (gates) => {
      await runs.putAll(gates.map((gate) => ({ ...runKeys.pendingGate(gate) })));
    },
    leave: async (gates) => {
      await inParallel(gates, async (gate) => await runs.remove(runKeys.pendingGate(gate)));
    },
    list: async (after) => {
      const { rowKey } = after ? runKeys.pendingGate(after) : { rowKey: '' };
      const range = { ...runKeys.allPendingGates, from: after ? `${rowKey}!` : '' };
      return (await runs.query(range)).map((row) => pendingGateOf(row.rowKey));
    },
  };
}

function pendingGateOf(rowKey: string): PendingGate {
  const [startTime = '', runId = '', gate = ''] = rowKey.split('|');
  return { startTime, runId, gate };
}
