import { sha256 } from '../../domain/sha256.ts';
import type { RowKey, Table } from '../../ports/table.ts';
import { z } from 'zod';
import { clusterKey, isSameHolder } from '../../domain/group/lock.ts';
import type { Lock, LockHolder } from '../../domain/group/lock.ts';
import type { LockStore } from '../../ports/lockStores.ts';
import type { Stored } from '../../ports/stored.ts';
import { inParallel } from './inParallel.ts';
import { readable } from './readable.ts';
import { fromRow, toRow } from './rows.ts';

const lockSchema: z.ZodType<Lock> = z.looseObject({
  clusterResourceId: z.string(),
  holder: z.looseObject({
    runId: z.string(),
    runName: z.string(),
    attempt: z.int().nonnegative(),
    purpose: z.string(),
  }),
  since: z.string(),
});

/** A partition each: locks have nothing to do with one another, and are only ever read one by one. */
function lockKey(clusterResourceId: string): RowKey {
  return { partitionKey: sha256(clusterKey(clusterResourceId), 40), rowKey: 'lock' };
}

/** Each cluster once, in the order in which everybody takes them, so that no two wait for each other. */
function inKeyOrder(clusterResourceIds: readonly string[]): string[] {
  const byKey = new Map(clusterResourceIds.map((id) => [lockKey(id).partitionKey, id]));
  return [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, id]) => id);
}

export function tableLockStore(table: Table): LockStore {
  const readOne = async (clusterResourceId: string): Promise<Stored<Lock> | undefined> => {
    const row = await table.read(lockKey(clusterResourceId));
    return row && { value: fromRow(table.name, lockSchema, row), eTag: row.etag };
  };
  return {
    read: async (ids) => {
      const found = await inParallel(inKeyOrder(ids), readOne);
      return found.flatMap((lock) => (lock ? [lock.value] : []));
    },
    take: async (ids, holder, now) => {
      const ordered = inKeyOrder(ids);
      // Most rounds find all of them taken already; only what is missing is taken one after another.
      const seen = await inParallel(ordered, readOne);
      for (const [at, clusterResourceId] of ordered.entries()) {
        const foreign = await takeOne(table, { clusterResourceId, holder, since: now }, seen[at], readOne);
        if (foreign) return foreign;
      }
      return undefined;
    },
    release: async (ids, holder) => {
      await inParallel(inKeyOrder(ids), async (id) => {
        for (;;) {
          const lock = await readOne(id);
          if (!lock || !isReleasedBy(holder, lock.value.holder)) return;
          if ((await table.remove(lockKey(id), lock.eTag)) !== 'lost') return;
        }
      });
    },
    all: async () => readable(table, lockSchema, await table.all()).values,
  };
}

/** A late activity of an earlier attempt must not release what a later attempt has taken over. */
function isReleasedBy(holder: LockHolder, holding: LockHolder): boolean {
  return isSameHolder(holder, holding) && holding.attempt <= holder.attempt;
}

/** Returns the lock when somebody else holds it. */
async function takeOne(
  table: Table,
  wanted: Lock,
  seen: Stored<Lock> | undefined,
  readAgain: (clusterResourceId: string) => Promise<Stored<Lock> | undefined>,
): Promise<Lock | undefined> {
  const key = lockKey(wanted.clusterResourceId);
  for (let lock = seen; ; lock = await readAgain(wanted.clusterResourceId)) {
    if (!lock) {
      if ((await table.write([{ kind: 'insert', row: toRow(key, wanted) }])) !== 'lost') return undefined;
    } else {
      if (!isSameHolder(wanted.holder, lock.value.holder)) return lock.value;
      if (lock.value.holder.attempt >= wanted.holder.attempt) return undefined;
      const row = toRow(key, { ...wanted, since: lock.value.since });
      if ((await table.write([{ kind: 'replace', row, eTag: lock.eTag }])) !== 'lost') return undefined;
    }
  }
}
