import { notedFreezeSchema, pauseSchema } from '../../domain/notify/noted.ts';
import { untoldSchema } from '../../domain/notify/untold.ts';
import type { NotifyingStores } from '../../ports/notifyingStores.ts';
import type { Table } from '../../ports/table.ts';
import { tableDeliveryStore } from './deliveryStore.ts';
import { tableNamedStore } from './namedStore.ts';
import type { Outbox } from './outbox.ts';

/** Partitions of other things than deliveries begin with what no name of a notification begins with. */
export function notifyingStores(table: Table, outbox: Outbox): NotifyingStores {
  return {
    deliveries: tableDeliveryStore(table),
    untold: tableNamedStore(table, '-untold', untoldSchema, outbox),
    looked: tableNamedStore(table, '-looked', untoldSchema, outbox),
    freezesOn: tableNamedStore(table, '-freezes', notedFreezeSchema, outbox),
    pauses: tableNamedStore(table, '-pauses', pauseSchema, outbox),
  };
}
