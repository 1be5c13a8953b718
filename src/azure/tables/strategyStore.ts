import type { Strategy } from '../../domain/updateSpec.ts';
import type { Stored, StrategyStore } from '../../ports/stores.ts';
import { safe, shortHash, startingWith } from './keys.ts';
import type { RowKey } from './keys.ts';
import { fromRow, toRow } from './rows.ts';
import type { StoredRow } from './rows.ts';
import { strategySchema } from './runSchemas.ts';
import type { Table } from './table.ts';

const STRATEGIES = 'strategies';

const keyOf = (name: string): RowKey => ({ partitionKey: STRATEGIES, rowKey: safe(name) });

/** Table Storage's ETags are weak ones, which `If-Match` of HTTP never matches; callers get a strong one. */
const strong = (eTag: string) => `"${shortHash(eTag, 32)}"`;

export function tableStrategyStore(table: Table): StrategyStore {
  const stored = (row: StoredRow): Stored<Strategy> => ({
    value: fromRow(table.name, strategySchema, row),
    eTag: strong(row.etag),
  });
  return {
    list: async () => (await table.query(startingWith(STRATEGIES, ''))).map(stored),
    get: async (name) => {
      const row = await table.read(keyOf(name));
      return row && stored(row);
    },
    put: async (strategy, eTag) => {
      const row = toRow(keyOf(strategy.name), strategy);
      if (eTag === undefined) return answer(strategy, await table.write([{ kind: 'insert', row }]));
      const before = await table.read(row);
      if (!before || strong(before.etag) !== eTag) return 'conflict';
      return answer(strategy, await table.write([{ kind: 'replace', row, eTag: before.etag }]));
    },
    remove: async (name, eTag) => {
      const before = await table.read(keyOf(name));
      if (!before) return 'absent';
      return strong(before.etag) === eTag ? table.remove(before, before.etag) : 'lost';
    },
  };
}

function answer(strategy: Strategy, written: readonly string[] | 'lost'): Stored<Strategy> | 'conflict' {
  if (written === 'lost') return 'conflict';
  return { value: strategy, eTag: strong(written[0] ?? '') };
}
