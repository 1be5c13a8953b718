import { CorruptRowError } from '../../domain/errors.ts';
import type { PlacedMember } from '../../domain/run/rollUp.ts';
import { memberRowSchema, type GroupKey, type GroupRow, type MemberRow } from '../../domain/run/run.ts';
import type { Stored } from '../../ports/stored.ts';
import type { StoredRow, Table } from '../../ports/table.ts';
import type { GroupMembers } from './groupMembers.ts';
import { inParallel } from './inParallel.ts';
import { planKeys } from './keys.ts';
import { fromRow } from './rows.ts';
import { memberForReaders } from './unreadableRows.ts';

/** More groups than these are read with all the others, by one query. */
const MOST_GROUPS_READ_ALONE = 20;

export interface AskedGroups {
  readonly runId: string;
  readonly planId: string;
  /** Each with the ETag of its row. */
  readonly groups: readonly { readonly group: GroupRow; readonly eTag: string }[];
}

/** The members of groups, in the order of the groups. Those that are known as their group's row is are not read. */
export async function membersOfGroups(
  runs: Table,
  known: GroupMembers,
  { runId, planId, groups }: AskedGroups,
): Promise<PlacedMember[]> {
  const keyOf = ({ stage, group }: GroupRow): GroupKey => ({ runId, planId, stage, group });
  const asked = groups.map(({ group, eTag }) => ({ group, eTag, members: known.at(keyOf(group), eTag) }));
  const unknown = asked.filter(({ members }) => !members);
  const read = await rowsOf(
    runs,
    unknown.map(({ group }) => keyOf(group)),
  );
  return asked.flatMap(({ group: row, eTag, members }): PlacedMember[] => {
    const { stage, group } = row;
    const keep = (all: readonly Stored<MemberRow>[]) => {
      known.keep(keyOf(row), { eTag, members: all });
    };
    const values = members?.map(({ value }) => value) ?? parsed(runs, read.get(placeOf(row)) ?? [], keep);
    return values.map((member) => ({ stage, group, member }));
  });
}

const placeOf = ({ stage, group }: Pick<GroupRow, 'stage' | 'group'>) => `${stage}/${group}`;

async function rowsOf(
  runs: Table,
  keys: readonly GroupKey[],
): Promise<ReadonlyMap<string, readonly StoredRow[]>> {
  const [first] = keys;
  if (!first) return new Map<string, readonly StoredRow[]>();
  const { runId, planId } = first;
  if (keys.length > MOST_GROUPS_READ_ALONE) {
    const rows = await runs.query(planKeys.members(runId, planId));
    return Map.groupBy(rows, ({ rowKey }) => placeOf(planKeys.placeOf(rowKey)));
  }
  const read = await inParallel(keys, async (key) => {
    const rows = await runs.query(planKeys.membersOfGroup(runId, planId, key.stage, key.group));
    return [placeOf(key), rows] as const;
  });
  return new Map(read);
}

/** A row that cannot be read is shown as such, and nothing of its group is kept: who updates members gets the error. */
function parsed(
  runs: Table,
  rows: readonly StoredRow[],
  keep: (members: readonly Stored<MemberRow>[]) => void,
): readonly MemberRow[] {
  try {
    const members = rows.map((row) => ({ value: fromRow(runs.name, memberRowSchema, row), eTag: row.etag }));
    keep(members);
    return members.map(({ value }) => value);
  } catch (error) {
    if (!(error instanceof CorruptRowError)) throw error;
    return rows.map((row) => memberForReaders(runs.name, row));
  }
}
