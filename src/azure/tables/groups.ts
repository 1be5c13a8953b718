import { LRUCache } from 'lru-cache';
import { groupRowSchema, memberRowSchema, type GroupKey, type MemberRow } from '../../domain/run/run.ts';
import type { GroupChange, RunStore, Stored, StoredGroup } from '../../ports/stores.ts';
import type { Written } from '../../ports/written.ts';
import { intoBatches } from './batches.ts';
import { planKeys } from './keys.ts';
import { fromRow, toRow } from './rows.ts';
import { eventRows } from './runEvents.ts';
import type { Table, Write } from '../../ports/table.ts';

/** The members of a group as they were when its row had this ETag. */
interface CachedMembers {
  readonly eTag: string;
  readonly members: readonly Stored<MemberRow>[];
}

/** How many members' rows are kept in memory, over all groups: some tens of MB. */
const MOST_CACHED_MEMBERS = 20_000;

/**
 * A group's round is what the app does most, so it costs one point read: the members change only together with
 * the group's row (each write counts its version up), so its ETag stands for theirs. After a crash between the
 * batches of one write it does not; then the next write meets a stale ETag, is lost, and what is cached goes.
 */
export function groups(runs: Table): Pick<RunStore, 'group' | 'writeGroup'> {
  const cache = new LRUCache<string, CachedMembers>({
    maxSize: MOST_CACHED_MEMBERS,
    sizeCalculation: ({ members }) => members.length + 1,
  });
  return {
    group: async (key) => {
      const row = await runs.read(groupKey(key));
      if (!row) return undefined;
      const group = { value: fromRow(runs.name, groupRowSchema, row), eTag: row.etag };
      const cached = cache.get(cacheKey(key));
      if (cached?.eTag === row.etag) return { group, members: cached.members };
      const members = await readMembers(runs, key);
      cache.set(cacheKey(key), { eTag: row.etag, members });
      return { group, members };
    },
    writeGroup: async (key, read, change) => {
      if (change.group.attempt < read.group.value.attempt) return 'lost';
      cache.delete(cacheKey(key));
      const written = await write(runs, key, read, change);
      if (written === 'lost') return 'lost';
      cache.set(cacheKey(key), written);
      return 'written';
    },
  };
}

const groupKey = ({ runId, planId, stage, group }: GroupKey) => planKeys.group(runId, planId, stage, group);

const cacheKey = (key: GroupKey) => Object.values(groupKey(key)).join(' ');

async function readMembers(runs: Table, key: GroupKey): Promise<Stored<MemberRow>[]> {
  const rows = await runs.query(planKeys.membersOfGroup(key.runId, key.planId, key.stage, key.group));
  return rows.map((row) => ({ value: fromRow(runs.name, memberRowSchema, row), eTag: row.etag }));
}

async function write(
  runs: Table,
  key: GroupKey,
  read: StoredGroup,
  change: GroupChange,
): Promise<CachedMembers | Extract<Written, 'lost'>> {
  const members = new Map(read.members.map((member) => [member.value.index, member]));
  const writes: Write[] = change.members.map((member) => {
    const eTag = members.get(member.index)?.eTag;
    if (eTag === undefined) throw new RangeError(`Group ${change.group.name} has no member ${member.index}.`);
    const { runId, planId, stage, group } = key;
    return {
      kind: 'replace',
      row: toRow(planKeys.member(runId, planId, stage, group, member.index), member),
      eTag,
    };
  });
  for (const row of eventRows(key.runId, change.events)) writes.push({ kind: 'put', row });
  const group = { ...change.group, version: read.group.value.version + 1 };
  writes.push({ kind: 'replace', row: toRow(groupKey(key), group), eTag: read.group.eTag });

  const eTags: string[] = [];
  for (const batch of intoBatches(writes)) {
    const written = await runs.write(batch);
    if (written === 'lost') return 'lost';
    eTags.push(...written);
  }
  change.members.forEach((value, at) => members.set(value.index, { value, eTag: eTags[at] ?? '' }));
  return { eTag: eTags.at(-1) ?? '', members: [...members.values()] };
}
