import { z } from 'zod';
import type { MemberListItem } from '../../domain/fleet/memberView.ts';
import { isSameCluster } from '../../domain/fleet/assignments.ts';
import { behindOf, type Behind } from '../../domain/fleet/behind.ts';
import {
  nodePoolSchema,
  type Assignment,
  type Inventory,
  type InventoryMember,
} from '../../domain/fleet/inventory.ts';
import { latestNodeImages } from '../../domain/fleet/latestNodeImages.ts';
import { offersTo } from '../../domain/fleet/offeredVersions.ts';
import { LastMade, onceFor } from '../../domain/lastMade.ts';
import { clusterKey } from '../../domain/group/lock.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { supportFindings, type SupportNotice } from '../../domain/fleet/supportNotice.ts';
import type { MemberFailure } from '../../domain/run/memberFailures.ts';
import type { Stored } from '../../ports/stored.ts';
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
export async function readMembers(app: App, asked: MembersAsked): Promise<readonly MemberListItem[]> {
  const before = await readKnown(app, asked.fleets);
  const { asOf } = before.inventory;
  const oldest = Date.parse(app.now()) - app.settings.inventoryMaxAgeMinutes * MINUTE_MS;
  const stale = asked.fleets.filter((fleet) => asked.refresh || Date.parse(asOf[fleet] ?? '1970') < oldest);
  const failures = await readFleets(app, stale, before.inventory);
  for (const [fleet, failure] of failures) if (asked.refresh || asOf[fleet] === undefined) throw failure;
  const items = itemsOf(stale.length > 0 ? await readKnown(app, asked.fleets) : before, app.now());
  return asked.group === undefined ? items : items.filter(({ group }) => group === asked.group);
}

interface Known {
  readonly inventory: Inventory;
  readonly assignments: readonly Assignment[];
  readonly notices: readonly Stored<SupportNotice>[];
  readonly failed: ReadonlyMap<string, MemberFailure>;
}

/** All at once, so that they share the question whether what is in memory is still so. */
async function readKnown(app: App, fleets: readonly string[]): Promise<Known> {
  const [inventory, assignments, notices, failed] = await Promise.all([
    app.inventory.read(fleets),
    app.assignments.list(fleets),
    app.receivedEvents.supportNotices.list(),
    readFailures(app),
  ]);
  return { inventory, assignments, notices, failed };
}

const lastItems = onceFor((_inventory: Inventory) => new LastMade<readonly MemberListItem[]>());

/** The same list while nothing that it is made of has changed, nor the day, from which ages are counted. */
function itemsOf({ inventory, assignments, notices, failed }: Known, now: string): readonly MemberListItem[] {
  const today = now.slice(0, 10);
  return lastItems(inventory).of([assignments, notices, failed, today], () => {
    const offers = offersTo(inventory.offeredVersions);
    const images = latestNodeImages(inventory.latestNodeImages);
    const noticed = new Map(notices.map(({ value }) => [value.name, value]));
    const assigned = new Map(assignments.map((row) => [`${row.fleet}/${row.member}`, row]));
    return inventory.members
      .map((member) => {
        const assignment = assigned.get(`${member.fleet}/${member.name}`);
        // A wish for the cluster that had this name before says nothing of this one.
        return memberItem(
          member,
          assignment && isSameCluster(assignment, member) ? assignment : undefined,
          noticed.get(noticeName(member.clusterResourceId)),
          failed.get(clusterKey(member.clusterResourceId)),
          member.cluster && behindOf(member.cluster, offers, images, today),
        );
      })
      .toSorted((a, b) => compare(a.fleet, b.fleet) || compare(a.name, b.name));
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function memberItem(
  member: InventoryMember,
  assignment: Assignment | undefined,
  notice: SupportNotice | undefined,
  failure: MemberFailure | undefined,
  behind: Behind | undefined,
): MemberListItem {
  const { fleet, name, clusterResourceId, access, cluster, asOf } = member;
  const fleetGroup = member.fleetGroup ?? null;
  const pending = assignment?.wanted !== undefined;
  return withoutUndefined({
    fleet,
    name,
    clusterResourceId,
    access,
    asOf,
    group: assignment?.wanted === undefined ? fleetGroup : assignment.wanted,
    mirror: withoutUndefined({ group: fleetGroup, pending, lastError: assignment?.lastError }),
    fleetProvisioningState: member.provisioningState,
    location: cluster?.location,
    kubernetesVersion: cluster?.kubernetesVersion,
    provisioningState: cluster?.provisioningState,
    powerState: cluster?.powerState,
    // Stored pools may have what only a later release knows.
    nodePools: z.array(nodePoolSchema).parse(cluster?.nodePools ?? []),
    findings: supportFindings(member, notice),
    behind,
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
