import type { GroupStatus, StageStatus, UpdateRun } from '../state/fleetState.ts';
import type { World } from '../state/world.ts';
import { end, every, isActive, isFinished, run as running, some } from './updateStatus.ts';

/** From the end of one member to the start of the next, ms: as documented in a finished run. */
export const NEXT_MEMBER_AFTER = 56;

/**
 * Carries what happened to members upwards: groups, stage and run get the states that follow, a finished stage
 * serves its wait, and after it the next stage is due. Starts no member.
 */
export function settle(world: World, run: UpdateRun): void {
  if (!isActive(run.status) && run.status.state !== 'Pending') return;
  const stage = currentStage(run);
  if (!stage) {
    endRun(world, run);
    return;
  }
  if (stage.status.state === 'NotStarted') return;
  const failed = stage.groups.some(({ members }) => some(members, 'Failed'));
  const halting = failed || run.status.state === 'Stopping';
  for (const group of stage.groups) settleGroup(world, run, group, halting);
  if (halting) halt(world, run, stage, failed);
  else if (stage.groups.every(({ status }) => isFinished(status))) finishStage(world, run, stage);
  else follow(run, stage);
}

/** The first stage with something left to do. */
export function currentStage({ stages }: UpdateRun): StageStatus | undefined {
  return stages.find(({ status }) => !isFinished(status));
}

function settleGroup(world: World, run: UpdateRun, group: GroupStatus, halting: boolean): void {
  const { status, members } = group;
  if (isFinished(status)) return;
  if (members.some((member) => isActive(member.status))) {
    status.state = halting ? 'Stopping' : 'Running';
    if (!halting) return;
    const besideFailure = run.status.state !== 'Stopping';
    if (besideFailure && world.unknowns.memberBesideFailure === 'Running') return;
    for (const member of members) if (member.status.state === 'Running') member.status.state = 'Stopping';
  } else if (some(members, 'Failed')) end(world, status, 'Failed', 'group');
  else if (members.every((member) => isFinished(member.status))) {
    end(world, status, every(members, 'Skipped') ? 'Skipped' : 'Completed', 'group');
  } else if (some(members, 'Pending')) status.state = 'Pending';
}

/** After a failure or a stop: running members finish, then nothing is left under way. */
function halt(world: World, run: UpdateRun, stage: StageStatus, failed: boolean): void {
  if (stage.groups.some(({ members }) => members.some(({ status }) => isActive(status)))) {
    stage.status.state = 'Stopping';
    run.status.state = 'Stopping';
    return;
  }
  for (const group of stage.groups) {
    for (const member of group.members)
      if (member.status.state === 'Pending') member.status.state = 'Stopped';
    const begun = group.status.state !== 'NotStarted' && group.status.state !== 'Failed';
    if (begun && !isFinished(group.status)) group.status.state = 'Stopped';
  }
  if (stage.wait?.status.state === 'Running') stage.wait.status.state = 'Stopped';
  if (failed) {
    end(world, stage.status, 'Failed', 'stage');
    end(world, run.status, 'Failed', 'run');
    return;
  }
  const done = stage.groups.every(({ status }) => isFinished(status)) && !stage.wait;
  if (done) endStage(world, stage);
  else stage.status.state = 'Stopped';
  run.status.state = 'Stopped';
}

/** All groups are finished: the wait, if there is one, is served also when every group was skipped, as recorded. */
function finishStage(world: World, run: UpdateRun, stage: StageStatus): void {
  const { wait } = stage;
  running(world, stage.status, 'stage');
  running(world, run.status, 'run');
  if (wait?.status.state === 'NotStarted' || wait?.status.state === 'Stopped') {
    // A wait that a stop interrupted keeps its first end.
    wait.endsAt ??= world.now + wait.seconds * 1000;
    running(world, wait.status, 'stage');
    const delay = Math.max(0, wait.endsAt - world.now);
    world.after(delay, { kind: 'waitEnds', run: run.id, execution: run.execution, stage: stage.name });
  }
  if (wait && !isFinished(wait.status)) return;
  endStage(world, stage);
  if (currentStage(run)) {
    world.after(NEXT_MEMBER_AFTER, { kind: 'runSteps', run: run.id, execution: run.execution });
  } else endRun(world, run);
}

function endStage(world: World, stage: StageStatus): void {
  end(world, stage.status, every(stage.groups, 'Skipped') ? 'Skipped' : 'Completed', 'stage');
}

function endRun(world: World, run: UpdateRun): void {
  const skipped = every(run.stages, 'Skipped') && world.unknowns.runOfSkippedStages === 'Skipped';
  end(world, run.status, skipped ? 'Skipped' : 'Completed', 'run');
}

/** Pending means that whatever could go on waits for something outside: a window, or a version in a region. */
function follow(run: UpdateRun, stage: StageStatus): void {
  const pending = some(stage.groups, 'Pending') && !some(stage.groups, 'Running');
  stage.status.state = pending ? 'Pending' : 'Running';
  run.status.state = stage.status.state;
}
