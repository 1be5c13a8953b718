import { finding, findingAbout, memberLabel, nameSome, type Finding } from './findings.ts';
import { laneFindings } from './laneFindings.ts';
import type { Placement } from './placement.ts';
import type { PlanRequest } from './plan.ts';
import { unreadFleets } from './structureFindings.ts';

/** Groups without members, and members without a place in the run. */
export function groupFindings(request: PlanRequest, placement: Placement): Finding[] {
  const { inNoStage, stages } = placement;
  // Of a fleet that was never read nobody knows which groups it has.
  if (unreadFleets(request).length > 0) return membersInNoStage(inNoStage);
  const hasMembers = stages.some((groups) => groups.some((members) => members.length > 0));
  return [
    ...(hasMembers ? [] : [noMembers(request.fleets)]),
    ...(request.implicit ? [] : groupsWithoutMembers(request, placement)),
    ...laneFindings(request, placement),
    ...membersInNoStage(inNoStage),
  ];
}

function noMembers(fleets: readonly string[]): Finding {
  return finding(
    'NoMembers',
    `No member of ${nameSome([...new Set(fleets)])} is in this run, so it changes nothing. Join clusters to the fleet and assign them to groups of the run.`,
  );
}

/** A group's second place is a duplicate, not empty: its members are in the first. */
function groupsWithoutMembers({ stages }: PlanRequest, placement: Placement): Finding[] {
  const seen = new Set<string>();
  return stages.flatMap((stage, stageIndex) =>
    stage.groups.flatMap(({ name }, groupIndex) => {
      const isFirst = !seen.has(name);
      seen.add(name);
      if (!isFirst || (placement.stages[stageIndex]?.[groupIndex] ?? []).length > 0) return [];
      return [
        finding(
          'GroupWithoutMembers',
          `Group "${name}" of stage "${stage.name}" has no members and is passed over. Assign members to it, or take it out of the stage.`,
          { stage: stage.name, group: name },
        ),
      ];
    }),
  );
}

function membersInNoStage(left: Placement['inNoStage']): Finding[] {
  const named = left.map(({ member, group }) =>
    group === undefined ? `${memberLabel(member)} (no group)` : `${memberLabel(member)} (group "${group}")`,
  );
  return findingAbout(
    'MembersInNoStage',
    left.map(({ member }) => member),
    `This run does not update ${nameSome(named)}. Assign them to a group of the run, or add their groups to a stage.`,
  );
}
