import { scopeOf } from '../state/resourceTable.ts';
import type { Member, MemberStatus, StageStatus, Stages, UpdateRun } from '../state/fleetState.ts';
import type { World } from '../state/world.ts';
import { isFinished } from './updateStatus.ts';

/** The stage and group of a run without a strategy. */
const DEFAULT = 'default';

/** The status of a run that was just created: everything NotStarted, with the members that the fleet has now. */
export function newStages(world: World, fleet: string, stages: Stages | undefined): StageStatus[] {
  const members = world.members.childrenOf(fleet);
  const status = () => ({ state: 'NotStarted' as const });
  if (!stages) {
    const group = { name: DEFAULT, status: status(), members: members.map(notStarted) };
    return [{ name: DEFAULT, status: status(), groups: [group] }];
  }
  const byGroup = Map.groupBy(members, ({ group }) => group);
  return stages.map(({ name, groups, afterStageWaitInSeconds: seconds }) => ({
    name,
    status: status(),
    groups: groups.map((group) => ({
      name: group.name,
      status: status(),
      members: (byGroup.get(group.name) ?? []).map(notStarted),
    })),
    ...(seconds !== undefined && seconds > 0 && { wait: { seconds, status: status() } }),
  }));
}

/** Takes in members that have come to the run's groups, and drops those that left before their turn. */
export function refreshMembers(world: World, run: UpdateRun): void {
  const byGroup = Map.groupBy(world.members.childrenOf(scopeOf(run.id)), ({ group }) => group);
  const all = [...byGroup.values()].flat();
  const known = new Set(
    run.stages.flatMap(({ groups }) => groups.flatMap(({ members }) => members)).map(nameOf),
  );
  for (const { groups } of run.stages) {
    for (const group of groups.filter(({ status }) => !isFinished(status))) {
      const now = run.strategy ? (byGroup.get(group.name) ?? []) : all;
      const here = new Set(now.map(nameOf));
      group.members = [
        ...group.members.filter(({ name, status }) => status.state !== 'NotStarted' || here.has(name)),
        ...now.filter(({ name }) => !known.has(name)).map(notStarted),
      ];
    }
  }
}

export function findMember(run: UpdateRun, name: string): MemberStatus | undefined {
  for (const { groups } of run.stages) {
    for (const { members } of groups) {
      const found = members.find((member) => member.name === name);
      if (found) return found;
    }
  }
  return undefined;
}

function notStarted({ name, clusterResourceId }: Member): MemberStatus {
  return { name, clusterResourceId, status: { state: 'NotStarted' } };
}

function nameOf({ name }: { name: string }): string {
  return name;
}
