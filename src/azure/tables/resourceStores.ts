import type { NamedKind, NamedValue } from '../../domain/named/namedKind.ts';
import type { NamedStore } from '../../ports/namedStores.ts';
import type { Table } from '../../ports/table.ts';
import type { TableAuditLog } from './auditLog.ts';
import { tableNamedStore } from './namedStore.ts';
import { Outbox } from './outbox.ts';

/** The kinds of named resources that share a table: each has the partition of its path. */
export class ResourceStores {
  readonly #table: Table;
  readonly #outbox: Outbox;
  readonly #paths: string[] = [];

  constructor(table: Table, audit: Pick<TableAuditLog, 'append'>) {
    this.#table = table;
    this.#outbox = new Outbox(table, audit);
  }

  of<Value extends NamedValue>({ path, stored }: NamedKind<Value, unknown, unknown>): NamedStore<Value> {
    this.#paths.push(path);
    return tableNamedStore(this.#table, path, stored, this.#outbox);
  }

  /** Carries the audit entries that changes left behind. */
  async carry(): Promise<void> {
    for (const path of this.#paths) await this.#outbox.carry(path);
  }
}
