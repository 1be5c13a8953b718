import { sha256 } from '../../domain/sha256.ts';
import type { NewRow, RowKey, StoredRow, Table } from '../../ports/table.ts';
import type { z } from 'zod';
import { DependencyError } from '../../domain/errors.ts';
import type { NamedStore } from '../../ports/namedStores.ts';
import { safe, startingWith, unsafe } from './keys.ts';
import type { Outbox } from './outbox.ts';
import { readable } from './readable.ts';
import { fromRow, toRow } from './rows.ts';
import { SharedQuery } from './sharedQuery.ts';

/** Table Storage's ETags are weak ones, which `If-Match` of HTTP never matches; callers get a strong one. */
const strong = (eTag: string) => `"${sha256(eTag, 32)}"`;

/**
 * A transaction cannot remove a row as it was read. So a removal marks the row in the transaction with its audit
 * entry, and removes it then; a row that is left marked is as good as gone.
 */
function marked({ partitionKey, rowKey, json }: StoredRow): NewRow {
  return { partitionKey, rowKey, json: typeof json === 'string' ? json : '{}', removed: 'true' };
}

const isThere = (row: StoredRow | undefined): row is StoredRow =>
  row !== undefined && row['removed'] === undefined;

/** Things with a name, a row each in one partition. */
export function tableNamedStore<T extends { readonly name: string }>(
  table: Table,
  partitionKey: string,
  schema: z.ZodType<T>,
  outbox: Outbox,
): NamedStore<T> {
  const keyOf = (name: string): RowKey => ({ partitionKey, rowKey: safe(name) });
  const rows = new SharedQuery(table, startingWith(partitionKey, ''));
  const listAll = async () => valuesOf(table, schema, await rows.rows());
  return {
    listAll,
    list: async () => (await listAll()).value,
    get: async (name) => {
      const row = await table.read(keyOf(name));
      return isThere(row) ? { value: fromRow(table.name, schema, row), eTag: strong(row.etag) } : undefined;
    },
    eTagOf: async (name) => {
      const row = await table.read(keyOf(name));
      return isThere(row) ? strong(row.etag) : undefined;
    },
    put: async (value, eTag, entry) => {
      const row = toRow(keyOf(value.name), value);
      const before = await table.read(row);
      if ((isThere(before) ? strong(before.etag) : undefined) !== eTag) return 'lost';
      const written = await table.write([
        before ? { kind: 'replace', row, eTag: before.etag } : { kind: 'insert', row },
        ...outbox.entry(partitionKey, entry),
      ]);
      if (written === 'lost') return 'lost';
      if (entry) await outbox.carrySoon(partitionKey);
      return { value, eTag: strong(written[0] ?? '') };
    },
    remove: async (name, eTag, entry) => {
      const before = await table.read(keyOf(name));
      if (!isThere(before)) return 'absent';
      if (strong(before.etag) !== eTag) return 'lost';
      if (!entry) return table.remove(before, before.etag);
      const written = await table.write([
        { kind: 'replace', row: marked(before), eTag: before.etag },
        ...outbox.entry(partitionKey, entry),
      ]);
      if (written === 'lost') return 'lost';
      await outbox.carrySoon(partitionKey);
      return await removeMarked(table, keyOf(name), written[0]);
    },
  };
}

async function removeMarked(table: Table, key: RowKey, eTag: string | undefined): Promise<'written'> {
  try {
    await table.remove(key, eTag);
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
  }
  return 'written';
}

function valuesOf<T>(table: Table, schema: z.ZodType<T>, rows: readonly StoredRow[]) {
  const found = readable(table, schema, rows.filter(isThere));
  return {
    value: found.values.map((value, at) => ({ value, eTag: strong(found.rows[at]?.etag ?? '') })),
    unreadable: found.unreadable.map(({ row, error }) => ({
      name: unsafe(row.rowKey),
      reason: error.reason,
    })),
  };
}
