import type { NewRow, RowKey, Table, Write } from '../../ports/table.ts';
import type { Assignment } from '../../domain/fleet/inventory.ts';
import type { AssignmentStore } from '../../ports/stores.ts';
import { intoBatches } from './batches.ts';
import { assignmentSchema } from './inventorySchemas.ts';
import { safe, startingWith } from './keys.ts';
import type { Outbox } from './outbox.ts';
import { readable } from './readable.ts';
import { fromRow, toRow } from './rows.ts';

const keyOf = (fleet: string, member: string): RowKey => ({
  partitionKey: safe(fleet),
  rowKey: safe(member),
});

const rowOf = (assignment: Assignment): NewRow =>
  toRow(keyOf(assignment.fleet, assignment.member), assignment);

/** One row of a transaction is for the audit entry. */
const MOST_PER_ENTRY = 99;

/** A partition per fleet, a row per member. */
export function tableAssignmentStore(table: Table, outbox: Outbox): AssignmentStore {
  return {
    list: async (fleets) => {
      const rows = await Promise.all(fleets.map((fleet) => table.query(startingWith(safe(fleet), ''))));
      return readable(table, assignmentSchema, rows.flat()).values;
    },
    get: async (fleet, member) => {
      const row = await table.read(keyOf(fleet, member));
      return row && { value: fromRow(table.name, assignmentSchema, row), eTag: row.etag };
    },
    put: async (assignments, entryOf) => {
      // The last of a member wins here too: a transaction takes each row once.
      const last = new Map(assignments.map((each) => [`${each.fleet}/${each.member}`, each]));
      const fleets = Map.groupBy(last.values(), ({ fleet }) => fleet);
      for (const [fleet, ofFleet] of fleets) {
        for (const batch of intoBatches(ofFleet, MOST_PER_ENTRY)) {
          const entry = entryOf?.(batch);
          const puts = batch.map((each): Write => ({ kind: 'put', row: rowOf(each) }));
          await table.write([...puts, ...outbox.entry(safe(fleet), entry)]);
        }
        if (entryOf) await outbox.carrySoon(safe(fleet));
      }
    },
    add: async (assignments) => {
      const fleets = Map.groupBy(assignments.map(rowOf), ({ partitionKey }) => partitionKey);
      for (const ofFleet of fleets.values()) {
        for (const batch of intoBatches(ofFleet.map((row): Write => ({ kind: 'insert', row })))) {
          // One that is there already refuses the whole transaction.
          if ((await table.write(batch)) !== 'lost') continue;
          for (const write of batch) await table.write([write]);
        }
      }
    },
    replace: async ({ value, eTag }, entry) => {
      const partition = safe(value.fleet);
      const written = await table.write([
        { kind: 'replace', row: rowOf(value), eTag },
        ...outbox.entry(partition, entry),
      ]);
      if (written === 'lost') return 'lost';
      if (entry) await outbox.carrySoon(partition);
      return 'written';
    },
    remove: async (fleet, member) => {
      await table.remove(keyOf(fleet, member));
    },
  };
}
