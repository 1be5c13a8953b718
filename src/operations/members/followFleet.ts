import pLimit from 'p-limit';
import { isSameCluster } from '../../domain/fleet/assignments.ts';
import type { Assignment, InventoryMember } from '../../domain/fleet/inventory.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { dropWish } from './dropWish.ts';
import type { App } from '../../ports/app.ts';

/** To Table Storage, which takes far more. */
const REQUESTS_AT_ONCE = 16;

/**
 * Makes the assignments of a fleet follow what Fleet said of its members: without a wish of ours a row has the
 * group that Fleet has, so that portal and CLI go on working beside us; rows of members that are gone go too.
 * Rows written after the reading began (`asOf`) know more than it and stay as they are. A wish for a cluster that is
 * not this member any more is dropped.
 */
export async function followFleet(
  app: Pick<App, 'assignments'>,
  fleet: string,
  members: readonly InventoryMember[],
  asOf: string,
): Promise<void> {
  const known = await app.assignments.list([fleet]);
  const byName = new Map(known.map((row) => [row.member, row]));
  const said = members.map((member) => assignmentAsSaid(member, asOf));
  await app.assignments.add(said.filter(({ member }) => !byName.has(member)));

  const names = new Set(members.map(({ name }) => name));
  const gone = known.filter((row) => !names.has(row.member) && !isNewer(row, asOf));
  const changed = said.filter((row) => {
    const before = byName.get(row.member);
    return before && mayFollow(before, asOf) && differs(before, row);
  });
  const strayed = said.filter((row) => {
    const before = byName.get(row.member);
    return before?.wanted !== undefined && !isSameCluster(before, row) && !isNewer(before, asOf);
  });
  const limit = pLimit(REQUESTS_AT_ONCE);
  await Promise.all([
    ...gone.map((row) => limit(() => removeGone(app, row, asOf))),
    ...changed.map((row) => limit(() => replace(app, row, asOf))),
    ...strayed.map((row) => limit(() => dropStrayed(app, row, asOf))),
  ]);
}

async function removeGone(app: Pick<App, 'assignments'>, row: Assignment, asOf: string): Promise<void> {
  if (row.wanted !== undefined) {
    const stored = await app.assignments.get(row.fleet, row.member);
    if (!stored || isNewer(stored.value, asOf)) return;
    if ((await dropWish(app, stored, undefined, asOf)) === 'lost') return;
  }
  await app.assignments.remove(row.fleet, row.member);
}

/** The member is another cluster than the wish is for. */
async function dropStrayed(app: Pick<App, 'assignments'>, row: Assignment, asOf: string): Promise<void> {
  const stored = await app.assignments.get(row.fleet, row.member);
  if (stored?.value.wanted === undefined || isSameCluster(stored.value, row)) return;
  const { clusterResourceId, group } = row;
  await dropWish(app, stored, withoutUndefined({ clusterResourceId, group: group ?? undefined }), asOf);
}

/** Who writes the row at the same time wins: a wish of a user, or a twin that read the same. */
async function replace(app: Pick<App, 'assignments'>, row: Assignment, asOf: string): Promise<void> {
  const stored = await app.assignments.get(row.fleet, row.member);
  if (stored && mayFollow(stored.value, asOf)) {
    await app.assignments.replace({ value: row, eTag: stored.eTag });
  }
}

const isNewer = ({ changedAt }: Assignment, asOf: string) => Date.parse(changedAt) > Date.parse(asOf);

const mayFollow = (row: Assignment, asOf: string) => row.wanted === undefined && !isNewer(row, asOf);

const differs = (one: Assignment, other: Assignment) =>
  one.group !== other.group || one.clusterResourceId !== other.clusterResourceId;

function assignmentAsSaid(member: InventoryMember, asOf: string): Assignment {
  const { fleet, name, clusterResourceId, fleetGroup = null } = member;
  return {
    fleet,
    member: name,
    clusterResourceId,
    group: fleetGroup,
    changedAt: asOf,
    changedBy: 'Fleet Manager',
  };
}
