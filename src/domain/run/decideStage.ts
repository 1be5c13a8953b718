import { afterGroups } from './afterStage.ts';
import { isGroupDone, isStageDone } from './done.ts';
import { isOverdrawn, wordsOfBudget } from './failureBudget.ts';
import type { GroupRow, StageRow } from './run.ts';
import { endForGate, stageGates } from './stageGates.ts';
import { end, write, type StageObservation, type StageStep } from './stageSteps.ts';
import { hasEnded, isDone } from './states.ts';

/** A group whose orchestration ended before its row did is driven again after so long. */
const DRIVE_AGAIN_AFTER_SECONDS = 60;

/** What a stage does next: hold at its gates, fan out over the groups that have work left, serve its wait, or end. */
export function decideStage(observed: StageObservation): StageStep {
  const { stage, attempt, commands } = observed;
  if (stage.attempt > attempt) return ended(false);
  if (stage.attempt < attempt) {
    if (isStageDone(stage, observed.groups)) return ended(true);
    return commands.stop ? ended(false) : takeUp(observed);
  }
  if (hasEnded(stage.state) || stage.state === 'NotStarted') return ended(isDone(stage.state));
  const left = observed.groups.filter((group) => !isFinishedIn(group, attempt));
  const before = stageGates(observed, 'Before', {
    holds: left.length > 0 && observed.hasWork !== false,
    updates: false,
  });
  if (before?.isChanged) return write(observed, { gates: before.rows }, before.events);
  if (before?.failed) return endForGate(observed, before.failed);
  if (before?.obstacle && !commands.stop) return { next: { kind: 'wait', seconds: before.seconds } };
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
  if (failed) return end(observed, 'Failed', { message: failed.message });
  const overdrawn = observed.budgets.find(isOverdrawn);
  if (overdrawn) return end(observed, 'Failed', { message: wordsOfBudget(overdrawn) });
  if (!states.every(isDone)) {
    const untouched = states.every((state) => state === 'NotStarted');
    return end(observed, untouched ? 'NotStarted' : 'Stopped', { message: observed.commands.stop?.message });
  }
  return afterGroups(observed, states);
}
