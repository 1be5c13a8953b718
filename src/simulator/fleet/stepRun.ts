import { createHash } from 'node:crypto';
import type { GroupStatus, MemberStatus, UpdateRun } from '../state/fleetState.ts';
import type { World } from '../state/world.ts';
import { checkMember } from './checkMember.ts';
import { windowFor, windowRank } from './memberWindow.ts';
import { findMember, refreshMembers } from './runMembers.ts';
import { currentStage, NEXT_MEMBER_AFTER, settle } from './settle.ts';
import { end, isActive, isFinished, run as running } from './updateStatus.ts';

/** From a member's Running until Fleet Manager knows whether it needs its update: as recorded of a skipped one. */
const CHECKED_AFTER = 136;

/** Begins the current stage if it has not begun, and in each of its groups the next member. */
export function stepRun(world: World, run: UpdateRun): void {
  if (run.status.state !== 'Running' && run.status.state !== 'Pending') return;
  if (world.unknowns.membersFixed === 'never') refreshMembers(world, run);
  const stage = currentStage(run);
  if (stage) {
    if (stage.status.state === 'NotStarted') running(world, stage.status, 'stage');
    for (const group of stage.groups) {
      const isEmpty = group.members.length === 0;
      if (isEmpty && !isFinished(group.status)) end(world, group.status, 'Skipped', 'group');
      startNextMember(world, run, group);
    }
  }
  settle(world, run);
}

/** What became of the check of a member that shows Running. */
export function checkRunningMember(world: World, run: UpdateRun, name: string): void {
  const member = findMember(run, name);
  if (!member || !isActive(member.status) || member.operationId !== undefined) return;
  checkMember(world, run, member);
  goOn(world, run, member);
}

/** After a member ended or was parked: states upwards, and the next one shortly after. */
export function goOn(world: World, run: UpdateRun, member: MemberStatus): void {
  settle(world, run);
  if (isActive(member.status) || (run.status.state !== 'Running' && run.status.state !== 'Pending')) return;
  world.after(NEXT_MEMBER_AFTER, { kind: 'runSteps', run: run.id, execution: run.execution });
}

/** One member of a group at a time; parked ones whose time has come are looked at first without showing Running. */
function startNextMember(world: World, run: UpdateRun, group: GroupStatus): void {
  if (isFinished(group.status)) return;
  for (;;) {
    if (group.members.some(({ status }) => isActive(status) || status.state === 'Failed')) return;
    const member = nextMember(world, run, group);
    if (!member) return;
    const parked = member.status.state === 'Pending';
    if (!parked) running(world, member.status, 'member');
    running(world, group.status, 'group');
    if (!parked) {
      const { id, execution } = run;
      world.after(CHECKED_AFTER, { kind: 'memberChecked', run: id, execution, member: member.name });
    } else checkMember(world, run, member);
  }
}

function nextMember(world: World, run: UpdateRun, group: GroupStatus): MemberStatus | undefined {
  let best: { member: MemberStatus; rank: number; key: string } | undefined;
  for (const member of group.members) {
    const { state } = member.status;
    if (state !== 'NotStarted' && (state !== 'Pending' || (member.pollAt ?? 0) > world.now)) continue;
    const rank = windowRank(windowFor(world, run, world.clusters.get(member.clusterResourceId)), world.now);
    const key = world.memberOrder === 'hash' ? hashOf(member.name) : member.name;
    if (!best || rank < best.rank || (rank === best.rank && key < best.key)) best = { member, rank, key };
  }
  return best?.member;
}

function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}
