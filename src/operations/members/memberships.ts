import type { JoinBody } from '../../contracts/members.ts';
import { DependencyError, FleetUpdatesError } from '../../domain/errors.ts';
import { clusterKey } from '../../domain/group/lock.ts';
import type { FleetMember } from '../../ports/fleetGateway.ts';
import type { AuditLog } from '../../ports/stores.ts';
import { inventoryMember, type RefreshPorts } from './refreshInventory.ts';
import type { Caller } from '../runs/resolveRequest.ts';

export type MembershipPorts = RefreshPorts & { readonly audit: AuditLog };

/**
 * Joins a cluster to a fleet, with a group; `created` is false when the member was there with that cluster. Asked
 * again without a group it leaves the group as it is: nobody asked for the member to lose it.
 */
export async function joinMember(
  ports: MembershipPorts,
  fleet: string,
  name: string,
  body: JoinBody,
  { actor, now }: Caller,
): Promise<{ readonly created: boolean }> {
  const before = await ports.fleets.getMember(fleet, name);
  if (before && clusterKey(before.clusterResourceId) !== clusterKey(body.clusterResourceId)) {
    const detail = `Member ${name} of fleet ${fleet} is another cluster; remove it first.`;
    throw new FleetUpdatesError('AlreadyExists', detail);
  }
  if (before && body.group === undefined) return { created: false };
  const member = await putMember(ports, fleet, name, body);
  const cluster = await ports.clusters.getCluster(member.clusterResourceId);
  await ports.inventory.putMember(inventoryMember(fleet, member, cluster, now));
  const { clusterResourceId } = member;
  await ports.assignments.put([
    { fleet, member: name, clusterResourceId, group: member.group ?? null, changedAt: now, changedBy: actor },
  ]);
  const message = `Joined ${clusterResourceId} as ${fleet}/${name}${body.group === undefined ? '' : ` to group ${body.group}`}.`;
  await ports.audit.append({
    time: now,
    actor,
    subject: `members/${fleet}/${name}`,
    type: 'MemberJoined',
    message,
  });
  return { created: before === undefined };
}

/** Of a cluster that Azure will not join: a fault of the request, such as one that is not there or joined elsewhere. */
const REFUSALS = new Set([400, 404, 409, 422]);

async function putMember(
  { fleets }: MembershipPorts,
  fleet: string,
  name: string,
  body: JoinBody,
): Promise<FleetMember> {
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
  ports: MembershipPorts,
  fleet: string,
  name: string,
  { actor, now }: Caller,
): Promise<void> {
  if (!(await ports.fleets.getMember(fleet, name))) {
    throw new FleetUpdatesError('NotFound', `Fleet ${fleet} has no member ${name}.`);
  }
  await ports.fleets.deleteMember(fleet, name);
  await ports.inventory.removeMember(fleet, name);
  await ports.assignments.remove(fleet, name);
  const message = `Took ${name} out of fleet ${fleet}.`;
  await ports.audit.append({
    time: now,
    actor,
    subject: `members/${fleet}/${name}`,
    type: 'MemberLeft',
    message,
  });
}
