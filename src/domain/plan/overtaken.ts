import type { Assignment } from '../fleet/inventory.ts';

/**
 * The assignments by which a plan that was just frozen is out of date: a wish that Fleet does not have yet and that
 * concerns the run, or a member that is in another group by now. Whoever assigns after the freeze sees the plan, and keeps
 * off its members: so what is not in this list when it is read afterwards cannot come in between.
 */
export function overtakenBy(
  /** Groups of the plan's members, by fleet and name. */
  planned: ReadonlyMap<string, string>,
  groups: ReadonlySet<string>,
  assignments: readonly Assignment[],
): Assignment[] {
  return assignments.filter(({ fleet, member, group, wanted }) => {
    const place = planned.get(memberKey(fleet, member));
    if (wanted === undefined) return place !== undefined && place !== group;
    return place !== undefined || [group, wanted].some((name) => name !== null && groups.has(name));
  });
}

export function memberKey(fleet: string, member: string): string {
  return `${fleet}/${member}`;
}
