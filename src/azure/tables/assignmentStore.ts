import { LRUCache } from 'lru-cache';
import { LastMade } from '../../domain/lastMade.ts';
import type { NewRow, RowKey, Table, Write } from '../../ports/table.ts';
import type { AssignmentStore } from '../../ports/fleetStores.ts';
import { intoBatches } from './batches.ts';
import { assignmentSchema, type Assignment } from '../../domain/fleet/inventory.ts';
import { KeptReading, keptIn, KnownRows } from './keptReading.ts';
import { safe, startingWith } from './keys.ts';
import type { Outbox } from './outbox.ts';
import { fromRow, toRow } from './rows.ts';
import { versionOf, type ChangeVersions } from './versions.ts';

const keyOf = (fleet: string, member: string): RowKey => ({
  partitionKey: safe(fleet),
  rowKey: safe(member),
});

const rowOf = (assignment: Assignment): NewRow =>
  toRow(keyOf(assignment.fleet, assignment.member), assignment);

/** One row of a transaction is for the audit entry. */
const MOST_PER_ENTRY = 99;

/** Sets of fleets that are asked for together: all of them, and each alone. */
const MOST_COMBINATIONS = 100;

const versionKey = (fleet: string) => `assignments|${safe(fleet)}`;

/** A partition per fleet, a row per member; each is kept in memory while its version says that it is still so. */
export function tableAssignmentStore(
  table: Table,
  outbox: Outbox,
  versions: ChangeVersions,
): AssignmentStore {
  const known = new Map<string, KeptReading<readonly Assignment[]>>();
  const combined = new LRUCache<string, LastMade<readonly Assignment[]>>({ max: MOST_COMBINATIONS });
  const change = <T>(fleet: string, work: () => Promise<T>) => versions.change(versionKey(fleet), work);
  return {
    list: async (fleets) => {
      const now = await versions.read();
      const read = await Promise.all(
        fleets.map((fleet) =>
          keptIn(known, fleet, () => keptFleet(table, fleet)).at(versionOf(now, versionKey(fleet))),
        ),
      );
      const key = fleets.join();
      const last = combined.get(key) ?? new LastMade();
      combined.set(key, last);
      return last.of(read, () => read.flat());
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
        await change(fleet, async () => {
          for (const batch of intoBatches(ofFleet, MOST_PER_ENTRY)) {
            const entry = entryOf?.(batch);
            const puts = batch.map((each): Write => ({ kind: 'put', row: rowOf(each) }));
            await table.write([...puts, ...outbox.entry(safe(fleet), entry)]);
          }
        });
        if (entryOf) await outbox.carrySoon(safe(fleet));
      }
    },
    add: async (assignments) => {
      for (const [fleet, ofFleet] of Map.groupBy(assignments, (each) => each.fleet)) {
        await change(fleet, () => insertAbsent(table, ofFleet.map(rowOf)));
      }
    },
    replace: async ({ value, eTag }, entry) => {
      const partition = safe(value.fleet);
      const written = await change(value.fleet, () =>
        table.write([{ kind: 'replace', row: rowOf(value), eTag }, ...outbox.entry(partition, entry)]),
      );
      if (written === 'lost') return 'lost';
      if (entry) await outbox.carrySoon(partition);
      return 'written';
    },
    remove: async (fleet, member) => {
      await change(fleet, () => table.remove(keyOf(fleet, member)));
    },
  };
}

function keptFleet(table: Table, fleet: string): KeptReading<readonly Assignment[]> {
  const rows = new KnownRows(table, assignmentSchema);
  return new KeptReading(async () => rows.parse(await table.query(startingWith(safe(fleet), ''))).values);
}

async function insertAbsent(table: Table, rows: readonly NewRow[]): Promise<void> {
  for (const batch of intoBatches(rows.map((row): Write => ({ kind: 'insert', row })))) {
    // One that is there already refuses the whole transaction.
    if ((await table.write(batch)) !== 'lost') continue;
    for (const write of batch) await table.write([write]);
  }
}
