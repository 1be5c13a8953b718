import { z } from 'zod';
import { canStart, canStop, startRun, stopRun } from '../fleet/commandRun.ts';
import { goOnAfterSkip, skipTarget, targetState, type TargetState } from '../fleet/skipTargets.ts';
import type { UpdateRun } from '../state/fleetState.ts';
import { ArmError, badRequest } from './armError.ts';
import type { ArmCall, ArmResponse } from './armCall.ts';
import type { Route } from './route.ts';
import { updateRunJson } from './updateRunJson.ts';
import { findRun, RUNS } from './updateRuns.ts';

const skipSchema = z.object({
  targets: z
    .array(z.object({ type: z.enum(['Member', 'Group', 'Stage', 'AfterStageWait']), name: z.string() }))
    .min(1),
});

export const updateRunActionRoutes: readonly Route[] = [
  { operation: 'updateRuns.start', method: 'POST', path: `${RUNS}/{updateRun}/start`, answer: start },
  { operation: 'updateRuns.stop', method: 'POST', path: `${RUNS}/{updateRun}/stop`, answer: stop },
  { operation: 'updateRuns.skip', method: 'POST', path: `${RUNS}/{updateRun}/skip`, answer: skip },
];

function start(call: ArmCall): ArmResponse {
  const run = findRun(call);
  call.checkPreconditions(run);
  if (canStart(run)) startRun(call.world, run);
  else if (call.world.unknowns.startOfUnstartable === 'refused') refuse(call, run, 'started');
  return { status: 200, json: updateRunJson(run) };
}

function stop(call: ArmCall): ArmResponse {
  const run = findRun(call);
  call.checkPreconditions(run);
  if (canStop(run)) {
    stopRun(call.world, run);
    run.eTag = call.world.nextETag();
  } else if (call.world.unknowns.stopOfUnstoppable === 'refused') refuse(call, run, 'stopped');
  return { status: 200, json: updateRunJson(run) };
}

/** All targets or none: a refused one leaves the run as it was. */
function skip(call: ArmCall): ArmResponse {
  const { world } = call;
  const run = findRun(call);
  call.checkPreconditions(run);
  const { targets } = call.body(skipSchema);
  const { skipOfUnknownTarget, skipOfFinishedTarget, skipOfRunningMember } = world.unknowns;
  const answers: Readonly<Record<TargetState, 'refused' | 'ignored' | 'skipped'>> = {
    skippable: 'skipped',
    unknown: skipOfUnknownTarget,
    finished: skipOfFinishedTarget,
    running: skipOfRunningMember,
  };
  const judged = targets.map((target) => ({ target, state: targetState(run, target) }));
  for (const { target, state } of judged) {
    if (answers[state] !== 'refused') continue;
    const message = `The target ${target.type} '${target.name}' cannot be skipped: it is ${state}.`;
    if (state === 'unknown') throw badRequest(message);
    throw new ArmError(world.unknowns.wrongStateStatus, 'OperationNotAllowed', message);
  }
  const wanted = judged.filter(({ state }) => answers[state] === 'skipped');
  for (const { target } of wanted) skipTarget(world, run, target);
  if (wanted.length > 0) {
    goOnAfterSkip(world, run);
    run.eTag = world.nextETag();
  }
  return { status: 200, json: updateRunJson(run) };
}

function refuse(call: ArmCall, run: UpdateRun, what: string): never {
  throw new ArmError(
    call.world.unknowns.wrongStateStatus,
    'OperationNotAllowed',
    `The update run '${run.name}' cannot be ${what}: its state is ${run.starting ? 'starting' : run.status.state}.`,
  );
}
