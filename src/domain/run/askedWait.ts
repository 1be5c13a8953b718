import type { StageDefinition } from '../plan/updateSpec.ts';
import type { StageRow } from './run.ts';
import { isDone } from './states.ts';

/**
 * The stage's row with the wait that is asked for now: the plan was frozen with what the run was created with. One that is
 * over stays as it was served; one that was taken away while it was served is over at once.
 */
export function withAskedWait(
  row: StageRow,
  asked: Pick<StageDefinition, 'afterStageWaitInSeconds'> | undefined,
): StageRow {
  const { wait, ...rest } = row;
  const seconds = asked?.afterStageWaitInSeconds;
  if (wait?.durationInSeconds === seconds || (wait && isDone(wait.state))) return row;
  if (seconds === undefined && wait?.startTime === undefined) return rest;
  const durationInSeconds = seconds ?? 0;
  return {
    ...rest,
    wait: wait ? { ...wait, durationInSeconds } : { durationInSeconds, state: 'NotStarted' },
  };
}
