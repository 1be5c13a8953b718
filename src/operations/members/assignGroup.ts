import type { Caller } from '../caller.ts';
import type { AssignGroupBody } from '../../contracts/members.ts';
import type { AssignedItem } from '../../domain/fleet/memberView.ts';
import { DependencyError, FleetUpdatesError, type FieldError } from '../../domain/errors.ts';
import { isSameCluster } from '../../domain/fleet/assignments.ts';
import type { Assignment, InventoryMember } from '../../domain/fleet/inventory.ts';
import type { AuditEntry } from '../../domain/auditTypes.ts';
import { carryAssignments, type Carried } from './carryAssignments.ts';
import { refreshInventory } from './refreshInventory.ts';
import type { App } from '../../ports/app.ts';

/**
 * Gives members a group, or takes them out of theirs. What is wanted is stored first, each transaction with its audit
 * entry; a wish that is there already is none again. A single member is changed in Fleet at once, many are carried
 * there by reconcile and by the runs that need them.
 */
export async function assignGroup(app: App, caller: Caller, body: AssignGroupBody): Promise<AssignedItem[]> {
  const known = await knownMembers(app, body);
  const existing = new Map(
    (await app.assignments.list(app.fleetAliases)).map((row) => [keyOf(row.fleet, row.member), row]),
  );
  const rows = [...known.values()].map((member): { readonly isNew: boolean; readonly row: Assignment } => {
    const before = existing.get(keyOf(member.fleet, member.name));
    const isWanted = before?.wanted === body.group && isSameCluster(before, member);
    if (before && isWanted) return { isNew: false, row: before };
    return { isNew: true, row: wish(member, before, body.group, caller) };
  });
  const wishes = rows.filter(({ isNew }) => isNew).map(({ row }) => row);
  await app.assignments.put(wishes, (written) => entryOf(written, body.group, caller));
  const [only] = rows;
  if (rows.length === 1 && only) return [await carryOne(app, only.row)];
  const reason = 'Carried to Fleet by reconcile, or by the next run that needs it.';
  return rows.map(({ row }) => ({ ...itemOf(row), status: 'pending', reason }));
}

function wish(
  { fleet, name, clusterResourceId, fleetGroup }: InventoryMember,
  before: Assignment | undefined,
  wanted: string | null,
  { actor, now }: Caller,
): Assignment {
  return {
    fleet,
    member: name,
    clusterResourceId,
    group: before?.group ?? fleetGroup ?? null,
    wanted,
    changedAt: now,
    changedBy: actor,
  };
}

function entryOf(written: readonly Assignment[], group: string | null, { actor, now }: Caller): AuditEntry {
  const names = written.map(({ fleet, member }) => keyOf(fleet, member)).join(', ');
  const message = group === null ? `Took ${names} out of their groups.` : `Assigned ${names} to ${group}.`;
  return { time: now, actor, subject: 'members', type: 'GroupAssigned', message };
}

/** What is wanted is stored and will be carried: what does not work now is no failure of the request. */
async function carryOne(app: App, row: Assignment): Promise<AssignedItem> {
  const carried = await carryNow(app, row);
  if (carried === 'assigned') return { ...itemOf(row), status: 'assigned' };
  if (carried !== 'dropped') return { ...itemOf(row), status: 'pending', reason: carried.pending };
  const detail = `${keyOf(row.fleet, row.member)} is not the cluster any more that the inventory knew: nothing was changed. Read the members with refresh=true and decide again.`;
  throw new FleetUpdatesError('InvalidState', detail);
}

async function carryNow(app: App, row: Assignment): Promise<Carried> {
  try {
    const [carried = 'assigned'] = await carryAssignments(app, [row]);
    return carried;
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    return { pending: `${error.code}: ${error.message}` };
  }
}

const keyOf = (fleet: string, name: string) => `${fleet}/${name}`;
const itemOf = ({ fleet, member, wanted }: Assignment) => ({ fleet, name: member, group: wanted ?? null });

/** The members asked for, each once. Throws when one is unknown, also after a look at Fleet. */
async function knownMembers(app: App, body: AssignGroupBody): Promise<Map<string, InventoryMember>> {
  const unknownFleets = fieldErrors(body, ({ fleet }) =>
    app.fleetAliases.includes(fleet) ? undefined : `The settings name no fleet ${fleet}.`,
  );
  if (unknownFleets.length > 0)
    throw new FleetUpdatesError('UnknownFleet', 'A fleet is not known.', { errors: unknownFleets });
  const fleets = [...new Set(body.members.map(({ fleet }) => fleet))];
  let members = await membersByKey(app, fleets);
  if (body.members.some(({ fleet, name }) => !members.has(keyOf(fleet, name)))) {
    for (const failure of (await refreshInventory(app, fleets)).values()) throw failure;
    members = await membersByKey(app, fleets);
  }
  const errors = fieldErrors(body, ({ fleet, name }) =>
    members.has(keyOf(fleet, name)) ? undefined : `Fleet ${fleet} has no member ${name}.`,
  );
  if (errors.length > 0)
    throw new FleetUpdatesError('UnknownMember', 'A member is not known; nothing was changed.', { errors });
  const wanted = new Set(body.members.map(({ fleet, name }) => keyOf(fleet, name)));
  return new Map([...members].filter(([key]) => wanted.has(key)));
}

async function membersByKey(app: App, fleets: readonly string[]) {
  const { members } = await app.inventory.read(fleets);
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
