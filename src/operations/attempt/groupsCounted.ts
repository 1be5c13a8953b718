import { isUnplaced } from '../../domain/group/groupPlaces.ts';
import { slicesOf } from '../../domain/group/observation.ts';
import { limitsAt } from '../../domain/run/failureBudget.ts';
import type { GroupKey, GroupRow, Run } from '../../domain/run/run.ts';
import type { App } from '../../ports/app.ts';

/**
 * The groups whose failures count for a group: of the widest scope that has a limit. They are read after the group's own
 * row, which says what failed there: of two groups in which a member fails at once, whoever counts last sees both.
 */
export async function groupsCounted(
  { runs }: App,
  run: Run,
  { runId, planId, stage, group }: GroupKey,
  own: GroupRow,
): Promise<readonly GroupRow[]> {
  const scopes = limitsAt(run, { stage, group }).map(({ scope }) => scope);
  if (!scopes.includes('stage') && !scopes.includes('run')) return [own];
  const read = scopes.includes('run')
    ? await runs.groups(runId, planId)
    : await runs.groupsOfStage(runId, planId, stage);
  return read.map((row) => (row.stage === stage && row.group === group ? own : row));
}

/** Slices of the stage's other groups that update without a place, though after a change of the policy they may need one. */
export async function unplacedBeside(
  { runs }: App,
  { runId, planId, stage, group }: GroupKey,
): Promise<number> {
  const rows = await runs.groupsOfStage(runId, planId, stage);
  return rows.filter((row) => row.group !== group).flatMap((row) => slicesOf(row).filter(isUnplaced)).length;
}
