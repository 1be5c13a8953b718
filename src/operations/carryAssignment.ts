import { DependencyError } from '../domain/errors.ts';
import type { Assignment } from '../domain/inventory.ts';
import { clusterKey, type LockHolder } from '../domain/lock.ts';
import { present } from '../domain/present.ts';
import { hasEnded } from '../domain/states.ts';
import type { FleetGateway } from '../ports/fleetGateway.ts';
import type { AssignmentStore, InventoryStore, LockStore, RunStore } from '../ports/stores.ts';

export interface CarryPorts {
  readonly runs: RunStore;
  readonly locks: LockStore;
  readonly fleets: FleetGateway;
  readonly assignments: AssignmentStore;
  readonly inventory: InventoryStore;
}

export type Carried = 'assigned' | { readonly pending: string };

/**
 * Carries the wanted group of a member to Fleet, holding the member's lock. A member that an unfinished run has
 * in its frozen plan keeps its group until it has ended there. Safe to repeat; what cannot be done now stays
 * wanted, with the reason.
 */
export async function carryAssignment(
  ports: CarryPorts,
  assignment: Assignment,
  now: string,
): Promise<Carried> {
  const { fleet, member, clusterResourceId } = assignment;
  const planned = await unfinishedRunWith(ports.runs, assignment);
  if (planned !== undefined) {
    return { pending: `Run ${planned} has ${member} in its plan and has not updated it yet.` };
  }
  const holder: LockHolder = {
    runId: `assignment:${fleet}/${member}`,
    runName: 'assignment',
    attempt: 0,
    purpose: 'assignment',
  };
  const foreign = await ports.locks.take([clusterResourceId], holder, now);
  if (foreign) return { pending: `Run ${foreign.holder.runName} holds ${member}.` };
  try {
    return await patch(ports, assignment, now);
  } finally {
    await ports.locks.release([clusterResourceId], holder);
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
      group: answer.group ?? null,
      wanted: undefined,
      lastError: undefined,
    });
    await noteGroup(ports.inventory, fleet, member, wanted);
    const written = await ports.assignments.replace({
      value: { ...done, changedAt: now },
      eTag: stored.eTag,
    });
    return written === 'written' ? 'assigned' : { pending: 'The group was changed again meanwhile.' };
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    const lastError = `${error.code}: ${error.message}`;
    await ports.assignments.replace({ value: { ...stored.value, lastError }, eTag: stored.eTag });
    return { pending: lastError };
  }
}

/** So that members and plans show the group at once, not at the next refresh. */
async function noteGroup(
  inventory: InventoryStore,
  fleet: string,
  name: string,
  group: string | null,
): Promise<void> {
  const known = (await inventory.read([fleet])).members.find((each) => each.name === name);
  if (known) await inventory.putMember(present({ ...known, fleetGroup: group ?? undefined }));
}

/** Name of a run whose frozen plan has the member, unended; a run whose plan is not frozen yet has no say. */
async function unfinishedRunWith(
  runs: RunStore,
  { fleet, clusterResourceId }: Assignment,
): Promise<string | undefined> {
  for (const runId of await runs.unfinished()) {
    const plan = await runs.plan(runId);
    if (!plan) continue;
    const members = await runs.members(runId, plan.planId);
    const unended = members.some(
      ({ member }) =>
        member.fleet === fleet &&
        clusterKey(member.clusterResourceId) === clusterKey(clusterResourceId) &&
        !hasEnded(member.state),
    );
    if (unended) return (await runs.get(runId))?.name;
  }
  return undefined;
}
