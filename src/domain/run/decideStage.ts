import { LONGEST_SECONDS } from '../pace.ts';
import { secondsBetween } from '../seconds.ts';
import { skipsWait, type Commands } from './commands.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import type { GroupRow, RunEvent, StageRow, StageWait } from './run.ts';
import { isGroupDone, isStageDone } from './done.ts';
import { isOverdrawn, wordsOfBudget, type FailureBudget } from './failureBudget.ts';
import { hasEnded, isDone, type State } from './states.ts';

export interface StageObservation {
  readonly now: string;
  readonly attempt: number;
  readonly stage: StageRow;
  readonly groups: readonly GroupRow[];
  readonly commands: Commands;
  /** Limits of failures that are set for the stage and its run. */
  readonly budgets: readonly FailureBudget[];
  /** The groups were driven already since the stage's orchestration last asked. */
  readonly fannedOut: boolean;
}

export interface StageStep {
  /** Row to write first; who loses that race asks again. */
  readonly change?: { readonly stage: StageRow; readonly events: readonly RunEvent[] };
  readonly next:
    | { readonly kind: 'again' }
    | { readonly kind: 'fanOut'; readonly groups: readonly number[]; readonly afterSeconds: number }
    | { readonly kind: 'wait'; readonly seconds: number }
    | { readonly kind: 'ended'; readonly goesOn: boolean };
}

/** A group whose orchestration ended before its row did is driven again after so long. */
const DRIVE_AGAIN_AFTER_SECONDS = 60;

/** What a stage does next: fan out over the groups that have work left, serve its wait, or end. */
export function decideStage(observed: StageObservation): StageStep {
  const { stage, attempt, commands } = observed;
  if (stage.attempt > attempt) return ended(false);
  if (stage.attempt < attempt) {
    if (isStageDone(stage, observed.groups)) return ended(true);
    return commands.stop ? ended(false) : takeUp(observed);
  }
  if (hasEnded(stage.state) || stage.state === 'NotStarted') return ended(isDone(stage.state));
  const left = observed.groups.filter((group) => !isFinishedIn(group, attempt));
  if (left.length > 0 && !(commands.stop && left.every((group) => group.attempt < attempt))) {
    const afterSeconds = observed.fannedOut ? DRIVE_AGAIN_AFTER_SECONDS : 0;
    return { next: { kind: 'fanOut', groups: left.map(({ group }) => group), afterSeconds } };
  }
  return closeGroups(observed);
}

const ended = (goesOn: boolean): StageStep => ({ next: { kind: 'ended', goesOn } });

/** Whether a stage of this attempt has nothing more to do for the group. */
export function isFinishedIn(group: GroupRow, attempt: number): boolean {
  return group.attempt === attempt ? group.finished : isGroupDone(group);
}

/** Whether groups of the stage may have work left in this attempt: its wait begins when all are through. */
export function drivesGroups(stage: StageRow, attempt: number): boolean {
  const { wait } = stage;
  const isWaiting = wait?.startTime !== undefined && (wait.attempt ?? attempt) === attempt;
  return stage.attempt === attempt && stage.state === 'Running' && !isWaiting;
}

function takeUp(observed: StageObservation): StageStep {
  const { stage } = observed;
  return write(observed, {
    attempt: observed.attempt,
    state: 'Running',
    startTime: stage.startTime ?? observed.now,
    completedTime: undefined,
    message: undefined,
  });
}

/** All groups are finished, or were never begun because of a stop. */
function closeGroups(observed: StageObservation): StageStep {
  const states = observed.groups.map((group) =>
    isFinishedIn(group, observed.attempt) ? group.state : 'NotStarted',
  );
  const failed = observed.groups.find((_, index) => states[index] === 'Failed');
  if (failed) return end(observed, 'Failed', failed.message);
  const overdrawn = observed.budgets.find(isOverdrawn);
  if (overdrawn) return end(observed, 'Failed', wordsOfBudget(overdrawn));
  if (!states.every(isDone)) {
    const untouched = states.every((state) => state === 'NotStarted');
    return end(observed, untouched ? 'NotStarted' : 'Stopped', observed.commands.stop?.message);
  }
  if (!observed.stage.wait) return end(observed, allDone(states));
  const wait = waitOfAttempt(observed, observed.stage.wait);
  const updated = observed.groups.some(({ counts }) => (counts.Completed ?? 0) > 0);
  return updated ? serveWait(observed, wait) : passOverWait(observed, wait, allDone(states));
}

