import { deliverySchema, type Delivery } from '../../domain/notify/delivery.ts';
import { rankOf } from '../../domain/notify/occurrence.ts';
import type { DeliveryStore } from '../../ports/notifyingStores.ts';
import type { RowKey, Table } from '../../ports/table.ts';
import { inParallel } from './inParallel.ts';
import { invertedTime, safe, sortableTime, startingWith } from './keys.ts';
import { readable } from './readable.ts';
import { fromRow, toRow } from './rows.ts';

const TOLD = 'told|';
const OPEN = 'open|';

/** Newest first, and the same for the same occurrence: a second one is not added. */
function keyOf({ notification, occurrence: { time, id } }: Delivery): RowKey {
  return { partitionKey: safe(notification), rowKey: `${TOLD}${invertedTime(time)}|${id}` };
}

/**
 * What was told, and what is on its way, a partition for each notification. What is open has an entry in an index, oldest
 * first, written in one transaction with it and removed after it is through: a reader that finds it through removes it.
 */
export function tableDeliveryStore(table: Table): DeliveryStore {
  const openKey = ({ notification, occurrence }: Delivery): RowKey => ({
    partitionKey: safe(notification),
    rowKey: `${OPEN}${sortableTime(occurrence.time)}|${rankOf(occurrence)}|${occurrence.id}`,
  });
  const store: DeliveryStore = {
    add: async (delivery) => {
      const row = toRow(keyOf(delivery), delivery);
      const index = { ...openKey(delivery), of: row.rowKey };
      const written = await table.write([
        { kind: 'insert', row },
        { kind: 'put', row: index },
      ]);
      return written === 'lost' ? 'lost' : 'written';
    },
    open: async (notification, most) => {
      const entries = await table.first(startingWith(safe(notification), OPEN), most);
      const found = await inParallel(entries, async (entry) => {
        const rowKey = typeof entry['of'] === 'string' ? entry['of'] : '';
        const row = await table.read({ partitionKey: entry.partitionKey, rowKey });
        const value = row && fromRow(table.name, deliverySchema, row);
        if (row && value?.state === 'Waiting') return [{ value, eTag: row.etag }];
        await table.remove(entry, entry.etag);
        return [];
      });
      return found.flat();
    },
    write: async ({ value, eTag }) => {
      const written = await table.write([{ kind: 'replace', row: toRow(keyOf(value), value), eTag }]);
      if (written === 'lost') return 'lost';
      if (value.state !== 'Waiting') await table.remove(openKey(value));
      return { value, eTag: written[0] ?? '' };
    },
    newest: async (notification, count) => {
      const rows = await table.first(startingWith(safe(notification), TOLD), count);
      return readable(table, deliverySchema, rows).values;
    },
    removeAll: (notification) => table.removeAll(startingWith(safe(notification), '')),
    removeBefore: (notification, time) =>
      table.removeAll({
        partitionKey: safe(notification),
        // Behind all ids of that very time, which is not before it.
        from: `${TOLD}${invertedTime(time)}|~`,
        before: `${TOLD}~`,
      }),
  };
  return store;
}
