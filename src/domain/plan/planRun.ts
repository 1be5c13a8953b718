import { unreadableFindings } from './deniedFindings.ts';
import { groupFindings } from './groupFindings.ts';
import { placeMembers } from './placement.ts';
import type { Plan, PlannedStage, PlanRequest } from './plan.ts';
import { errorsFirst, planMembers } from './planMembers.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { gateFindings } from './gateFindings.ts';
import { structureFindings } from './structureFindings.ts';

/**
 * What a run does: which members its stages and groups update, from which versions to which, and what speaks
 * against it. The same input in any order gives the same plan; bad input gives findings, never an exception.
 * Findings come in a fixed order, errors first.
 */
export function planRun(request: PlanRequest): Plan {
  const placement = placeMembers(request);
  const { lock, members, findings } = planMembers(request, placement.stages.flat(2));
  const stages = request.stages.map(({ groups, ...definition }, stage): PlannedStage => ({
    ...definition,
    groups: groups.map((group, index) => ({
      ...group,
      members: (placement.stages[stage]?.[index] ?? []).flatMap(
        (member) => members.get(member)?.planned ?? [],
      ),
    })),
  }));
  const all = errorsFirst([
    ...structureFindings(request),
    ...gateFindings(request),
    ...unreadableFindings(request.deniedUnreadable ?? []),
    ...groupFindings(request, placement),
    ...findings,
  ]);
  const { policy } = request;
  return withoutUndefined({ stages, policy, lock, findings: all, asOf: readingTimes(request) });
}

/** A fleet that was never read has no time. */
function readingTimes({ fleets, inventory }: PlanRequest): Record<string, string> {
  const concerned = new Set(fleets);
  const times = Object.entries(inventory.asOf).filter(([fleet]) => concerned.has(fleet));
  return Object.fromEntries(times.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
