import type { KeyRange, StoredRow, Table } from '../../ports/table.ts';

/** A query that many ask for at once: whoever asks before it is sent shares its answer, which is no older than anybody's call. */
export class SharedQuery {
  readonly #table: Table;
  readonly #range: KeyRange;
  #next: Promise<readonly StoredRow[]> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(table: Table, range: KeyRange) {
    this.#table = table;
    this.#range = range;
  }

  rows(): Promise<readonly StoredRow[]> {
    if (this.#next) return this.#next;
    const before = this.#last;
    const next = (async () => {
      await before;
      this.#next = undefined;
      return await this.#table.query(this.#range);
    })();
    this.#next = next;
    this.#last = next.catch(() => undefined);
    return next;
  }
}
