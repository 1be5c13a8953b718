import type { Removed } from '../ports/written.ts';
import type { KeyRange, NewRow, RowKey, StoredRow, Table, Write } from '../ports/table.ts';

/** Called before an operation takes effect: a test or a rehearsal lets others go first, or ends the process there. */
export type BeforeEffect = (effect: { readonly on: string; readonly operation: string }) => Promise<void>;

/** Storage's limits (Table service REST API): a table in memory is no kinder. */
const MOST_ROWS = 100;
const LONGEST_PROPERTY = 32_768;
const FORBIDDEN_IN_KEYS = /[/\\#?\p{Cc}]/u;

const asIs: BeforeEffect = () => Promise.resolve();

/** What several tables of the same name in memory share: the account. */
export type MemoryAccount = Map<string, Map<string, Map<string, StoredRow>>>;

/** A table in memory with the races, ETags and limits of Table Storage. */
export class MemoryTable implements Table {
  readonly name: string;
  readonly #partitions: Map<string, Map<string, StoredRow>>;
  readonly #before: BeforeEffect;

  constructor(account: MemoryAccount, name: string, before = asIs) {
    this.name = name;
    this.#before = before;
    const known = account.get(name) ?? new Map<string, Map<string, StoredRow>>();
    account.set(name, known);
    this.#partitions = known;
  }

  async read({ partitionKey, rowKey }: RowKey): Promise<StoredRow | undefined> {
    await this.#before({ on: this.name, operation: 'read' });
    return this.#row({ partitionKey, rowKey });
  }

  async query(range: KeyRange): Promise<StoredRow[]> {
    await this.#before({ on: this.name, operation: 'query' });
    return this.#rowsOf(range);
  }

  async first(range: KeyRange, count: number): Promise<StoredRow[]> {
    return (await this.query(range)).slice(0, count);
  }

  async all(): Promise<StoredRow[]> {
    await this.#before({ on: this.name, operation: 'query' });
    const partitions = [...this.#partitions.entries()].sort(byKey);
    return partitions.flatMap(([, rows]) => sorted(rows));
  }

  async partitionsBefore(partitionKey: string): Promise<string[]> {
    await this.#before({ on: this.name, operation: 'query' });
    return [...this.#partitions.keys()].filter((key) => key < partitionKey).toSorted();
  }

  async write(writes: readonly Write[]): Promise<readonly string[] | 'lost'> {
    checkTransaction(writes.map(({ row }) => row));
    await this.#before({ on: this.name, operation: 'write' });
    if (writes.some((write) => this.#isLost(write))) return 'lost';
    return writes.map(({ row }) => this.#put(row));
  }

  async putAll(rows: readonly NewRow[]): Promise<void> {
    for (let from = 0; from < rows.length; from += MOST_ROWS) {
      await this.write(rows.slice(from, from + MOST_ROWS).map((row) => ({ kind: 'put', row })));
    }
  }

  async remove(key: RowKey, eTag = '*'): Promise<Removed> {
    await this.#before({ on: this.name, operation: 'remove' });
    const stored = this.#row(key);
    if (!stored) return 'absent';
    if (eTag !== '*' && stored.etag !== eTag) return 'lost';
    this.#drop(key);
    return 'written';
  }

  async removeAll(range: KeyRange, keep: (row: StoredRow) => boolean = () => false): Promise<void> {
    const doomed = (await this.query(range)).filter((row) => !keep(row));
    for (let from = 0; from < doomed.length; from += MOST_ROWS) {
      await this.#before({ on: this.name, operation: 'remove' });
      for (const row of doomed.slice(from, from + MOST_ROWS)) this.#drop(row);
    }
  }

  #row({ partitionKey, rowKey }: RowKey): StoredRow | undefined {
    return this.#partitions.get(partitionKey)?.get(rowKey);
  }

  #rowsOf({ partitionKey, from, before }: KeyRange): StoredRow[] {
    const rows = this.#partitions.get(partitionKey) ?? new Map<string, StoredRow>();
    // Sorted last: the rows of one group among those of a thousand members are few.
    const within = [...rows].filter(([rowKey]) => rowKey >= from && rowKey < before);
    return sorted(within);
  }

  #isLost(write: Write): boolean {
    const stored = this.#row(write.row);
    if (write.kind === 'insert') return stored !== undefined;
    return write.kind === 'replace' && stored?.etag !== write.eTag;
  }

  #put(row: NewRow): string {
    etags += 1;
    const etag = `W/"${etags}"`;
    const partition = this.#partitions.get(row.partitionKey) ?? new Map<string, StoredRow>();
    partition.set(row.rowKey, { ...row, etag });
    this.#partitions.set(row.partitionKey, partition);
    return etag;
  }

  #drop({ partitionKey, rowKey }: RowKey): void {
    const partition = this.#partitions.get(partitionKey);
    partition?.delete(rowKey);
    if (partition?.size === 0) this.#partitions.delete(partitionKey);
  }
}

/** Of all accounts: no two writes ever have the same ETag. */
let etags = 0;

const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) =>
  one < other ? -1 : 1;

const sorted = (rows: Iterable<readonly [string, StoredRow]>) => [...rows].sort(byKey).map(([, row]) => row);

/** Throws a RangeError for a transaction that Storage would refuse: a fault of ours, not a race. */
function checkTransaction(rows: readonly NewRow[]): void {
  const keys = new Set(rows.map(({ rowKey }) => rowKey));
  const partitions = new Set(rows.map(({ partitionKey }) => partitionKey));
  if (rows.length === 0 || rows.length > MOST_ROWS || partitions.size > 1 || keys.size < rows.length) {
    throw new RangeError('A transaction has 1 to 100 different rows of one partition.');
  }
  for (const row of rows) {
    if (FORBIDDEN_IN_KEYS.test(row.partitionKey + row.rowKey)) {
      throw new RangeError(`Storage does not take the key ${row.partitionKey} / ${row.rowKey}.`);
    }
    const long = Object.entries(row).find(([, value]) => value.length > LONGEST_PROPERTY);
    if (long) throw new RangeError(`Property ${long[0]} of row ${row.rowKey} is too long.`);
  }
}
