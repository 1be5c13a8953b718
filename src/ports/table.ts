import type { Removed } from './written.ts';
import type { CorruptRowError } from '../domain/errors.ts';

/** Where a row is. Storage serves it by these two alone; everything else is a scan. */
export interface RowKey {
  readonly partitionKey: string;
  readonly rowKey: string;
}

/** Row keys from this one on, up to but without `before`. */
export interface KeyRange {
  readonly partitionKey: string;
  readonly from: string;
  readonly before: string;
}

/** A row as it is written: its key and plain columns. */
export type NewRow = RowKey & Readonly<Record<string, string>>;

/** A row as it is read. */
export type StoredRow = RowKey & { readonly etag: string } & Readonly<Record<string, unknown>>;

/** One write of a transaction. Only `insert` and `replace` can lose a race. */
export type Write =
  | { readonly kind: 'insert' | 'put'; readonly row: NewRow }
  | { readonly kind: 'replace'; readonly row: NewRow; readonly eTag: string };

/**
 * A table as Azure Table Storage keeps it (REST API 2019-02-02): rows by partition and key, an ETag each, transactions
 * of up to 100 rows of one partition. What Storage refuses or does not answer is a `DependencyError`.
 */
export interface Table {
  readonly name: string;
  /** Told of rows that a list goes on without. */
  readonly onUnreadable?: (error: CorruptRowError) => void;
  read(key: RowKey): Promise<StoredRow | undefined>;
  /** All rows of a range, in the order of their keys. */
  query(range: KeyRange): Promise<StoredRow[]>;
  /** The first rows of a range, at most `count`. */
  first(range: KeyRange, count: number): Promise<StoredRow[]>;
  /** Every row of the table: for tables that stay small. */
  all(): Promise<StoredRow[]>;
  /** Keys of the partitions that sort before this one: a scan, for what is done once a day. */
  partitionsBefore(partitionKey: string): Promise<string[]>;
  /**
   * Writes rows of one partition, at most 100, all or nothing, and returns their ETags in order. `lost` when a
   * row to insert was there already, or one to replace is no longer as it was read; nothing was written then.
   */
  write(writes: readonly Write[]): Promise<readonly string[] | 'lost'>;
  /** Writes any number of rows of one partition, batch after batch. Only for writes that cannot be lost. */
  putAll(rows: readonly NewRow[]): Promise<void>;
  /** `lost` when the row is no longer as it was read; without an ETag whatever it is. */
  remove(key: RowKey, eTag?: string): Promise<Removed>;
  /** Removes rows of one partition, whatever they are now. Repeats itself when another removes some too. */
  removeAll(range: KeyRange, keep?: (row: StoredRow) => boolean): Promise<void>;
}
