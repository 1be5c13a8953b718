import type { Caller } from '../caller.ts';
import type { JoinBody } from '../../contracts/members.ts';
import { DependencyError, FleetUpdatesError } from '../../domain/errors.ts';
import { isSameCluster } from '../../domain/fleet/assignments.ts';
import type { MembershipAct } from '../../domain/fleet/membershipAct.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { FleetMember } from '../../ports/fleetGateway.ts';
import { assignGroup } from './assignGroup.ts';
import { beginAct, dropAct, finishAct, settleActs } from './membershipActs.ts';
import { inventoryMember } from './refreshInventory.ts';
import type { App } from '../../ports/app.ts';

/** A member by its names. */
export interface MemberKey {
  readonly fleet: string;
  readonly name: string;
}

/** A member as it is now. */
export interface Joined {
  readonly created: boolean;
  readonly clusterResourceId: string;
  /** What Fleet has. */
  readonly group: string | null;
  /** What it is to have, and why it has not got it yet. */
  readonly wanted?: string | null;
  readonly reason?: string;
}

/**
 * Joins a cluster to a fleet, with a group; `created` is false when the member was there with that cluster. Asked
 * again without a group it leaves the group as it is: nobody asked for the member to lose it. Another group is an
 * assignment like any: runs that have the member in their plan, and locks, come first.
 */
export async function joinMember(
  app: App,
  caller: Caller,
  { fleet, name, ...body }: MemberKey & JoinBody,
): Promise<Joined> {
  const before = await app.fleets.getMember(fleet, name);
  await settleActs(app, { fleet, name }, before, caller.now);
  if (before) return await joinAgain(app, caller, fleet, before, body);
  const { actor: by, now: at } = caller;
  const act = { kind: 'join', fleet, member: name, ...body, by, at } as const;
  await beginAct(app, act);
  const member = await dropIfRefused(app, act, () => putMember(app, fleet, name, body));
  await finishAct(app, act, member);
  await noteMember(app, fleet, member, at);
  const { clusterResourceId, group = null } = member;
  return { created: true, clusterResourceId, group };
}

/** An act that Azure refused has not happened; one that it did not answer may have. */
async function dropIfRefused<T>(
  app: App,
  act: Omit<MembershipAct, 'name'>,
  perform: () => Promise<T>,
): Promise<T> {
  try {
    return await perform();
  } catch (error) {
    const mayHaveHappened = error instanceof DependencyError && error.retryable;
    if (!mayHaveHappened) await dropAct(app, act);
    throw error;
  }
}

async function joinAgain(
  app: App,
  caller: Caller,
  fleet: string,
  before: FleetMember,
  body: JoinBody,
): Promise<Joined> {
  const { name, clusterResourceId, group: current = null } = before;
  if (!isSameCluster(before, body)) {
    const detail = `Member ${name} of fleet ${fleet} is another cluster; remove it first.`;
    throw new FleetUpdatesError('AlreadyExists', detail);
  }
  const known = (await app.assignments.get(fleet, name))?.value;
  const wanted = known && isSameCluster(known, before) ? known.wanted : undefined;
  const asIs = { created: false, clusterResourceId, group: current };
  if (body.group === undefined || (wanted === undefined && body.group === current)) {
    return withoutUndefined({ ...asIs, wanted });
  }
  // The cluster is what Fleet says now: what was known of the name may be of another.
  await noteMember(app, fleet, before, caller.now);
  const asked = { members: [{ fleet, name }], group: body.group };
  const [assigned] = await assignGroup(app, caller, asked);
  if (assigned?.status === 'assigned') return { ...asIs, group: body.group };
  return withoutUndefined({ ...asIs, wanted: body.group, reason: assigned?.reason });
}

/** So that members and plans show it at once. */
async function noteMember(
  { clusters, inventory }: App,
  fleet: string,
  member: FleetMember,
  now: string,
): Promise<void> {
  const cluster = await clusters.getCluster(member.clusterResourceId);
  await inventory.putMember(inventoryMember(fleet, member, cluster, now));
}

/** Of a cluster that Azure will not join: a fault of the request, such as one that is not there or joined elsewhere. */
const REFUSALS = new Set([400, 404, 409, 422]);

async function putMember({ fleets }: App, fleet: string, name: string, body: JoinBody): Promise<FleetMember> {
  try {
    return await fleets.putMember(fleet, name, body);
  } catch (error) {
    if (!(error instanceof DependencyError) || !REFUSALS.has(error.status)) throw error;
    const { code, status, message } = error;
    const detail = `Azure does not join the cluster: ${message}`;
    throw new FleetUpdatesError(status === 409 ? 'InvalidState' : 'InvalidRequest', detail, {
      errors: [{ pointer: '/clusterResourceId', detail }],
      extensions: { dependency: { code, status } },
      cause: error,
    });
  }
}

/** Takes a member out of its fleet; the cluster itself stays as it is. */
export async function leaveFleet(
  app: App,
  { actor: by, now: at }: Caller,
  { fleet, name }: MemberKey,
): Promise<void> {
  const member = await app.fleets.getMember(fleet, name);
  const settled = await settleActs(app, { fleet, name }, member, at);
  if (!member) {
    // An earlier call took it out and could not say so.
    if (settled.includes('leave')) return;
    throw new FleetUpdatesError('NotFound', `Fleet ${fleet} has no member ${name}.`);
  }
  const act = {
    kind: 'leave',
    fleet,
    member: name,
    clusterResourceId: member.clusterResourceId,
    by,
    at,
  } as const;
  await beginAct(app, act);
  await dropIfRefused(app, act, () => app.fleets.deleteMember(fleet, name));
  await finishAct(app, act);
}
