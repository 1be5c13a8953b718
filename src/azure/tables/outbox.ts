import { sha256 } from '../../domain/sha256.ts';
import type { KeyRange, Table, Write } from '../../ports/table.ts';
import type { TableAuditLog } from './auditLog.ts';
import { DependencyError } from '../../domain/errors.ts';
import { auditEntrySchema, type AuditEntry } from '../../domain/auditTypes.ts';
import { sortableTime } from './keys.ts';
import { readable } from './readable.ts';
import { toRow } from './rows.ts';

/** Lists end before `~` (`startingWith`), so that none of them, and none of an earlier release, meets these rows. */
const PREFIX = '~audit|';

const waiting = (partitionKey: string): KeyRange => ({ partitionKey, from: PREFIX, before: `${PREFIX}~` });

/**
 * How a change and its audit entry become one: the entry is written in the transaction of the change, into the same
 * partition, and carried to the audit log afterwards, at the latest by reconcile. Carried twice it is one entry.
 */
export class Outbox {
  readonly #table: Table;
  readonly #audit: Pick<TableAuditLog, 'append'>;

  constructor(table: Table, audit: Pick<TableAuditLog, 'append'>) {
    this.#table = table;
    this.#audit = audit;
  }

  /** What the transaction writes besides. */
  entry(partitionKey: string, entry: AuditEntry | undefined): Write[] {
    if (!entry) return [];
    const rowKey = `${PREFIX}${sortableTime(entry.time)}|${sha256(JSON.stringify(entry), 12)}`;
    return [{ kind: 'put', row: toRow({ partitionKey, rowKey }, entry) }];
  }

  /** Carries what waits. The change is made and cannot fail any more: what does not work now is left to reconcile. */
  async carrySoon(partitionKey: string): Promise<void> {
    try {
      await this.carry(partitionKey);
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
    }
  }

  async carry(partitionKey: string): Promise<void> {
    const { values, rows } = readable(
      this.#table,
      auditEntrySchema,
      await this.#table.query(waiting(partitionKey)),
    );
    await this.#audit.append(...values);
    for (const row of rows) await this.#table.remove(row);
  }
}
