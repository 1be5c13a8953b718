import pLimit from 'p-limit';
import type { Assignment, InventoryMember } from '../../domain/fleet/inventory.ts';
import type { AssignmentStore } from '../../ports/stores.ts';

/** To Table Storage, which takes far more. */
const REQUESTS_AT_ONCE = 16;

/**
 * Makes the assignments of a fleet follow what Fleet said of its members: without a wish of ours a row has the
 * group that Fleet has, so that portal and CLI go on working beside us; rows of members that are gone go too.
 * Rows written after the reading began (`asOf`) know more than it and stay as they are.
 */
export async function followFleet(
  assignments: AssignmentStore,
  fleet: string,
  members: readonly InventoryMember[],
  asOf: string,
): Promise<void> {
  const known = await assignments.list([fleet]);
  const byName = new Map(known.map((row) => [row.member, row]));
  const said = members.map((member) => assignmentAsSaid(member, asOf));
  await assignments.add(said.filter(({ member }) => !byName.has(member)));

  const names = new Set(members.map(({ name }) => name));
  const gone = known.filter((row) => !names.has(row.member) && !isNewer(row, asOf));
  const changed = said.filter((row) => {
    const before = byName.get(row.member);
    return before && mayFollow(before, asOf) && differs(before, row);
  });
  const limit = pLimit(REQUESTS_AT_ONCE);
  await Promise.all([
    ...gone.map(({ member }) => limit(() => assignments.remove(fleet, member))),
    ...changed.map((row) => limit(() => replace(assignments, row, asOf))),
  ]);
}

/** Who writes the row at the same time wins: a wish of a user, or a twin that read the same. */
async function replace(assignments: AssignmentStore, row: Assignment, asOf: string): Promise<void> {
  const stored = await assignments.get(row.fleet, row.member);
  if (stored && mayFollow(stored.value, asOf)) {
    await assignments.replace({ value: row, eTag: stored.eTag });
  }
}

const isNewer = ({ changedAt }: Assignment, asOf: string) => Date.parse(changedAt) > Date.parse(asOf);

const mayFollow = (row: Assignment, asOf: string) => row.wanted === undefined && !isNewer(row, asOf);

const differs = (one: Assignment, other: Assignment) =>
  one.group !== other.group || one.clusterResourceId !== other.clusterResourceId;

function assignmentAsSaid(member: InventoryMember, asOf: string): Assignment {
  const { fleet, name, clusterResourceId, fleetGroup = null } = member;
  return {
    ...{ fleet, member: name, clusterResourceId, group: fleetGroup },
    ...{ changedAt: asOf, changedBy: 'Fleet Manager' },
  };
}
