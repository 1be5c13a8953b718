import { sha256 } from '../../domain/sha256.ts';
import type { StoredAuditEntry } from '../../domain/auditTypes.ts';
import type { AuditLog } from '../../ports/stores.ts';
import { sortableTime, startingWith } from './keys.ts';
import { toRow } from './rows.ts';
import type { NewRow, Table } from '../../ports/table.ts';

/** A partition per day, so that what is too old goes by the day. The same entry twice is one row. */
export function tableAuditLog(table: Table): Pick<AuditLog, 'append' | 'appendStored' | 'removeBefore'> {
  const append = async (...entries: readonly StoredAuditEntry[]) => {
    const rows = new Map(entries.map(rowOf).map((row) => [row.rowKey, row]));
    const days = Map.groupBy(rows.values(), ({ partitionKey }) => partitionKey);
    for (const ofDay of days.values()) await table.putAll(ofDay);
  };
  return {
    append,
    appendStored: append,
    removeBefore: async (time) => {
      const day = sortableTime(time).slice(0, 10);
      for (const partition of await table.partitionsBefore(day))
        await table.removeAll(startingWith(partition, ''));
    },
  };
}

function rowOf(entry: StoredAuditEntry): NewRow {
  const time = sortableTime(entry.time);
  return toRow(
    { partitionKey: time.slice(0, 10), rowKey: `${time}|${sha256(JSON.stringify(entry), 12)}` },
    entry,
  );
}
