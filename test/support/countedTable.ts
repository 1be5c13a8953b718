import { MemoryTable, type MemoryAccount } from '../../src/memory/memoryTable.ts';
import type { KeyRange, RowKey, StoredRow, Write } from '../../src/ports/table.ts';

/** What went between an instance of the app and its tables. */
export interface Traffic {
  reads: number;
  writes: number;
  /** Of rows, both ways. */
  bytes: number;
}

const bytesOf = (rows: unknown) => Buffer.byteLength(JSON.stringify(rows));

/** A table in memory whose requests are counted, as Table Storage would get them: pages of a thousand rows. */
export class CountedTable extends MemoryTable {
  readonly #traffic: Traffic;

  constructor(account: MemoryAccount, name: string, traffic: Traffic) {
    super(account, name);
    this.#traffic = traffic;
  }

  override async read(key: RowKey): Promise<StoredRow | undefined> {
    const row = await super.read(key);
    this.#count(row ? [row] : []);
    return row;
  }

  override async query(range: KeyRange): Promise<StoredRow[]> {
    const rows = await super.query(range);
    this.#count(rows);
    return rows;
  }

  override async write(writes: readonly Write[]): Promise<readonly string[] | 'lost'> {
    this.#traffic.writes += 1;
    this.#traffic.bytes += bytesOf(writes);
    return await super.write(writes);
  }

  override async remove(key: RowKey, eTag?: string): Promise<'written' | 'lost' | 'absent'> {
    this.#traffic.writes += 1;
    return await super.remove(key, eTag);
  }

  #count(rows: readonly StoredRow[]): void {
    this.#traffic.reads += Math.max(1, Math.ceil(rows.length / 1_000));
    this.#traffic.bytes += bytesOf(rows);
  }
}
