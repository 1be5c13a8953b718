import type { GroupStatus, MemberStatus, StageStatus, UpdateRun, UpdateStatus } from '../state/fleetState.ts';
import type { World } from '../state/world.ts';
import { NEXT_MEMBER_AFTER, settle } from './settle.ts';
import { end, isActive, isFinished } from './updateStatus.ts';

export interface SkipTarget {
  readonly type: 'Member' | 'Group' | 'Stage' | 'AfterStageWait';
  readonly name: string;
}

type Found =
  | { readonly type: 'Member'; readonly member: MemberStatus }
  | { readonly type: 'Group'; readonly group: GroupStatus }
  | { readonly type: 'Stage'; readonly stage: StageStatus }
  | { readonly type: 'AfterStageWait'; readonly stage: StageStatus };

export type TargetState = 'skippable' | 'unknown' | 'finished' | 'running';

/** What a skip of the target would meet; `running` is a member whose upgrade is under way. */
export function targetState(run: UpdateRun, target: SkipTarget): TargetState {
  const found = find(run, target);
  if (!found) return 'unknown';
  const status = statusOf(found);
  if (!status) return 'unknown';
  if (isFinished(status)) return 'finished';
  return found.type === 'Member' && isActive(status) ? 'running' : 'skippable';
}

/** Skips what can be skipped below the target; running members of a group or stage finish. */
export function skipTarget(world: World, run: UpdateRun, target: SkipTarget): void {
  const found = find(run, target);
  if (!found) return;
  if (found.type === 'Member')
    skipMember(world, found.member, world.unknowns.skipOfRunningMember === 'skipped');
  else if (found.type === 'Group') skipGroup(world, found.group);
  else {
    if (found.type === 'Stage') for (const group of found.stage.groups) skipGroup(world, group);
    const { wait } = found.stage;
    if (wait && !isFinished(wait.status)) end(world, wait.status, 'Skipped', 'stage');
    const { groups, status } = found.stage;
    if (found.type === 'Stage' && groups.every((group) => isFinished(group.status)) && !isFinished(status)) {
      end(world, status, 'Skipped', 'stage');
    }
  }
}

/** To be called once after all targets: a run under way goes on with what is left. */
export function goOnAfterSkip(world: World, run: UpdateRun): void {
  if (run.status.state === 'NotStarted') return;
  settle(world, run);
  world.after(NEXT_MEMBER_AFTER, { kind: 'runSteps', run: run.id, execution: run.execution });
}

function skipGroup(world: World, group: GroupStatus): void {
  for (const member of group.members) skipMember(world, member, false);
  if (isFinished(group.status) || !group.members.every(({ status }) => isFinished(status))) return;
  end(world, group.status, 'Skipped', 'group');
}

function skipMember(world: World, member: MemberStatus, alsoRunning: boolean): void {
  if (isFinished(member.status) || (isActive(member.status) && !alsoRunning)) return;
  delete member.status.error;
  delete member.pollAt;
  end(world, member.status, 'Skipped', 'member');
  member.message = 'skipped by request.';
}

function find(run: UpdateRun, { type, name }: SkipTarget): Found | undefined {
  for (const stage of run.stages) {
    if ((type === 'Stage' || type === 'AfterStageWait') && stage.name === name) return { type, stage };
    for (const group of stage.groups) {
      if (type === 'Group' && group.name === name) return { type, group };
      const member = type === 'Member' && group.members.find((one) => one.name === name);
      if (member) return { type: 'Member', member };
    }
  }
  return undefined;
}

function statusOf(found: Found): UpdateStatus | undefined {
  if (found.type === 'Member') return found.member.status;
  if (found.type === 'Group') return found.group.status;
  return found.type === 'Stage' ? found.stage.status : found.stage.wait?.status;
}