/** Where this attempt has updated a member the wait starts afresh; elsewhere it stays as an earlier one left it. */
function waitOfAttempt(observed: StageObservation, wait: StageWait): StageWait {
  const isOld = wait.attempt !== undefined && wait.attempt < observed.attempt;
  const updates = observed.groups.some(
    ({ attempt, counts, completedBefore = 0 }) =>
      attempt === observed.attempt && (counts.Completed ?? 0) > completedBefore,
  );
  if (!isOld || !updates) return wait;
  return { durationInSeconds: wait.durationInSeconds, state: 'NotStarted' };
}

function allDone(states: readonly State[]): State {
  return states.includes('Completed') ? 'Completed' : 'Skipped';
}

/** No member was updated, so there is nothing to wait for. */
function passOverWait(observed: StageObservation, wait: StageWait, state: State): StageStep {
  return end(observed, state, undefined, { ...wait, state: 'Skipped', completedTime: observed.now });
}

/** The wait starts once; a stop interrupts it, and the next attempt goes on to its stored end. */
function serveWait(observed: StageObservation, wait: StageWait): StageStep {
  if (isDone(wait.state)) return end(observed, 'Completed');
  if (skipsWait(observed.commands.skips, observed.stage.name)) return endWait(observed, wait, 'Skipped');
  const startTime = wait.startTime ?? observed.now;
  const left = wait.durationInSeconds - secondsBetween(startTime, observed.now);
  if (left <= 0) return endWait(observed, wait, 'Completed');
  if (observed.commands.stop) {
    const stopped: StageWait = wait.startTime === undefined ? wait : { ...wait, state: 'Stopped' };
    return end(observed, 'Stopped', observed.commands.stop.message, stopped);
  }
  if (wait.state !== 'Running') return write(observed, { wait: { ...wait, state: 'Running', startTime } });
  return { next: { kind: 'wait', seconds: Math.max(1, Math.min(LONGEST_SECONDS, Math.ceil(left))) } };
}

function endWait(observed: StageObservation, wait: StageWait, state: 'Skipped' | 'Completed'): StageStep {
  const startTime = wait.startTime ?? observed.now;
  return end(observed, 'Completed', undefined, { ...wait, state, startTime, completedTime: observed.now });
}

function end(observed: StageObservation, state: State, message?: string, wait?: StageWait): StageStep {
  const completedTime = state === 'NotStarted' ? undefined : observed.now;
  const patch = { state, message, completedTime, ...(wait && { wait }) };
  return { ...write(observed, patch), next: { kind: 'ended', goesOn: isDone(state) } };
}

type StagePatch = Partial<{ [K in keyof StageRow]: StageRow[K] | undefined }>;

function write(observed: StageObservation, patch: StagePatch): StageStep {
  const { name, stage: index, attempt, state } = observed.stage;
  const wait = patch.wait && { ...patch.wait, attempt: observed.attempt };
  const stage: StageRow = {
    ...withoutUndefined({ ...observed.stage, ...patch, ...(wait && { wait }) }),
    name,
    stage: index,
    attempt: patch.attempt ?? attempt,
    state: patch.state ?? state,
  };
  const about = { time: observed.now, attempt: observed.attempt, stage: name };
  const events: RunEvent[] = [];
  if (stage.state !== state) {
    const message = `Stage ${name} is ${stage.state}.${stage.message ? ` ${stage.message}` : ''}`;
    events.push({ ...about, type: 'StageStateChanged', from: state, to: stage.state, message });
  }
  if (stage.wait && stage.wait.state !== observed.stage.wait?.state) {
    const message = `The wait after stage ${name} (${stage.wait.durationInSeconds} s) is ${stage.wait.state}.`;
    events.push({ ...about, type: 'WaitStateChanged', to: stage.wait.state, message });
  }
  return { change: { stage, events }, next: { kind: 'again' } };
}
