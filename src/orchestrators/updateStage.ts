import type { Task } from 'durable-functions';
import { z } from 'zod';
import {
  STEP_STAGE,
  UPDATE_GROUP,
  updateStageInput,
  type OrchestratorContext,
} from '../contracts/orchestration.ts';
import { groupInstanceId } from '../domain/names.ts';
import { after, rounds, type Steps } from './rounds.ts';

const stageRound = z.discriminatedUnion('next', [
  z.object({ next: z.literal('fanOut'), groups: z.array(z.int()), seconds: z.number() }),
  z.object({ next: z.literal('ended'), goesOn: z.boolean() }),
]);

/**
 * One stage: all groups that have work left at once, then, in a history of its own, the wait. Groups report
 * nothing but that they have ended; what became of them is in their rows.
 */
export function* updateStage(context: OrchestratorContext): Steps<object> {
  const input = updateStageInput.parse(context.df.getInput());
  const round = yield* rounds(context, STEP_STAGE, input, stageRound);
  if (round?.next === 'ended') return { goesOn: round.goesOn };
  if (round) {
    const { runId, attempt, generation, planId, stage } = input;
    if (round.seconds > 0) yield context.df.createTimer(after(context, round.seconds));
    const groups = round.groups.map((group) =>
      context.df.callSubOrchestrator(
        UPDATE_GROUP,
        { runId, attempt, generation, planId, stage, group },
        groupInstanceId(context.df.instanceId, group),
      ),
    );
    yield* ended(context.df.Task.all(groups));
  }
  context.df.continueAsNew({ ...input, fannedOut: input.fannedOut || round !== undefined });
  return {};
}

/**
 * Waits for all of them. One whose worker process died in its turn has failed for good; Durable lets the stage go on
 * only when the others have ended too, and the rows then say what is left to do.
 */
function* ended(groups: Task): Steps<void> {
  try {
    yield groups;
  } catch {
    // Its rows are the truth, as with a group that ended well.
  }
}
