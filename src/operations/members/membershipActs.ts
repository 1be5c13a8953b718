import { DependencyError } from '../../domain/errors.ts';
import { isSameCluster } from '../../domain/fleet/assignments.ts';
import type { Assignment } from '../../domain/fleet/inventory.ts';
import { entryOfAct, nameOfAct, outcomeOfAct, type MembershipAct } from '../../domain/fleet/membershipAct.ts';
import type { FleetMember } from '../../ports/fleetGateway.ts';
import type { AssignmentStore } from '../../ports/fleetStores.ts';
import type { Stored } from '../../ports/stored.ts';
import { guarded, type Report } from '../upkeep/guarded.ts';
import type { App } from '../../ports/app.ts';

/** Says what is about to be asked of Azure. One of that kind that failed before gives way to it. */
export async function beginAct(
  { membershipActs: acts }: App,
  act: Omit<MembershipAct, 'name'>,
): Promise<void> {
  const value = { ...act, name: nameOfAct(act) };
  for (;;) {
    const before = await acts.get(value.name);
    if ((await acts.put(value, before?.eTag)) !== 'lost') return;
  }
}

/** Azure refused it: nothing happened, and nothing is to be told. What cannot be dropped now, reconcile drops. */
export async function dropAct(
  { membershipActs: acts }: App,
  act: Omit<MembershipAct, 'name'>,
): Promise<void> {
  try {
    const stored = await acts.get(nameOfAct(act));
    if (stored?.value.at === act.at && stored.value.by === act.by)
      await acts.remove(stored.value.name, stored.eTag);
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
  }
}

/**
 * Azure has done it: what we know of the member follows, then the act goes together with its audit entry. Whoever
 * comes second, a repeated call or reconcile, finds it gone and tells nothing.
 */
export async function finishAct(
  app: App,
  act: Pick<MembershipAct, 'kind' | 'fleet' | 'member'>,
  member?: FleetMember,
): Promise<void> {
  const stored = await app.membershipActs.get(nameOfAct(act));
  if (!stored) return;
  if (stored.value.kind === 'join' && member) await noteJoined(app.assignments, stored.value, member);
  if (stored.value.kind === 'leave' && !member) {
    await app.inventory.removeMember(act.fleet, act.member);
    await app.assignments.remove(act.fleet, act.member);
  }
  await app.membershipActs.remove(stored.value.name, stored.eTag, entryOfAct(stored.value));
}

/** A wish that somebody has had for the cluster meanwhile stays. */
async function noteJoined(
  assignments: AssignmentStore,
  { fleet, at, by }: MembershipAct,
  joined: FleetMember,
): Promise<void> {
  const { name, clusterResourceId, group = null } = joined;
  const row: Assignment = { fleet, member: name, clusterResourceId, group, changedAt: at, changedBy: by };
  const before = await assignments.get(fleet, name);
  if (!before) await assignments.add([row]);
  else if (before.value.wanted === undefined || !isSameCluster(before.value, row))
    await assignments.replace({ value: row, eTag: before.eTag });
}

/** Tells what earlier calls about this member did and could not tell; answers with their kinds. */
export async function settleActs(
  app: App,
  { fleet, name }: { readonly fleet: string; readonly name: string },
  member: FleetMember | undefined,
  now: string,
): Promise<MembershipAct['kind'][]> {
  const settled: MembershipAct['kind'][] = [];
  for (const kind of ['join', 'leave'] as const) {
    const stored = await app.membershipActs.get(nameOfAct({ kind, fleet, member: name }));
    if (stored && (await settle(app, stored, member, now)) === 'done') settled.push(kind);
  }
  return settled;
}

async function settle(
  app: App,
  { value, eTag }: Stored<MembershipAct>,
  member: FleetMember | undefined,
  now: string,
): Promise<ReturnType<typeof outcomeOfAct>> {
  const outcome = outcomeOfAct(value, member, now);
  if (outcome === 'done') await finishAct(app, value, member);
  if (outcome === 'notDone') await app.membershipActs.remove(value.name, eTag);
  return outcome;
}

/** Finishes what a failure or a crash cut short. */
export async function finishActs(app: App, report: Report): Promise<void> {
  for (const stored of await app.membershipActs.list()) {
    const { name, fleet, member } = stored.value;
    if (!app.fleetAliases.includes(fleet)) continue;
    await guarded(`membership ${name}`, report, async () => {
      const now = app.now();
      await settle(app, stored, await app.fleets.getMember(fleet, member), now);
    });
  }
}
