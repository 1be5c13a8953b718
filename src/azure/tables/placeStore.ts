import { placesSchema, withoutPlace, withPlace, type Place, type Places } from '../../domain/group/place.ts';
import type { PlaceStore } from '../../ports/lockStores.ts';
import type { RowKey, StoredRow, Table } from '../../ports/table.ts';
import { inParallel } from './inParallel.ts';
import { readable } from './readable.ts';
import { fromRow, toRow } from './rows.ts';
import { safe } from './keys.ts';

/** A row for each scope, in a partition of its own: changed as it was read, so that no two take the last place. */
export function tablePlaceStore(table: Table): PlaceStore {
  const placesOf = (row: StoredRow | undefined) => (row ? fromRow(table.name, placesSchema, row).places : []);
  const change = async (scope: string, next: (places: readonly Place[]) => readonly Place[] | undefined) => {
    for (;;) {
      const row = await table.read(placesKey(scope));
      const before = placesOf(row);
      const places = next(before);
      if (!places) return false;
      if (places.length === before.length && places.every((place, at) => place === before[at])) return true;
      if ((await write(table, { scope, places }, row?.etag)) !== 'lost') return true;
    }
  };
  return {
    read: async (scopes) => {
      const rows = await inParallel(scopes, async (scope) => await table.read(placesKey(scope)));
      return new Map(scopes.map((scope, at) => [scope, placesOf(rows[at])]));
    },
    take: async (bounds, place) => {
      for (const { scope, limit } of bounds) {
        if (!(await change(scope, (places) => withPlace(places, place, limit)))) return;
      }
    },
    release: async (scopes, taken) => {
      for (const scope of scopes)
        await change(scope, (places) => taken.reduce<readonly Place[]>(withoutPlace, places));
    },
    all: async () => readable(table, placesSchema, await table.all()).values,
  };
}

const placesKey = (scope: string): RowKey => ({ partitionKey: safe(scope), rowKey: 'places' });

/** A scope in which nothing updates has no row. */
async function write(table: Table, value: Places, eTag: string | undefined): Promise<unknown> {
  const key = placesKey(value.scope);
  if (eTag === undefined) return await table.write([{ kind: 'insert', row: toRow(key, value) }]);
  if (value.places.length === 0) return await table.remove(key, eTag);
  return await table.write([{ kind: 'replace', row: toRow(key, value), eTag }]);
}
