import { groupRowSchema, memberRowSchema, type GroupKey, type MemberRow } from '../../domain/run/run.ts';
import type { GroupChange, RunStore, StoredGroup } from '../../ports/runStore.ts';
import type { Stored } from '../../ports/stored.ts';
import type { Written } from '../../ports/written.ts';
import { intoBatches } from './batches.ts';
import type { GroupMembers, KnownMembers } from './groupMembers.ts';
import { planKeys, runKeys } from './keys.ts';
import { fromRow, toRow } from './rows.ts';
import { eventRows } from './runEvents.ts';
import { newVersion } from './versions.ts';
import type { Table, Write } from '../../ports/table.ts';

/**
 * A group's round is what the app does most, so it costs one point read: the members change only together with
 * the group's row, so its ETag stands for theirs.
 */
export function groups(runs: Table, kept: GroupMembers): Pick<RunStore, 'group' | 'writeGroup'> {
  return {
    group: async (key) => {
      const row = await runs.read(groupKey(key));
      if (!row) return undefined;
      const group = { value: fromRow(runs.name, groupRowSchema, row), eTag: row.etag };
      const known = kept.at(key, row.etag);
      if (known) return { group, members: known };
      const members = await readMembers(runs, key);
      kept.keep(key, { eTag: row.etag, members });
      return { group, members };
    },
    writeGroup: async (key, read, change) => {
      if (change.group.attempt < read.group.value.attempt) return 'lost';
      kept.forget(key);
      const written = await write(runs, key, read, change);
      if (written === 'lost') return 'lost';
      kept.keep(key, written);
      return 'written';
    },
  };
}

const groupKey = ({ runId, planId, stage, group }: GroupKey) => planKeys.group(runId, planId, stage, group);

async function readMembers(runs: Table, key: GroupKey): Promise<Stored<MemberRow>[]> {
  const rows = await runs.query(planKeys.membersOfGroup(key.runId, key.planId, key.stage, key.group));
  return rows.map((row) => ({ value: fromRow(runs.name, memberRowSchema, row), eTag: row.etag }));
}

async function write(
  runs: Table,
  key: GroupKey,
  read: StoredGroup,
  change: GroupChange,
): Promise<KnownMembers | Extract<Written, 'lost'>> {
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
  writes.push({ kind: 'put', row: newVersion(runKeys.version(key.runId, 'groups')) });
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
