import { z } from 'zod';
import { STEP_GROUP, groupStepKey, type OrchestratorContext } from '../contracts/orchestration.ts';
import { rounds, type Steps } from './rounds.ts';

/** One group: round after round until its row says that it has ended. */
export function* updateGroup(context: OrchestratorContext): Steps<object> {
  const key = groupStepKey.parse(context.df.getInput());
  const ended = yield* rounds(context, STEP_GROUP, key, z.object({}));
  if (!ended) context.df.continueAsNew(key);
  return {};
}
