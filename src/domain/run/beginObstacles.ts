import type { Assignment, InventoryMember } from '../fleet/inventory.ts';
import { nameSome } from '../plan/findings.ts';
import { memberKey } from '../plan/overtaken.ts';
import type { Plan } from '../plan/plan.ts';
import { secondsAfter, secondsBetween } from '../seconds.ts';
import type { Attempt, Run } from './run.ts';
import { waitingOf, type Obstacle } from './waiting.ts';

/** AKS was seen to need half a minute; what takes longer is something else, and a finding of the plan. */
const LONGEST_WAIT_FOR_AKS_SECONDS = 120;

/** Wishes for groups that Fleet must have before the plan is frozen: those that concern a group of the run. */
export function assignmentsBefore(run: Run, assignments: readonly Assignment[]): Assignment[] {
  const groups = new Set(run.stages.flatMap((stage) => stage.groups.map(({ name }) => name)));
  return assignments.filter(
    ({ group, wanted }) =>
      wanted !== undefined && [group, wanted].some((name) => name !== null && groups.has(name)),
  );
}

/** Whether a run waits until all regions of its members offer its Kubernetes version. */
export function awaitsRegions({ awaitsVersion, managedClusterUpdate: { upgrade } }: Run): boolean {
  return awaitsVersion === true && upgrade.type !== 'NodeImageOnly';
}

/** Members whose cluster the plan updates. */
export function membersOfPlan(plan: Plan, members: readonly InventoryMember[]): InventoryMember[] {
  const planned = plan.stages.flatMap((stage) => stage.groups.flatMap((group) => group.members));
  const updated = new Set(
    planned.filter(({ update }) => update).map(({ fleet, name }) => memberKey(fleet, name)),
  );
  return members.filter(({ fleet, name }) => updated.has(memberKey(fleet, name)));
}

export function versionObstacle(run: Run, regions: readonly string[]): Obstacle | undefined {
  const { upgrade } = run.managedClusterUpdate;
  if (upgrade.type === 'NodeImageOnly' || regions.length === 0) return undefined;
  const message = `Kubernetes ${upgrade.kubernetesVersion} is not offered in ${nameSome(regions)} yet. The run begins when it is.`;
  return { reason: 'VersionNotInRegion', message };
}

/**
 * AKS is Updating clusters that the plan updates: it is so for a while after a join or a change of group, and a member
 * met in that state would fail. Undefined when there is nothing, or no more, to wait for.
 */
export function aksObstacle(
  attempt: Attempt,
  updating: readonly string[],
  now: string,
): Obstacle | undefined {
  const waiting = waitingOf(attempt);
  const since = waiting?.reason === 'ClusterBusy' ? waiting.since : now;
  if (updating.length === 0 || secondsBetween(since, now) >= LONGEST_WAIT_FOR_AKS_SECONDS) return undefined;
  const message = `Waits until AKS has taken note of the membership of ${nameSome(updating)}.`;
  const until = secondsAfter(new Date(since), LONGEST_WAIT_FOR_AKS_SECONDS).toISOString();
  return { reason: 'ClusterBusy', message, until };
}
