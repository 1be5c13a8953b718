import type { RowKey, Table } from '../../ports/table.ts';
import { isOpen, type StartRequest } from '../../domain/trigger/startRequest.ts';
import type { NamedStore } from '../../ports/namedStores.ts';
import type { Stored } from '../../ports/stored.ts';
import type { StartRequestStore } from '../../ports/triggerStores.ts';
import { inParallel } from './inParallel.ts';
import { safe, startingWith, unsafe } from './keys.ts';

const OPEN = 'openRequests';
const indexRow = (name: string): RowKey => ({ partitionKey: OPEN, rowKey: safe(name) });

/**
 * Start requests with an index of the open ones, for the minute's pass: closed ones are kept for a month, so that what
 * comes again finds them, and are not read for nothing. The index is a hint: an entry comes before its request, and
 * goes when a reader finds the request closed.
 */
export function startRequestStore(requests: NamedStore<StartRequest>, table: Table): StartRequestStore {
  const enter = (name: string) => table.putAll([{ ...indexRow(name) }]);
  const enterAll = async () => {
    for (const { value } of await requests.list()) if (isOpen(value)) await enter(value.name);
  };
  let entered: Promise<void> | undefined;
  /** Once in each process: the release before, back for a while after a rollback, writes requests without entries. */
  const complete = async () => {
    entered ??= enterAll();
    try {
      await entered;
    } catch (error) {
      entered = undefined;
      throw error;
    }
  };
  return {
    ...requests,
    put: async (value, eTag, entry) => {
      if (isOpen(value)) await enter(value.name);
      const written = await requests.put(value, eTag, entry);
      // Opened again: a reader who saw it closed may have taken the entry away just now.
      if (isOpen(value) && eTag !== undefined && written !== 'lost') await enter(value.name);
      return written;
    },
    remove: async (name, eTag, entry) => {
      const removed = await requests.remove(name, eTag, entry);
      if (removed !== 'lost') await table.remove(indexRow(name));
      return removed;
    },
    listOpen: async () => {
      await complete();
      const rows = await table.query(startingWith(OPEN, ''));
      const found = await inParallel(rows, async (row): Promise<Stored<StartRequest>[]> => {
        const stored = await requests.get(unsafe(row.rowKey));
        if (stored && isOpen(stored.value)) return [stored];
        // One that is not there yet is being written: its entry stays.
        if (stored) await table.remove(row, row.etag);
        return [];
      });
      return found.flat();
    },
  };
}
