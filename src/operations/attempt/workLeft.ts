import type { StageKey } from '../../contracts/orchestration.ts';
import { reasonToSkip } from '../../domain/group/reasonToSkip.ts';
import type { SkipCommand } from '../../domain/run/commands.ts';
import { isFinishedIn } from '../../domain/run/decideStage.ts';
import type { GroupRow } from '../../domain/run/run.ts';
import { isDone } from '../../domain/run/states.ts';
import type { App } from '../../ports/app.ts';

/** Whether the stage has a member left that this attempt would update. */
export async function hasWorkLeft(
  { runs }: App,
  { runId, planId, stage, attempt }: StageKey,
  stageName: string,
  groups: readonly GroupRow[],
  skips: readonly SkipCommand[],
): Promise<boolean> {
  for (const { group, name } of groups.filter((row) => !isFinishedIn(row, attempt))) {
    const stored = await runs.group({ runId, planId, stage, group });
    const members = stored?.members ?? [];
    const isLeft = members.some(
      ({ value }) =>
        !isDone(value.state) && reasonToSkip(skips, { stage: stageName, group: name }, value) === undefined,
    );
    if (isLeft) return true;
  }
  return false;
}
