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
  type Orchestrator,
} from '../../contracts/orchestration.ts';
import { createBeginAttempt } from '../../operations/attempt/beginAttempt.ts';
import { createEndAttempt } from '../../operations/attempt/endAttempt.ts';
import { createStepGroup } from '../../operations/attempt/stepGroup.ts';
import { createStepStage } from '../../operations/attempt/stepStage.ts';
import { updateGroup } from '../../orchestrators/updateGroup.ts';
import { updateRun } from '../../orchestrators/updateRun.ts';
import { updateStage } from '../../orchestrators/updateStage.ts';
import type { AppPorts } from '../../ports/appPorts.ts';

export const ORCHESTRATORS = {
  [UPDATE_RUN]: updateRun,
  [UPDATE_STAGE]: updateStage,
  [UPDATE_GROUP]: updateGroup,
} as const satisfies Record<string, Orchestrator>;

type Activity = (input: unknown) => Promise<unknown>;

/** The steps of a run that the orchestrators call, by name. */
export function activitiesOf(ports: AppPorts): Readonly<Record<string, Activity>> {
  const beginAttempt = createBeginAttempt(ports);
  const endAttempt = createEndAttempt(ports);
  const stepStage = createStepStage(ports);
  const stepGroup = createStepGroup(ports);
  return {
    [BEGIN_ATTEMPT]: (input) => beginAttempt(attemptKey.parse(input)),
    [END_ATTEMPT]: (input) => endAttempt(attemptKey.parse(input)),
    [STEP_STAGE]: (input) => stepStage(updateStageInput.parse(input)),
    [STEP_GROUP]: (input) => stepGroup(groupStepKey.parse(input)),
  };
}

/** Registers the orchestrators and their activities. */
export function registerDurable(ports: AppPorts): void {
  for (const [name, orchestrator] of Object.entries(ORCHESTRATORS)) df.app.orchestration(name, orchestrator);
  for (const [name, handler] of Object.entries(activitiesOf(ports))) df.app.activity(name, { handler });
}
