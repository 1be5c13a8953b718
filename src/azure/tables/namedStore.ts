import type { RowKey, StoredRow, Table } from '../../ports/table.ts';
import type { z } from 'zod';
import type { NamedStore, Stored } from '../../ports/stores.ts';
import { safe, shortHash, startingWith } from './keys.ts';
import { fromRow, toRow } from './rows.ts';

/** Table Storage's ETags are weak ones, which `If-Match` of HTTP never matches; callers get a strong one. */
const strong = (eTag: string) => `"${shortHash(eTag, 32)}"`;

/** Things with a name, a row each in one partition. */
export function tableNamedStore<T extends { readonly name: string }>(
  table: Table,
  partitionKey: string,
  schema: z.ZodType<T>,
): NamedStore<T> {
  const keyOf = (name: string): RowKey => ({ partitionKey, rowKey: safe(name) });
  const stored = (row: StoredRow): Stored<T> => ({
    value: fromRow(table.name, schema, row),
    eTag: strong(row.etag),
  });
  return {
    list: async () => (await table.query(startingWith(partitionKey, ''))).map(stored),
    get: async (name) => {
      const row = await table.read(keyOf(name));
      return row && stored(row);
    },
    put: async (value, eTag) => {
      const row = toRow(keyOf(value.name), value);
      if (eTag === undefined) return answer(value, await table.write([{ kind: 'insert', row }]));
      const before = await table.read(row);
      if (!before || strong(before.etag) !== eTag) return 'conflict';
      return answer(value, await table.write([{ kind: 'replace', row, eTag: before.etag }]));
    },
    remove: async (name, eTag) => {
      const before = await table.read(keyOf(name));
      if (!before) return 'absent';
      return strong(before.etag) === eTag ? table.remove(before, before.etag) : 'lost';
    },
  };
}

function answer<T>(value: T, written: readonly string[] | 'lost'): Stored<T> | 'conflict' {
  return written === 'lost' ? 'conflict' : { value, eTag: strong(written[0] ?? '') };
}
