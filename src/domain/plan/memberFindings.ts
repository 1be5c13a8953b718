import { isMoving, movementsOf } from '../fleet/clusterActivity.ts';
import type { InventoryMember } from '../fleet/inventory.ts';
import type { OffersTo } from '../fleet/offeredVersions.ts';
import { memberLabel, nameSome, type LeavableCode } from './findings.ts';
import type { KubernetesLock } from './kubernetesLock.ts';
import { standingsOf, type TargetedMember } from './memberTarget.ts';
import type { ManagedClusterUpdate } from './updateSpec.ts';
import type { LockedVersions } from './versionLock.ts';

/** What a plan finds in members; with no members there is no finding. */
export interface MemberFinding {
  readonly code: LeavableCode;
  readonly members: readonly TargetedMember[];
  readonly message: string;
}

/** What the findings about members rest on. */
export interface FindingContext {
  readonly update: ManagedClusterUpdate;
  readonly locked: LockedVersions;
  readonly kubernetes: KubernetesLock;
  readonly offers: OffersTo;
  /** What the run is asked to pass over. */
  readonly leaveOut: readonly LeavableCode[];
}

/** What speaks against updating a member now: the state of its cluster and of its membership. */
export function clusterFindings(members: readonly TargetedMember[]): MemberFinding[] {
  const toUpdate = members.filter(({ planned }) => planned.update);
  const unreadable = members.filter(({ member }) => !member.cluster && member.access !== 'NotAks');
  const stopped = toUpdate.filter(({ member }) => member.cluster?.powerState === 'Stopped');
  const busy = toUpdate.filter(({ member }) => movements(member).length > 0);
  const failed = toUpdate.filter(({ member }) => hasFailed(member.cluster?.provisioningState));
  const outside = toUpdate.filter(({ member }) => isLostMembership(member.provisioningState));
  return [
    {
      code: 'ClusterNotReadable',
      members: unreadable,
      message: `The clusters of ${names(unreadable)} cannot be read, so what the run changes there is not known. Check that they exist and that this app may read them.`,
    },
    {
      code: 'ClusterStopped',
      members: stopped,
      message: `The clusters of ${names(stopped)} are stopped, and Fleet Manager fails a run at a stopped cluster. Start them, or skip these members.`,
    },
    {
      code: 'ClusterBusy',
      members: busy,
      message: `AKS is at work on the clusters of ${names(busy, (member) => movements(member).join(', '))}, and refuses an update until it has finished. Wait, or skip these members.`,
    },
    {
      code: 'ClusterFailed',
      members: failed,
      message: `The last operation of AKS failed on the clusters of ${names(failed, ({ cluster }) => cluster?.provisioningState ?? '')}, and an update may fail like it. Look at their activity log and repair them, or skip these members.`,
    },
    {
      code: 'MembershipFailed',
      members: outside,
      message: `Fleet Manager has no sound membership of ${names(outside, ({ provisioningState }) => provisioningState)}, so it may not update them. Join these clusters again, or skip these members.`,
    },
  ];
}

/** Members with something newer than the target, and members that the run skips because all is there. */
export function targetFindings(members: readonly TargetedMember[]): MemberFinding[] {
  const ahead = members.filter(
    ({ changes }) =>
      changes && [changes.controlPlane, ...changes.pools.map(({ image }) => image)].some(isAhead),
  );
  const there = members.filter(
    ({ planned, changes }) => !planned.update && changes && !standingsOf(changes).includes('Ahead'),
  );
  return [
    {
      code: 'AheadOfTarget',
      members: ahead,
      message: `${names(ahead)} already ${ahead.length === 1 ? 'runs' : 'run'} something newer than the target. Fleet Manager never goes back to an older version, so that is left as it is.`,
    },
    {
      code: 'AlreadyAtTarget',
      members: there,
      message: `${names(there)} ${there.length === 1 ? 'has' : 'have'} nothing to update. The run skips ${there.length === 1 ? 'it' : 'them'}.`,
    },
  ];
}

const isAhead = ({ standing }: { readonly standing: string }) => standing === 'Ahead';

const movements = ({ cluster }: InventoryMember) => (cluster ? movementsOf(cluster) : []);

export const hasFailed = (provisioningState: string | undefined) =>
  provisioningState !== undefined && /^(failed|cancell?ed)$/i.test(provisioningState);

/** Joining and Updating pass by themselves; Leaving does not come back. */
const isLostMembership = (provisioningState: string) =>
  hasFailed(provisioningState) ||
  (isMoving(provisioningState) && /^(leaving|deleting)$/i.test(provisioningState));

/** Some of the members by name, each with a word about it. */
export function names(
  members: readonly TargetedMember[],
  about?: (member: InventoryMember) => string,
): string {
  return nameSome(
    members.map(({ member }) => (about ? `${memberLabel(member)} (${about(member)})` : memberLabel(member))),
  );
}
