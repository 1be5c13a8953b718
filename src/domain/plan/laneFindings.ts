import { slicingOf } from '../group/slicing.ts';
import { finding, type Finding } from './findings.ts';
import type { PlanRequest } from './plan.ts';

/** Members that all Fleet runs of a fleet may list together: what is read of it in every round grows with them. */
const MOST_LISTED = 5_000;

/** Every lane has a Fleet run, and each lists all members that the fleet has in the group. */
export function laneFindings(
  request: Pick<PlanRequest, 'stages' | 'policy'>,
  /** As `Placement`, or as the plan was frozen. */
  placement: { readonly stages: readonly (readonly (readonly { readonly fleet: string }[])[])[] },
): Finding[] {
  return request.stages.flatMap((stage, index) => {
    const listed = new Map<string, number>();
    for (const position of stage.groups.keys()) {
      const members = placement.stages[index]?.[position] ?? [];
      const { lanes } = slicingOf(request, { stage: index, group: position }, members.length);
      for (const [fleet, { length }] of Map.groupBy(members, (member) => member.fleet)) {
        listed.set(fleet, (listed.get(fleet) ?? 0) + length * Math.min(lanes, length));
      }
    }
    return [...listed]
      .filter(([, count]) => count > MOST_LISTED)
      .map(([fleet, count]) =>
        finding(
          'TooManyAtOnce',
          `In stage "${stage.name}" the groups' members of fleet "${fleet}" times how many of them update at once are ${count}; at most ${MOST_LISTED} are allowed, as every Fleet run lists all members of its group. Lower maxConcurrency, or spread the members over more groups and stages.`,
          { stage: stage.name },
        ),
      );
  });
}
