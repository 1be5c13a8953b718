import { wishesOf } from '../fleet/assignments.ts';
import type { InventoryMember } from '../fleet/inventory.ts';
import type { PlanRequest } from './plan.ts';

/** A member and the update group it has, or is about to have. */
interface GroupedMember {
  readonly member: InventoryMember;
  readonly group?: string;
}

export interface Placement {
  /** As the request's stages, each group with its members, sorted by name, then fleet. */
  readonly stages: readonly (readonly (readonly InventoryMember[])[])[];
  /** Members whose group is in no stage, and members without one; in the same order. */
  readonly inNoStage: readonly GroupedMember[];
}

/**
 * Puts every member of the fleets into at most one group. A wanted assignment wins over what Fleet says; of two
 * groups of the same name the first gets the members.
 */
export function placeMembers(request: PlanRequest): Placement {
  const members = membersInOrder(request);
  if (request.implicit) {
    const stages = request.stages.map(({ groups }, stage) =>
      groups.map((_, group) => (stage === 0 && group === 0 ? members : [])),
    );
    return { stages, inNoStage: [] };
  }
  const grouped = withGroups(members, request);
  const byGroup = Map.groupBy(grouped, ({ group }) => group);
  const stages = request.stages.map(({ groups }) =>
    groups.map(({ name }) => {
      const found = byGroup.get(name) ?? [];
      byGroup.delete(name);
      return found.map(({ member }) => member);
    }),
  );
  return { stages, inNoStage: grouped.filter(({ group }) => byGroup.has(group)) };
}

function membersInOrder({ fleets, inventory }: PlanRequest): InventoryMember[] {
  const concerned = new Set(fleets);
  return inventory.members
    .filter(({ fleet }) => concerned.has(fleet))
    .toSorted((one, other) => order(one.name, other.name) || order(one.fleet, other.fleet));
}

/** By code unit: the order must not depend on a machine's language. */
const order = (one: string, other: string) => (one < other ? -1 : Number(one > other));

function withGroups(members: readonly InventoryMember[], { assignments }: PlanRequest): GroupedMember[] {
  const wishFor = wishesOf(assignments);
  return members.map((member) => {
    const wish = wishFor(member);
    const group = wish === undefined ? member.fleetGroup : (wish ?? undefined);
    return group === undefined ? { member } : { member, group };
  });
}
