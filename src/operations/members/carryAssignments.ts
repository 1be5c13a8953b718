import { DependencyError } from '../../domain/errors.ts';
import type { Assignment } from '../../domain/fleet/inventory.ts';
import { clusterKey, type LockHolder } from '../../domain/group/lock.ts';
import { present } from '../../domain/present.ts';
import { hasEnded } from '../../domain/run/states.ts';
import type { FleetGateway } from '../../ports/fleetGateway.ts';
import type { AssignmentStore, InventoryStore, LockStore, RunStore } from '../../ports/stores.ts';

export interface CarryPorts {
  readonly runs: RunStore;
  readonly locks: LockStore;
  readonly fleets: FleetGateway;
  readonly assignments: AssignmentStore;
  readonly inventory: InventoryStore;
}

export type Carried = 'assigned' | { readonly pending: string };

const HOLDER: LockHolder = { runId: 'assignment', runName: 'assignment', attempt: 0, purpose: 'assignment' };

/**
 * Carries the wanted groups of members to Fleet, one after another, each under its member's lock. A member that
 * an unfinished run has in its frozen plan keeps its group until it has ended there. Safe to repeat; what cannot
 * be done now stays wanted, with the reason. Answers in the order of the assignments.
 */
export async function carryAssignments(
  ports: CarryPorts,
  assignments: readonly Assignment[],
  now: string,
): Promise<Carried[]> {
  if (assignments.length === 0) return [];
  const planned = await plannedMembers(ports.runs);
  const carried: Carried[] = [];
  for (const assignment of assignments) {
    const run = planned.get(clusterKey(assignment.clusterResourceId));
    const reason = `Run ${run ?? ''} has ${assignment.member} in its plan and has not updated it yet.`;
    carried.push(run === undefined ? await carry(ports, assignment, now) : { pending: reason });
  }
  await noteGroups(
    ports.inventory,
    assignments.filter((_, index) => carried[index] === 'assigned'),
  );
  return carried;
}

async function carry(ports: CarryPorts, assignment: Assignment, now: string): Promise<Carried> {
  const { member, clusterResourceId } = assignment;
  const foreign = await ports.locks.take([clusterResourceId], HOLDER, now);
  if (foreign) return { pending: `Run ${foreign.holder.runName} holds ${member}.` };
  try {
    return await patch(ports, assignment, now);
  } finally {
    await ports.locks.release([clusterResourceId], HOLDER);
  }
}

async function patch(ports: CarryPorts, { fleet, member }: Assignment, now: string): Promise<Carried> {
  const stored = await ports.assignments.get(fleet, member);
  const wanted = stored?.value.wanted;
  if (!stored || wanted === undefined) return 'assigned';
  try {
    const answer = await ports.fleets.setMemberGroup(fleet, member, wanted);
    const done = present({
      ...stored.value,
      ...{ group: answer.group ?? null, wanted: undefined, lastError: undefined, changedAt: now },
    });
    const written = await ports.assignments.replace({ value: done, eTag: stored.eTag });
    return written === 'written' ? 'assigned' : { pending: 'The group was changed again meanwhile.' };
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    const lastError = `${error.code}: ${error.message}`;
    await ports.assignments.replace({ value: { ...stored.value, lastError }, eTag: stored.eTag });
    return { pending: lastError };
  }
}

/** So that members and plans show the groups at once, not at the next refresh. */
async function noteGroups(inventory: InventoryStore, assignments: readonly Assignment[]): Promise<void> {
  const fleets = [...new Set(assignments.map(({ fleet }) => fleet))];
  if (fleets.length === 0) return;
  const { members } = await inventory.read(fleets);
  for (const { fleet, member, wanted } of assignments) {
    const known = members.find((each) => each.fleet === fleet && each.name === member);
    if (known && wanted !== undefined) {
      await inventory.putMember(present({ ...known, fleetGroup: wanted ?? undefined }));
    }
  }
}

/** Run names by cluster, for members that are in the frozen plan of an unfinished run and have not ended there. */
async function plannedMembers(runs: RunStore): Promise<ReadonlyMap<string, string>> {
  const planned = new Map<string, string>();
  for (const runId of await runs.unfinished()) {
    const [run, plan] = await Promise.all([runs.get(runId), runs.plan(runId)]);
    if (!run || !plan) continue;
    for (const { member } of await runs.members(runId, plan.planId)) {
      if (!hasEnded(member.state)) planned.set(clusterKey(member.clusterResourceId), run.name);
    }
  }
  return planned;
}
