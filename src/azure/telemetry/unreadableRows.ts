import { LRUCache } from 'lru-cache';
import type { CorruptRowError } from '../../domain/errors.ts';
import type { Telemetry } from '../../ports/telemetry.ts';

/** The dashboard asks for its lists every few seconds; a row is told of again only after an hour. */
const TOLD_FOR_MS = 3_600_000;
const MOST_REMEMBERED = 1_000;

/** Tells of rows that lists go on without. */
export function unreadableRows(telemetry: Telemetry): (error: CorruptRowError) => void {
  const told = new LRUCache<string, true>({ max: MOST_REMEMBERED, ttl: TOLD_FOR_MS });
  return ({ table, row, reason }) => {
    const key = `${table} ${row}`;
    if (told.has(key)) return;
    told.set(key, true);
    telemetry.report({ event: 'rowUnreadable', table, row, reason });
  };
}
