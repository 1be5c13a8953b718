import * as df from 'durable-functions';
import {
  attemptKey,
  BEGIN_ATTEMPT,
  END_ATTEMPT,
  groupStepKey,
  STEP_GROUP,
  STEP_STAGE,
  UPDATE_GROUP,
  UPDATE_RUN,
  UPDATE_STAGE,
  updateStageInput,
} from '../../contracts/orchestration.ts';
import { createBeginAttempt } from '../../operations/attempt/beginAttempt.ts';
import { createEndAttempt } from '../../operations/attempt/endAttempt.ts';
import { createStepGroup } from '../../operations/attempt/stepGroup.ts';
import { createStepStage } from '../../operations/attempt/stepStage.ts';
import { updateGroup } from '../../orchestrators/updateGroup.ts';
import { updateRun } from '../../orchestrators/updateRun.ts';
import { updateStage } from '../../orchestrators/updateStage.ts';
import type { AppPorts } from '../../ports/appPorts.ts';

/** Registers the orchestrators, and the steps of a run that they call as activities. */
export function registerDurable(ports: AppPorts): void {
  df.app.orchestration(UPDATE_RUN, updateRun);
  df.app.orchestration(UPDATE_STAGE, updateStage);
  df.app.orchestration(UPDATE_GROUP, updateGroup);

  const beginAttempt = createBeginAttempt(ports);
  const endAttempt = createEndAttempt(ports);
  const stepStage = createStepStage(ports);
  const stepGroup = createStepGroup(ports);
  df.app.activity(BEGIN_ATTEMPT, { handler: (input: unknown) => beginAttempt(attemptKey.parse(input)) });
  df.app.activity(END_ATTEMPT, { handler: (input: unknown) => endAttempt(attemptKey.parse(input)) });
  df.app.activity(STEP_STAGE, { handler: (input: unknown) => stepStage(updateStageInput.parse(input)) });
  df.app.activity(STEP_GROUP, { handler: (input: unknown) => stepGroup(groupStepKey.parse(input)) });
}
