import type { GatesStep } from '../gate/gates.ts';
import { LONGEST_SECONDS, secondsOnTheWay } from '../pace.ts';
import { secondsBetween } from '../seconds.ts';
import { skipsWait } from './commands.ts';
import type { StageWait } from './run.ts';
import { endForGate, stageGates } from './stageGates.ts';
import { end, write, type StageObservation, type StageStep } from './stageSteps.ts';
import { isDone, type State } from './states.ts';

interface WaitStep {
  readonly wait: StageWait;
  readonly isChanged: boolean;
  readonly seconds: number;
}

/** All groups have ended well: the wait is served and the gates hold, side by side. Both must be through. */
export function afterGroups(observed: StageObservation, states: readonly State[]): StageStep {
  const { stage } = observed;
  const updated = observed.groups.some(({ counts }) => (counts.Completed ?? 0) > 0);
  const wait = stage.wait && waitStep(observed, waitOfAttempt(observed, stage.wait), updated);
  const gates = stageGates(observed, 'After', { holds: updated, updates: updatesMembers(observed) });
  if (isThrough(wait) && gates?.obstacle === undefined)
    return end(observed, allDone(states), changesOf(wait, gates), gates?.events);
  return interruptedBy(observed, wait, gates) ?? goOn(observed, wait, gates);
}

/** A gate that failed, or a stop. */
function interruptedBy(
  observed: StageObservation,
  wait: WaitStep | undefined,
  gates: GatesStep | undefined,
): StageStep | undefined {
  if (gates?.failed)
    return gates.isChanged ? undefined : endForGate(observed, gates.failed, stopped(wait?.wait));
  const { stop } = observed.commands;
  if (!stop) return undefined;
  const more = { ...changesOf(wait, gates), message: stop.message, wait: stopped(wait?.wait) };
  return end(observed, 'Stopped', more, gates?.events);
}

function goOn(
  observed: StageObservation,
  wait: WaitStep | undefined,
  gates: GatesStep | undefined,
): StageStep {
  if (wait?.isChanged || gates?.isChanged) return write(observed, changesOf(wait, gates), gates?.events);
  const seconds = Math.min(secondsOf(wait), gates?.seconds ?? LONGEST_SECONDS);
  return { next: { kind: 'wait', seconds } };
}

const changesOf = (wait: WaitStep | undefined, gates: GatesStep | undefined) => ({
  ...(wait?.isChanged && { wait: wait.wait }),
  ...(gates?.isChanged && { gates: gates.rows }),
});

const isThrough = (step: WaitStep | undefined) => step === undefined || isDone(step.wait.state);
const secondsOf = (step: WaitStep | undefined) => (step && !isThrough(step) ? step.seconds : LONGEST_SECONDS);

/** Whether this attempt has updated a member of the stage. */
function updatesMembers({ groups, attempt: now }: StageObservation): boolean {
  return groups.some(
    ({ attempt, counts, completedBefore = 0 }) =>
      attempt === now && (counts.Completed ?? 0) > completedBefore,
  );
}

/** Where this attempt has updated a member the wait starts afresh; elsewhere it stays as an earlier one left it. */
function waitOfAttempt(observed: StageObservation, wait: StageWait): StageWait {
  const isOld = wait.attempt !== undefined && wait.attempt < observed.attempt;
  if (!isOld || !updatesMembers(observed)) return wait;
  return { durationInSeconds: wait.durationInSeconds, state: 'NotStarted' };
}

function allDone(states: readonly State[]): State {
  return states.includes('Completed') ? 'Completed' : 'Skipped';
}

/** The wait starts once; a stop interrupts it, and the next attempt goes on to its stored end. */
function waitStep(observed: StageObservation, wait: StageWait, updated: boolean): WaitStep {
  const { now, commands, stage } = observed;
  const ended = (state: 'Skipped' | 'Completed', startTime: string | undefined): WaitStep => ({
    wait: { ...wait, state, ...(startTime !== undefined && { startTime }), completedTime: now },
    isChanged: true,
    seconds: 0,
  });
  // No member was updated, so there is nothing to wait for.
  if (!updated) return ended('Skipped', wait.startTime);
  if (isDone(wait.state)) return { wait, isChanged: false, seconds: 0 };
  const startTime = wait.startTime ?? now;
  if (skipsWait(commands.skips, stage.name)) return ended('Skipped', startTime);
  const left = wait.durationInSeconds - secondsBetween(startTime, now);
  if (left <= 0) return ended('Completed', startTime);
  const seconds = secondsOnTheWay(left);
  if (wait.state === 'Running' || commands.stop) return { wait, isChanged: false, seconds };
  return { wait: { ...wait, state: 'Running', startTime }, isChanged: true, seconds };
}

/** One that never began stays so. */
function stopped(wait: StageWait | undefined): StageWait | undefined {
  if (!wait || isDone(wait.state) || wait.startTime === undefined) return wait;
  return { ...wait, state: 'Stopped' };
}
