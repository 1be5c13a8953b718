import { hasEnded } from '../api/states.ts';
import type { Run, RunGroup, RunMember, RunStage, RunState, SkipTarget } from '../api/types.ts';

export interface RunActions {
  /** The button's words; absent when it cannot be started. */
  readonly start?: 'Start' | 'Start again';
  readonly stop: boolean;
  readonly remove: boolean;
  /** For a run that goes on and that nothing else ends. */
  readonly abandon: boolean;
}

/** What a run in this state lets an operator do; the same rules as the API's 409s. */
export function runActions(state: RunState): RunActions {
  switch (state) {
    case 'NotStarted':
      return { start: 'Start', stop: false, remove: true, abandon: false };
    case 'Stopped':
    case 'Failed':
      return { start: 'Start again', stop: false, remove: true, abandon: false };
    case 'Pending':
    case 'Running':
      return { stop: true, remove: false, abandon: true };
    case 'Stopping':
      return { stop: false, remove: false, abandon: true };
    case 'Completed':
    case 'Skipped':
      return { stop: false, remove: true, abandon: false };
  }
}

const mayStillBeSkipped = (state: RunState) => !hasEnded(state) || state === 'Failed' || state === 'Stopped';

/** A run that is over for good leaves nothing to skip. */
function isOpen(run: Pick<Run, 'state'>): boolean {
  return run.state !== 'Completed' && run.state !== 'Skipped';
}

export function maySkipStage(run: Pick<Run, 'state'>, stage: Pick<RunStage, 'state'>): boolean {
  return isOpen(run) && mayStillBeSkipped(stage.state);
}

export function maySkipGroup(run: Pick<Run, 'state'>, group: Pick<RunGroup, 'state'>): boolean {
  return isOpen(run) && mayStillBeSkipped(group.state);
}

/** An upgrade under way cannot be skipped. */
export function maySkipMember(run: Pick<Run, 'state'>, { state }: Pick<RunMember, 'state'>): boolean {
  return isOpen(run) && mayStillBeSkipped(state) && state !== 'Running' && state !== 'Stopping';
}

export function maySkipWait(run: Pick<Run, 'state'>, stage: Pick<RunStage, 'afterStageWait'>): boolean {
  return isOpen(run) && stage.afterStageWait !== undefined && mayStillBeSkipped(stage.afterStageWait.state);
}

/** What follows a skip, for the question before it. */
export function skipConsequence({ type, name }: SkipTarget): string {
  switch (type) {
    case 'Member':
      return `${name} stays on its versions in this run. The rest of its group goes on without it.`;
    case 'Group':
      return `Members of ${name} that have not started stay on their versions in this run; one that is running finishes. The stage goes on without the group.`;
    case 'Stage':
      return `Members of stage ${name} that have not started stay on their versions in this run; those running finish. The run goes on with the next stage.`;
    case 'AfterStageWait':
      return `The wait after stage ${name} ends at once, and the next stage begins.`;
  }
}

/** `wait after test`, `member aks-1`: what is skipped, in words. */
export function skipTitle({ type, name }: SkipTarget): string {
  return type === 'AfterStageWait' ? `Skip the wait after ${name}` : `Skip ${type.toLowerCase()} ${name}`;
}
