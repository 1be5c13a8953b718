import type { z } from 'zod';
import type { StoredRow, Table } from '../../ports/table.ts';
import { readable } from './readable.ts';
import type { Version } from './versions.ts';

/**
 * What the release before writes while this one takes its place has no version: a reading is not kept for longer than
 * such a change may stay unseen.
 */
const LONGEST_KEPT_MS = 60_000;

/**
 * What was last read of a subject, kept while its version says that it is still so: the same object then, so that what is
 * made of it can be kept by it. Readers who come while it is read share the reading.
 */
export class KeptReading<T> {
  readonly #read: () => Promise<T>;
  #kept: { readonly version: string; readonly since: number; readonly value: Promise<T> } | undefined;

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  /** The version was asked for before: what was written until then is in the answer. */
  at({ version, isChanging }: Version): Promise<T> {
    if (isChanging) return this.#read();
    const age = Date.now() - (this.#kept?.since ?? 0);
    if (this.#kept?.version === version && age >= 0 && age < LONGEST_KEPT_MS) return this.#kept.value;
    const kept = { version, since: Date.now(), value: this.#read() };
    this.#kept = kept;
    kept.value.catch(() => {
      if (this.#kept === kept) this.#kept = undefined;
    });
    return kept.value;
  }
}

interface Parsed<T> {
  readonly etag: string;
  readonly value: T;
}

/** Parses rows of a partition; one that has the ETag that it had the last time is not parsed again. */
export class KnownRows<T> {
  readonly #table: Table;
  readonly #schema: z.ZodType<T>;
  #known: ReadonlyMap<string, Parsed<T>> = new Map<string, Parsed<T>>();

  constructor(table: Table, schema: z.ZodType<T>) {
    this.#table = table;
    this.#schema = schema;
  }

  /** The values of the rows that can be read, in their order; the others are told. */
  parse(rows: readonly StoredRow[]): { readonly values: readonly T[]; readonly isWhole: boolean } {
    const known = this.#known;
    const parsed = rows.flatMap((row): [string, Parsed<T>][] => {
      const before = known.get(row.rowKey);
      if (before?.etag === row.etag) return [[row.rowKey, before]];
      return readable(this.#table, this.#schema, [row]).values.map((value) => [
        row.rowKey,
        { etag: row.etag, value },
      ]);
    });
    this.#known = new Map(parsed);
    return { values: parsed.map(([, { value }]) => value), isWhole: parsed.length === rows.length };
  }
}

/** What the map has at that key, made at first use. */
export function keptIn<T>(
  known: Map<string, KeptReading<T>>,
  key: string,
  make: () => KeptReading<T>,
): KeptReading<T> {
  const kept = known.get(key) ?? make();
  known.set(key, kept);
  return kept;
}
