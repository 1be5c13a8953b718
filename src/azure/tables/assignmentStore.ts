import type { NewRow, RowKey, Table, Write } from '../../ports/table.ts';
import type { Assignment } from '../../domain/fleet/inventory.ts';
import type { AssignmentStore } from '../../ports/stores.ts';
import { intoBatches } from './batches.ts';
import { assignmentSchema } from './inventorySchemas.ts';
import { safe, startingWith } from './keys.ts';
import { fromRow, toRow } from './rows.ts';

const keyOf = (fleet: string, member: string): RowKey => ({
  partitionKey: safe(fleet),
  rowKey: safe(member),
});

const rowOf = (assignment: Assignment): NewRow =>
  toRow(keyOf(assignment.fleet, assignment.member), assignment);

/** A partition per fleet, a row per member. */
export function tableAssignmentStore(table: Table): AssignmentStore {
  return {
    list: async (fleets) => {
      const rows = await Promise.all(fleets.map((fleet) => table.query(startingWith(safe(fleet), ''))));
      return rows.flat().map((row) => fromRow(table.name, assignmentSchema, row));
    },
    get: async (fleet, member) => {
      const row = await table.read(keyOf(fleet, member));
      return row && { value: fromRow(table.name, assignmentSchema, row), eTag: row.etag };
    },
    put: async (assignments) => {
      // The last of a member wins here too: a transaction takes each row once.
      const rows = new Map(assignments.map(rowOf).map((row) => [`${row.partitionKey}|${row.rowKey}`, row]));
      const fleets = Map.groupBy(rows.values(), ({ partitionKey }) => partitionKey);
      for (const ofFleet of fleets.values()) await table.putAll(ofFleet);
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
    replace: async ({ value, eTag }) => {
      const written = await table.write([{ kind: 'replace', row: rowOf(value), eTag }]);
      return written === 'lost' ? 'lost' : 'written';
    },
    remove: async (fleet, member) => {
      await table.remove(keyOf(fleet, member));
    },
  };
}
