import type { MemberListItem } from '../../contracts/members.ts';
import { isSameCluster } from '../../domain/fleet/assignments.ts';
import type { Assignment, InventoryMember } from '../../domain/fleet/inventory.ts';
import { clusterKey } from '../../domain/group/lock.ts';
import { present } from '../../domain/present.ts';
import { supportFindings, type SupportNotice } from '../../domain/fleet/supportNotice.ts';
import type { MemberFailure } from '../../domain/run/memberFailures.ts';
import { noticeName } from '../triggers/receiveAksEvent.ts';
import { readFailures } from './readFailures.ts';
import { readFleets } from './readFleets.ts';
import type { App } from '../../ports/app.ts';

const MINUTE_MS = 60_000;

export interface MembersAsked {
  readonly fleets: readonly string[];
  readonly group?: string | undefined;
  /** Read Azure, unless somebody did within the minute. */
  readonly refresh: boolean;
}

/**
 * Members with their groups and versions, by fleet and name. An inventory that is too old is refreshed first;
 * when Azure does not answer then, what is known is shown with its `asOf`, unless nothing is known at all.
 */
export async function readMembers(app: App, asked: MembersAsked): Promise<MemberListItem[]> {
  const before = await app.inventory.read(asked.fleets);
  const oldest = Date.parse(app.now()) - app.settings.inventoryMaxAgeMinutes * MINUTE_MS;
  const stale = asked.fleets.filter(
    (fleet) => asked.refresh || Date.parse(before.asOf[fleet] ?? '1970') < oldest,
  );
  const failures = await readFleets(app, stale, before);
  for (const [fleet, failure] of failures)
    if (asked.refresh || before.asOf[fleet] === undefined) throw failure;
  const inventory = stale.length > 0 ? await app.inventory.read(asked.fleets) : before;
  const assignments = await assignmentsByMember(app, asked.fleets);
  const notices = new Map(
    (await app.receivedEvents.supportNotices.list()).map(({ value }) => [value.name, value]),
  );
  const failed = await readFailures(app);
  return inventory.members
    .map((member) => {
      const notice = notices.get(noticeName(member.clusterResourceId));
      const assignment = assignments.get(`${member.fleet}/${member.name}`);
      // A wish for the cluster that had this name before says nothing of this one.
      return memberItem(
        member,
        assignment && isSameCluster(assignment, member) ? assignment : undefined,
        notice,
        failed.get(clusterKey(member.clusterResourceId)),
      );
    })
    .filter(({ group }) => asked.group === undefined || group === asked.group)
    .toSorted((a, b) => compare(a.fleet, b.fleet) || compare(a.name, b.name));
}

async function assignmentsByMember({ assignments }: App, fleets: readonly string[]) {
  const rows = await assignments.list(fleets);
  return new Map(rows.map((row) => [`${row.fleet}/${row.member}`, row]));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function memberItem(
  member: InventoryMember,
  assignment: Assignment | undefined,
  notice: SupportNotice | undefined,
  failure: MemberFailure | undefined,
): MemberListItem {
  const { fleet, name, clusterResourceId, access, cluster, asOf } = member;
  const fleetGroup = member.fleetGroup ?? null;
  const pending = assignment?.wanted !== undefined;
  return present({
    fleet,
    name,
    clusterResourceId,
    access,
    asOf,
    group: assignment?.wanted === undefined ? fleetGroup : assignment.wanted,
    mirror: present({ group: fleetGroup, pending, lastError: assignment?.lastError }),
    fleetProvisioningState: member.provisioningState,
    location: cluster?.location,
    kubernetesVersion: cluster?.kubernetesVersion,
    provisioningState: cluster?.provisioningState,
    powerState: cluster?.powerState,
    nodePools: cluster ? [...cluster.nodePools] : [],
    findings: supportFindings(member, notice),
    failure,
  });
}

/** Groups that exist: a group is there while some member has it. */
export function groupsOf(members: readonly MemberListItem[]) {
  const names = [...new Set(members.flatMap(({ group }) => (group === null ? [] : [group])))].toSorted();
  return names.map((name) => ({
    name,
    members: members
      .filter(({ group }) => group === name)
      .map((member) => ({ fleet: member.fleet, name: member.name })),
  }));
}
