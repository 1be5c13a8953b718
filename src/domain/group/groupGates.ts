import { ourError } from '../errors.ts';
import { decideGates, type GatesStep } from '../gate/gates.ts';
import type { Timing } from '../gate/gateRow.ts';
import { hasEnded } from '../run/states.ts';
import { waitingOf, waitingOn, waitingPatch, type Obstacle } from '../run/waiting.ts';
import { changeRows } from './change.ts';
import type { GroupObservation, GroupStep } from './observation.ts';
import { save } from './steps.ts';

/** The gates before the group go on with what was decided; whether they hold is for `mayStart` to say. */
export function settleGates(observed: GroupObservation): GroupStep | undefined {
  const step = gatesStep(observed, 'Before');
  return step?.isChanged ? saveGates(observed, step) : undefined;
}

/** What its stage or its own gates have the group wait for before anything of it starts. */
export function heldByGate(observed: GroupObservation): Obstacle | undefined {
  return observed.stageHeld ?? gatesStep(observed, 'Before')?.obstacle;
}

/** The step to take until the gates after the group are through. It holds neither locks nor places meanwhile. */
export function holdAfter(observed: GroupObservation): GroupStep | undefined {
  const step = gatesStep(observed, 'After');
  if (!step) return undefined;
  if (step.isChanged) return saveGates(observed, step);
  if (!step.obstacle || step.failed || observed.commands.stop) return undefined;
  const before = waitingOf(observed.group);
  const next = { waitSeconds: step.seconds };
  if (before?.reason === 'Gate' && before.message === step.obstacle.message) return { kind: 'step', next };
  const { message } = step.obstacle;
  const waiting = waitingPatch(waitingOn(before, step.obstacle, observed.now));
  const group = { state: 'Pending' as const, message, ...waiting };
  return { kind: 'step', change: changeRows(observed, { group }), next };
}

/** Whether a gate after the group was reached, or would have been, and is not through. */
export function isHeldAfter(observed: GroupObservation): boolean {
  return gatesStep(observed, 'After')?.obstacle !== undefined;
}

function gatesStep(observed: GroupObservation, timing: Timing): GatesStep | undefined {
  const { gates: given, evaluations, now, attempt, commands, group, members } = observed;
  if (!given) return undefined;
  const completed = members.filter(({ state }) => state === 'Completed').length;
  return decideGates(
    {
      now,
      attempt,
      given,
      evaluations,
      commands,
      place: { stage: observed.stageName, group: group.name },
      rows: group.gates ?? [],
      holds: timing === 'Before' ? members.some(({ state }) => !hasEnded(state)) : completed > 0,
      updates: completed > (group.completedBefore ?? 0),
    },
    timing,
  );
}

function saveGates(observed: GroupObservation, { rows, events, failed }: GatesStep): GroupStep {
  const error = failed && ourError('GateFailed', `Gate ${failed.name}: ${failed.message ?? 'Failed.'}`);
  return save(observed, { group: { gates: rows, ...(error && { error }) }, events });
}
