import type { AssignedItem, AssignGroupBody } from '../../contracts/members.ts';
import { FleetUpdatesError, type FieldError } from '../../domain/errors.ts';
import type { Assignment, InventoryMember } from '../../domain/fleet/inventory.ts';
import { present } from '../../domain/present.ts';
import type { AuditLog } from '../../ports/stores.ts';
import { carryAssignments, type CarryPorts } from './carryAssignments.ts';
import { refreshInventory, type RefreshPorts } from './refreshInventory.ts';
import type { Caller } from '../runs/resolveRequest.ts';

export type AssignPorts = CarryPorts & RefreshPorts & { readonly audit: AuditLog };

/**
 * Gives members a group, or takes them out of theirs. What is wanted is stored first, for all or for none; a
 * single member is changed in Fleet at once, many are carried there by reconcile and by the runs that need them.
 */
export async function assignGroup(
  ports: AssignPorts,
  configured: readonly string[],
  body: AssignGroupBody,
  { actor, now }: Caller,
): Promise<AssignedItem[]> {
  const known = await knownMembers(ports, configured, body, now);
  const existing = new Map(
    (await ports.assignments.list(configured)).map((row) => [keyOf(row.fleet, row.member), row]),
  );
  const rows = [...known.values()].map((member): Assignment => {
    const before = existing.get(keyOf(member.fleet, member.name));
    return present({
      ...{ fleet: member.fleet, member: member.name, clusterResourceId: member.clusterResourceId },
      group: before?.group ?? member.fleetGroup ?? null,
      ...{ wanted: body.group, changedAt: now, changedBy: actor },
    });
  });
  await ports.assignments.put(rows);
  const names = rows.map(({ fleet, member }) => keyOf(fleet, member)).join(', ');
  const message =
    body.group === null ? `Took ${names} out of their groups.` : `Assigned ${names} to ${body.group}.`;
  await ports.audit.append({ time: now, actor, subject: 'members', type: 'GroupAssigned', message });
  const [only] = rows;
  if (rows.length === 1 && only) return [await carryOne(ports, only, now)];
  const reason = 'Carried to Fleet by reconcile, or by the next run that needs it.';
  return rows.map((row) => ({ ...itemOf(row), status: 'pending', reason }));
}

async function carryOne(ports: AssignPorts, row: Assignment, now: string): Promise<AssignedItem> {
  const [carried] = await carryAssignments(ports, [row], now);
  if (carried === undefined || carried === 'assigned') return { ...itemOf(row), status: 'assigned' };
  return { ...itemOf(row), status: 'pending', reason: carried.pending };
}

const keyOf = (fleet: string, name: string) => `${fleet}/${name}`;
const itemOf = ({ fleet, member, wanted }: Assignment) => ({ fleet, name: member, group: wanted ?? null });

/** The members asked for, each once. Throws when one is unknown, also after a look at Fleet. */
async function knownMembers(
  ports: AssignPorts,
  configured: readonly string[],
  body: AssignGroupBody,
  now: string,
): Promise<Map<string, InventoryMember>> {
  const unknownFleets = fieldErrors(body, ({ fleet }) =>
    configured.includes(fleet) ? undefined : `The settings name no fleet ${fleet}.`,
  );
  if (unknownFleets.length > 0)
    throw new FleetUpdatesError('UnknownFleet', 'A fleet is not known.', { errors: unknownFleets });
  const fleets = [...new Set(body.members.map(({ fleet }) => fleet))];
  let members = await membersByKey(ports, fleets);
  if (body.members.some(({ fleet, name }) => !members.has(keyOf(fleet, name)))) {
    for (const failure of (await refreshInventory(ports, fleets, now)).values()) throw failure;
    members = await membersByKey(ports, fleets);
  }
  const errors = fieldErrors(body, ({ fleet, name }) =>
    members.has(keyOf(fleet, name)) ? undefined : `Fleet ${fleet} has no member ${name}.`,
  );
  if (errors.length > 0)
    throw new FleetUpdatesError('UnknownMember', 'A member is not known; nothing was changed.', { errors });
  const wanted = new Set(body.members.map(({ fleet, name }) => keyOf(fleet, name)));
  return new Map([...members].filter(([key]) => wanted.has(key)));
}

async function membersByKey(ports: AssignPorts, fleets: readonly string[]) {
  const { members } = await ports.inventory.read(fleets);
  return new Map(members.map((member) => [keyOf(member.fleet, member.name), member]));
}

function fieldErrors(
  body: AssignGroupBody,
  wrong: (member: AssignGroupBody['members'][number]) => string | undefined,
): FieldError[] {
  return body.members.flatMap((member, index) => {
    const detail = wrong(member);
    return detail === undefined ? [] : [{ pointer: `/members/${index}`, detail }];
  });
}
