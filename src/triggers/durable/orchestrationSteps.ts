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
import { beginAttempt } from '../../operations/attempt/beginAttempt.ts';
import { endAttempt } from '../../operations/attempt/endAttempt.ts';
import { stepGroup } from '../../operations/attempt/stepGroup.ts';
import { stepStage } from '../../operations/attempt/stepStage.ts';
import { tellingAtOnce } from '../../operations/notifications/observed.ts';
import { updateGroup } from '../../orchestrators/updateGroup.ts';
import { updateRun } from '../../orchestrators/updateRun.ts';
import { updateStage } from '../../orchestrators/updateStage.ts';
import type { App } from '../../ports/app.ts';

export const ORCHESTRATORS = {
  [UPDATE_RUN]: updateRun,
  [UPDATE_STAGE]: updateStage,
  [UPDATE_GROUP]: updateGroup,
} as const satisfies Record<string, Orchestrator>;

type Activity = (input: unknown) => Promise<unknown>;

/** The steps of a run that the orchestrators call, by name. */
export function activitiesOf(all: App): Readonly<Record<string, Activity>> {
  return {
    [BEGIN_ATTEMPT]: (input) => tellingAtOnce(all, (app) => beginAttempt(app, attemptKey.parse(input))),
    [END_ATTEMPT]: (input) => tellingAtOnce(all, (app) => endAttempt(app, attemptKey.parse(input))),
    [STEP_STAGE]: (input) => tellingAtOnce(all, (app) => stepStage(app, updateStageInput.parse(input))),
    [STEP_GROUP]: (input) => tellingAtOnce(all, (app) => stepGroup(app, groupStepKey.parse(input))),
  };
}
