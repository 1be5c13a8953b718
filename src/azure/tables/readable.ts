import type { z } from 'zod';
import { CorruptRowError } from '../../domain/errors.ts';
import type { StoredRow, Table } from '../../ports/table.ts';
import { fromRow } from './rows.ts';

export interface Readable<T> {
  readonly values: T[];
  /** The rows of the values, in their order. */
  readonly rows: readonly StoredRow[];
  readonly unreadable: readonly { readonly row: StoredRow; readonly error: CorruptRowError }[];
}

/**
 * The values of a list. A row that cannot be read is told and left out: one of a later release, after a rollback,
 * must not take the others along. Not for rows that belong together, as those of a run do.
 */
export function readable<T>(table: Table, schema: z.ZodType<T>, stored: readonly StoredRow[]): Readable<T> {
  const values: T[] = [];
  const rows: StoredRow[] = [];
  const unreadable: { readonly row: StoredRow; readonly error: CorruptRowError }[] = [];
  for (const row of stored) {
    try {
      values.push(fromRow(table.name, schema, row));
      rows.push(row);
    } catch (error) {
      if (!(error instanceof CorruptRowError)) throw error;
      table.onUnreadable?.(error);
      unreadable.push({ row, error });
    }
  }
  return { values, rows, unreadable };
}
