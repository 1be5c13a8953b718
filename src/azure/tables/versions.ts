import { randomUUID } from 'node:crypto';
import type { NewRow, RowKey, StoredRow, Table, Write } from '../../ports/table.ts';
import { startingWith } from './keys.ts';
import { SharedQuery } from './sharedQuery.ts';

/** As a subject was when it was asked for. */
export interface Version {
  readonly version: string;
  /** Somebody may be changing it right now: what is read meanwhile may be half of the change. */
  readonly isChanging: boolean;
}

export type Versions = ReadonlyMap<string, Version>;

/** Longer than any change takes. What a process that died had announced counts as changing for so long. */
const LONGEST_CHANGE_MS = 120_000;

const NEVER_CHANGED: Version = { version: '', isChanging: false };

/** A subject that no row tells of has not been changed since there are versions. */
export const versionOf = (versions: Versions, subject: string): Version =>
  versions.get(subject) ?? NEVER_CHANGED;

/** The versions that rows tell, by their keys. */
export function versionsIn(rows: readonly StoredRow[]): Versions {
  return new Map(rows.map((row) => [row.rowKey, versionIn(row)]));
}

function versionIn(row: StoredRow): Version {
  const until = row['changingUntil'];
  return {
    version: String(row['version']),
    isChanging: typeof until === 'string' && Date.parse(until) > Date.now(),
  };
}

/**
 * Tells readers whether what they keep in memory is still so, with one query for all subjects of a partition, whoever
 * changed them. A change over several partitions is announced before it begins and versioned anew when it is made: a
 * reader who finds the version that it knows has what all changes before have written, and nothing is kept of a subject
 * while it is changing. A process that dies in between leaves the announcement.
 */
export class ChangeVersions {
  readonly #table: Table;
  readonly #partitionKey: string;
  readonly #query: SharedQuery;

  constructor(table: Table, partitionKey: string) {
    this.#table = table;
    this.#partitionKey = partitionKey;
    this.#query = new SharedQuery(table, startingWith(partitionKey, ''));
  }

  /** The versions of all subjects. */
  async read(): Promise<Versions> {
    return versionsIn(await this.#query.rows());
  }

  async change<T>(subject: string, work: () => Promise<T>): Promise<T> {
    return await announced(this.#table, { partitionKey: this.#partitionKey, rowKey: subject }, work);
  }
}

/** Does the work between its announcement and a new version. Work that throws leaves the announcement: it may be half done. */
export async function announced<T>(table: Table, key: RowKey, work: () => Promise<T>): Promise<T> {
  const changingUntil = new Date(Date.now() + LONGEST_CHANGE_MS).toISOString();
  const announcement = { ...newVersion(key), changingUntil };
  const [eTag = ''] = await put(table, announcement);
  const done = await work();
  const row = newVersion(key);
  if ((await table.write([{ kind: 'replace', row, eTag }])) === 'lost') await renew(table, row);
  return done;
}

/** Another change was announced meanwhile: that stays, with a version that nobody has read yet. */
async function renew(table: Table, row: NewRow): Promise<void> {
  for (;;) {
    const stored = await table.read(row);
    const until = stored?.['changingUntil'];
    const next = typeof until === 'string' ? { ...row, changingUntil: until } : row;
    const write: Write = stored
      ? { kind: 'replace', row: next, eTag: stored.etag }
      : { kind: 'insert', row: next };
    if ((await table.write([write])) !== 'lost') return;
  }
}

async function put(table: Table, row: NewRow): Promise<readonly string[]> {
  const written = await table.write([{ kind: 'put', row }]);
  return written === 'lost' ? await put(table, row) : written;
}

/** For a change within the partition: goes into its transaction. */
export function newVersion({ partitionKey, rowKey }: RowKey): NewRow {
  return { partitionKey, rowKey, version: randomUUID() };
}
