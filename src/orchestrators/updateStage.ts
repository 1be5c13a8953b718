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
    yield context.df.Task.all(groups);
  }
  context.df.continueAsNew({ ...input, fannedOut: input.fannedOut || round !== undefined });
  return {};
}
