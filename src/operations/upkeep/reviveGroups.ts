import { UPDATE_GROUP } from '../../contracts/orchestration.ts';
import {
  groupInstanceId,
  revivedGroupInstanceId,
  runInstanceId,
  stageInstanceId,
} from '../../domain/names.ts';
import { drivesGroups, isFinishedIn } from '../../domain/run/decideStage.ts';
import type { Attempt, GroupRow } from '../../domain/run/run.ts';
import type { DurableApp } from '../../ports/app.ts';

/**
 * Drives groups of a live attempt again whose orchestration has died: a worker process that ends during a turn fails
 * it for good, and its stage hears of it only when all the other groups have ended. Safe beside another pass, and beside
 * the stage, which may start the group itself later: the two are twins, which the rows allow. Every pass comes by here
 * for every live run, so it reads two things of a run that waits, and asks Durable only of groups with work left.
 */
export async function reviveGroups(app: DurableApp, attempt: Attempt): Promise<void> {
  const { runs } = app;
  const { runId, number, generation } = attempt;
  const planId = (await runs.plan(runId))?.planId;
  if (planId === undefined) return;
  for (const { stage } of (await runs.stages(runId, planId)).filter((row) => drivesGroups(row, number))) {
    const stageId = stageInstanceId(runInstanceId(runId, number, generation), stage);
    const left = (await runs.groupsOfStage(runId, planId, stage)).filter((row) => !isFinishedIn(row, number));
    const dead = new Set<number>();
    for (const { group } of left) {
      // One that was never started is none that has died: the stage may not have come to it.
      if ((await app.orchestrations.status(groupInstanceId(stageId, group))) === 'ended') dead.add(group);
    }
    if (dead.size === 0) continue;
    // Read after Durable was asked: an orchestration ends when its row says so, and then this says so too.
    const now = await runs.groupsOfStage(runId, planId, stage);
    for (const row of now.filter((each) => dead.has(each.group) && !isFinishedIn(each, number))) {
      await revive(app, { attempt, planId, stageId, row });
    }
  }
}

async function revive(
  app: DurableApp,
  of: {
    readonly attempt: Attempt;
    readonly planId: string;
    readonly stageId: string;
    readonly row: GroupRow;
  },
): Promise<void> {
  const { runId, number, generation } = of.attempt;
  const { stage, group, name } = of.row;
  const instanceId = revivedGroupInstanceId(groupInstanceId(of.stageId, group));
  const input = { runId, attempt: number, generation, planId: of.planId, stage, group };
  if ((await app.orchestrations.start(UPDATE_GROUP, instanceId, input)) === 'running') return;
  const message = `The orchestration of group ${name} was lost and is started again.`;
  const time = app.now();
  await app.runs.addEvents(runId, [
    { time, type: 'OrchestrationStartedAgain', attempt: number, group: name, message },
  ]);
}
