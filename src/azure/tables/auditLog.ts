import type { AuditLog } from '../../ports/stores.ts';
import { shortHash, sortableTime, startingWith } from './keys.ts';
import { toRow } from './rows.ts';
import type { Table } from '../../ports/table.ts';

/** A partition per day, so that what is too old goes by the day. The same entry twice is one row. */
export function tableAuditLog(table: Table): AuditLog {
  return {
    append: (entry) => {
      const time = sortableTime(entry.time);
      const key = { partitionKey: time.slice(0, 10), rowKey: `${time}|${shortHash(JSON.stringify(entry))}` };
      return table.putAll([toRow(key, entry)]);
    },
    removeBefore: async (time) => {
      const day = sortableTime(time).slice(0, 10);
      for (const partition of await table.partitionsBefore(day))
        await table.removeAll(startingWith(partition, ''));
    },
  };
}
