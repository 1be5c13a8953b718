import * as df from 'durable-functions';
import { createBeginAttempt } from './activities/beginAttempt.ts';
import { createEndAttempt } from './activities/endAttempt.ts';
import { createStepGroup } from './activities/stepGroup.ts';
import { createStepStage } from './activities/stepStage.ts';
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
} from './contracts/orchestration.ts';
import type { Settings } from './contracts/settings.ts';
import { updateGroup } from './orchestrators/updateGroup.ts';
import { updateRun } from './orchestrators/updateRun.ts';
import { updateStage } from './orchestrators/updateStage.ts';
import type { AppPorts } from './ports/appPorts.ts';
import { registerEventGrid } from './triggers/eventgrid/registerEventGrid.ts';
import { registerHttp } from './triggers/http/registerHttp.ts';
import { registerTimers } from './triggers/timer/registerTimers.ts';

/** Registers everything that Azure Functions is to call. */
export function registerApp(ports: AppPorts, settings: Settings): void {
  registerOrchestrations();
  registerActivities(ports);
  registerHttp(ports, settings);
  registerTimers(ports, settings);
  registerEventGrid(ports, settings);
}

function registerOrchestrations(): void {
  df.app.orchestration(UPDATE_RUN, updateRun);
  df.app.orchestration(UPDATE_STAGE, updateStage);
  df.app.orchestration(UPDATE_GROUP, updateGroup);
}

function registerActivities(ports: AppPorts): void {
  const beginAttempt = createBeginAttempt(ports);
  const endAttempt = createEndAttempt(ports);
  const stepStage = createStepStage(ports);
  const stepGroup = createStepGroup(ports);
  df.app.activity(BEGIN_ATTEMPT, { handler: (input: unknown) => beginAttempt(attemptKey.parse(input)) });
  df.app.activity(END_ATTEMPT, { handler: (input: unknown) => endAttempt(attemptKey.parse(input)) });
  df.app.activity(STEP_STAGE, { handler: (input: unknown) => stepStage(updateStageInput.parse(input)) });
  df.app.activity(STEP_GROUP, { handler: (input: unknown) => stepGroup(groupStepKey.parse(input)) });
}
