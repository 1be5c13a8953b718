import { sha256 } from '../../domain/sha256.ts';
import { auditEntrySchema, type StoredAuditEntry } from '../../domain/auditTypes.ts';
import type { AuditLog } from '../../ports/auditLog.ts';
import type { TimeSpan } from '../../domain/audit/auditEntries.ts';
import { inParallel } from './inParallel.ts';
import { sortableTime, startingWith } from './keys.ts';
import { readable } from './readable.ts';
import { toRow } from './rows.ts';
import type { KeyRange, NewRow, Table } from '../../ports/table.ts';

const DAY_MS = 86_400_000;

/** What it appends may be of an earlier release: the outbox carries what a change of those left behind. */
export interface TableAuditLog extends Pick<AuditLog, 'appendStored' | 'during' | 'removeBefore'> {
  append(...entries: readonly StoredAuditEntry[]): Promise<void>;
}

/**
 * A partition per day, so that what is too old goes by the day. The same entry twice is one row. `told` of what is
 * appended: at least once, after it was.
 */
export function tableAuditLog(
  table: Table,
  told: (entry: StoredAuditEntry) => void = () => undefined,
): TableAuditLog {
  const appendStored = async (...entries: readonly StoredAuditEntry[]) => {
    const rows = new Map(entries.map(rowOf).map((row) => [row.rowKey, row]));
    const days = Map.groupBy(rows.values(), ({ partitionKey }) => partitionKey);
    for (const ofDay of days.values()) await table.putAll(ofDay);
  };
  return {
    append: async (...entries) => {
      await appendStored(...entries);
      entries.forEach((entry) => told(entry));
    },
    appendStored,
    during: async (time) => {
      const rows = await inParallel(rangesOf(time), (range) => table.query(range));
      return readable(table, auditEntrySchema, rows.flat()).values;
    },
    removeBefore: async (time) => {
      const day = sortableTime(time).slice(0, 10);
      for (const partition of await table.partitionsBefore(day))
        await table.removeAll(startingWith(partition, ''));
    },
  };
}

/** One of each day that the time touches. */
function rangesOf({ from, before }: TimeSpan): KeyRange[] {
  const ranges: KeyRange[] = [];
  for (let at = Date.parse(`${from.slice(0, 10)}T00:00:00Z`); at < Date.parse(before); at += DAY_MS) {
    ranges.push({ partitionKey: new Date(at).toISOString().slice(0, 10), from, before });
  }
  return ranges;
}

function rowOf(entry: StoredAuditEntry): NewRow {
  const time = sortableTime(entry.time);
  return toRow(
    { partitionKey: time.slice(0, 10), rowKey: `${time}|${sha256(JSON.stringify(entry), 12)}` },
    entry,
  );
}
