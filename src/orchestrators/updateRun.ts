import { z } from 'zod';
import {
  BEGIN_ATTEMPT,
  END_ATTEMPT,
  UPDATE_STAGE,
  updateRunInput,
  type OrchestratorContext,
} from '../contracts/orchestration.ts';
import { stageInstanceId } from '../domain/names.ts';
import { rounds, type Steps } from './rounds.ts';

const STAGES_PER_HISTORY = 10;

const begun = z.discriminatedUnion('ready', [
  z.object({ ready: z.literal(true), planId: z.string(), stages: z.int() }),
  z.object({ ready: z.literal(false) }),
]);
const stageOutcome = z.object({ goesOn: z.boolean() });

/**
 * One attempt of a run: begins it, goes through its stages one after another until one does not go on, marks
 * it ended. Continues as new every ten stages.
 */
export function* updateRun(context: OrchestratorContext): Steps<object> {
  const input = updateRunInput.parse(context.df.getInput());
  const { runId, attempt, generation } = input;
  const key = { runId, attempt, generation };
  const start = yield* rounds(context, BEGIN_ATTEMPT, key, begun);
  if (!start) return yield* continueAsNew(context, input);
  if (!start.ready) return {};
  for (let stage = input.nextStage; stage < start.stages; stage += 1) {
    if (stage >= input.nextStage + STAGES_PER_HISTORY)
      return yield* continueAsNew(context, { ...key, nextStage: stage });
    const stageInput = { ...key, planId: start.planId, stage, fannedOut: false };
    const instanceId = stageInstanceId(context.df.instanceId, stage);
    const outcome = stageOutcome.parse(
      yield context.df.callSubOrchestrator(UPDATE_STAGE, stageInput, instanceId),
    );
    if (!outcome.goesOn) break;
  }
  const ended = yield* rounds(context, END_ATTEMPT, key, z.object({}));
  return ended ?? (yield* continueAsNew(context, { ...key, nextStage: start.stages }));
}

// eslint-disable-next-line require-yield -- so that it ends its caller in one expression, like the other steps
function* continueAsNew(context: OrchestratorContext, input: object): Steps<object> {
  context.df.continueAsNew(input);
  return {};
}
