import type { Removed } from '../../ports/written.ts';
import type { KeyRange, NewRow, RowKey, StoredRow, Table, Write } from '../../ports/table.ts';
import { randomUUID } from 'node:crypto';
import { odata } from '@azure/data-tables';
import type { TableClient, TransactionAction } from '@azure/data-tables';
import { z } from 'zod';
import type { CorruptRowError } from '../../domain/errors.ts';
import { intoBatches } from './batches.ts';
import { isGone, isLost, storageError } from './storageErrors.ts';
import { tableClient } from './tableClients.ts';
import type { TableConnection } from './tableClients.ts';

const storedRow = z.looseObject({ partitionKey: z.string(), rowKey: z.string(), etag: z.string() });

/** Storage refuses to be asked for more at once. */
const MOST_PER_PAGE = 1_000;

/** Says which call wrote a row, so that a repeated request can tell its own write from another's. */
const WRITE_ID = 'writeId';

/** A table of Table Storage, created at first use. Everything it throws about Azure is a DependencyError. */
export class StorageTable implements Table {
  readonly name: string;
  readonly #client: TableClient;
  readonly onUnreadable: (error: CorruptRowError) => void;
  #created: Promise<void> | undefined;

  constructor(
    connection: TableConnection,
    name: string,
    onUnreadable: (error: CorruptRowError) => void = () => undefined,
  ) {
    this.name = name;
    this.onUnreadable = onUnreadable;
    this.#client = tableClient(connection, name);
  }

  async read({ partitionKey, rowKey }: RowKey): Promise<StoredRow | undefined> {
    try {
      return storedRow.parse(await this.#call((client) => client.getEntity(partitionKey, rowKey)));
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  query(range: KeyRange): Promise<StoredRow[]> {
    return this.#list(
      odata`PartitionKey eq ${range.partitionKey} and RowKey ge ${range.from} and RowKey lt ${range.before}`,
    );
  }

  async first(range: KeyRange, count: number): Promise<StoredRow[]> {
    const filter = odata`PartitionKey eq ${range.partitionKey} and RowKey ge ${range.from} and RowKey lt ${range.before}`;
    return this.#call(async (client) => {
      const found: StoredRow[] = [];
      const pages = client
        .listEntities({ queryOptions: { filter } })
        .byPage({ maxPageSize: Math.min(count, MOST_PER_PAGE) });
      // A page may come short, even empty, though more follows.
      for await (const page of pages) {
        for (const entity of page) found.push(storedRow.parse(entity));
        if (found.length >= count) break;
      }
      return found.slice(0, count);
    });
  }

  all(): Promise<StoredRow[]> {
    return this.#list(undefined);
  }

  async partitionsBefore(partitionKey: string): Promise<string[]> {
    const rows = await this.#list(odata`PartitionKey lt ${partitionKey}`);
    return [...new Set(rows.map((row) => row.partitionKey))];
  }

  async write(writes: readonly Write[]): Promise<readonly string[] | 'lost'> {
    const writeId = randomUUID();
    const actions = writes.map((write) => actionOf(write, writeId));
    try {
      const answer = await this.#call((client) => client.submitTransaction(actions));
      const eTags = answer.subResponses.map((each) => each.etag);
      if (eTags.length === writes.length && eTags.every((eTag) => eTag !== undefined)) return eTags;
      return await this.#eTagsOf(writes);
    } catch (error) {
      if (!isLost(error)) throw error;
      // The SDK repeats a request whose answer was lost; the repetition then meets what the first one wrote.
      return (await this.#isOurs(writes, writeId)) ? this.#eTagsOf(writes) : 'lost';
    }
  }

  async putAll(rows: readonly NewRow[]): Promise<void> {
    for (const batch of intoBatches(rows)) await this.write(batch.map((row) => ({ kind: 'put', row })));
  }

  async remove({ partitionKey, rowKey }: RowKey, eTag = '*'): Promise<Removed> {
    try {
      await this.#call((client) => client.deleteEntity(partitionKey, rowKey, { etag: eTag }));
      return 'written';
    } catch (error) {
      if (isGone(error)) return 'absent';
      if (isLost(error)) return 'lost';
      throw error;
    }
  }

  async removeAll(range: KeyRange, keep: (row: StoredRow) => boolean = () => false): Promise<void> {
    for (;;) {
      const rows = (await this.query(range)).filter((row) => !keep(row));
      if (rows.length === 0) return;
      for (const batch of intoBatches(rows.map(({ partitionKey, rowKey }) => ({ partitionKey, rowKey })))) {
        await this.#removeBatch(batch);
      }
    }
  }

  async #removeBatch(keys: readonly RowKey[]): Promise<void> {
    const actions = keys.map((key): TransactionAction => ['delete', { ...key }]);
    try {
      await this.#call((client) => client.submitTransaction(actions));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  #list(filter: string | undefined): Promise<StoredRow[]> {
    return this.#call(async (client) => {
      const found: StoredRow[] = [];
      const options = filter === undefined ? {} : { queryOptions: { filter } };
      for await (const entity of client.listEntities(options)) found.push(storedRow.parse(entity));
      return found;
    });
  }

  async #isOurs(writes: readonly Write[], writeId: string): Promise<boolean> {
    const conditional = writes.find(({ kind }) => kind !== 'put');
    if (!conditional) return false;
    const stored = await this.read(conditional.row);
    return stored?.[WRITE_ID] === writeId;
  }

  async #eTagsOf(writes: readonly Write[]): Promise<readonly string[] | 'lost'> {
    const rows = await Promise.all(writes.map(({ row }) => this.read(row)));
    const eTags = rows.map((row) => row?.etag);
    return eTags.every((eTag) => eTag !== undefined) ? eTags : 'lost';
  }

  async #call<T>(operation: (client: TableClient) => Promise<T>): Promise<T> {
    try {
      this.#created ??= this.#client.createTable();
      await this.#created;
    } catch (error) {
      this.#created = undefined;
      throw storageError(error, this.name);
    }
    try {
      return await operation(this.#client);
    } catch (error) {
      throw storageError(error, this.name);
    }
  }
}

function actionOf(write: Write, writeId: string): TransactionAction {
  const row = { ...write.row, [WRITE_ID]: writeId };
  switch (write.kind) {
    case 'insert':
      return ['create', row];
    case 'put':
      return ['upsert', row, 'Replace'];
    case 'replace':
      return ['update', row, 'Replace', { etag: write.eTag }];
  }
}
