import type { MemberStatus, UpdateRun, UpdateStatus } from '../state/fleetState.ts';
import type { World } from '../state/world.ts';
import { refreshMembers } from './runMembers.ts';
import { selectNodeImages } from './selectNodeImages.ts';
import { isFinished, run as running } from './updateStatus.ts';

/** From the run showing Running until its members do: as recorded. */
const MEMBERS_AFTER = 634;

/** The run shows Running; what an earlier start left Failed or Stopped is to be done again. */
export function beginRun(world: World, run: UpdateRun): void {
  const isFirst = run.status.startTime === undefined;
  run.starting = false;
  running(world, run.status, 'run');
  if (isFirst && world.unknowns.membersFixed !== 'atCreate') refreshMembers(world, run);
  if (world.unknowns.imagesSelected === 'atStart') selectNodeImages(world, run);
  for (const stage of run.stages) {
    resetLevel(stage.status);
    for (const group of stage.groups) {
      resetLevel(group.status);
      for (const member of group.members) resetMember(world, member);
    }
  }
  world.after(MEMBERS_AFTER, { kind: 'runSteps', run: run.id, execution: run.execution });
}

function resetLevel(status: UpdateStatus): void {
  if (isFinished(status)) return;
  status.state = 'NotStarted';
  delete status.completedTime;
}

function resetMember(world: World, member: MemberStatus): void {
  const retried = member.status.state === 'Failed' && world.unknowns.failedMemberOnRestart === 'retried';
  if (!retried && member.status.state !== 'Stopped') return;
  member.status = { state: 'NotStarted' };
  delete member.message;
  delete member.operationId;
  delete member.pollAt;
}
