import type { VersionLock } from '../plan/plan.ts';
import type { ErrorDetail, Run } from '../run/run.ts';
import type { State } from '../run/states.ts';
import type { ManagedClusterUpdate, NodeImageSelection, Upgrade } from '../plan/updateSpec.ts';

export interface FleetRunMember {
  readonly name: string;
  readonly clusterResourceId: string;
  readonly state: State;
  readonly message?: string;
  readonly startTime?: string;
  readonly completedTime?: string;
  readonly error?: ErrorDetail;
  readonly operationId?: string;
}

/** A Fleet Manager update run, flattened: ours have one stage with one group. */
export interface FleetRunView {
  readonly name: string;
  readonly eTag: string;
  readonly state: State;
  readonly members: readonly FleetRunMember[];
  /** What it was created with, to tell a foreign run of our name. */
  readonly content: FleetRunContent;
}

export interface FleetRunContent {
  readonly managedClusterUpdate: ManagedClusterUpdate;
  /** The update group it is for; absent: all members of the fleet, one by one. */
  readonly group?: string;
}

/**
 * What the Fleet runs of a group are created with. `Consistent` becomes `Custom` with the version lock, since
 * Fleet's own `Consistent` holds only inside one Fleet run, and ours has one for each group.
 */
export function fleetRunContent(run: Run, lock: VersionLock, group: string): FleetRunContent {
  const upgrade = lockedUpgrade(run.managedClusterUpdate.upgrade, lock);
  const managedClusterUpdate: ManagedClusterUpdate =
    upgrade.type === 'ControlPlaneOnly'
      ? { upgrade }
      : { upgrade, nodeImageSelection: heldTo(run.managedClusterUpdate.nodeImageSelection, lock) };
  return run.implicit ? { managedClusterUpdate } : { managedClusterUpdate, group };
}

/** A minor version that was asked for is the patch that the plan chose: for all Fleet runs the same. */
function lockedUpgrade(upgrade: Upgrade, { kubernetesVersion }: VersionLock): Upgrade {
  if (upgrade.type === 'NodeImageOnly' || kubernetesVersion === undefined) return upgrade;
  return { ...upgrade, kubernetesVersion };
}

function heldTo(selection: NodeImageSelection | undefined, lock: VersionLock): NodeImageSelection {
  if (!selection || selection.type === 'Latest') return { type: 'Latest' };
  const versions = lock.nodeImageVersions ?? [];
  return { type: 'Custom', customNodeImageVersions: versions.map((version) => ({ version })) };
}

/** Fleet gives back what it was given, but leaves room for spelling: order and an omitted `Latest`. */
export function isSameContent(one: FleetRunContent, other: FleetRunContent): boolean {
  return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));
}

function comparable({
  managedClusterUpdate: { upgrade, nodeImageSelection },
  group,
}: FleetRunContent): unknown {
  const images =
    nodeImageSelection?.type === 'Custom'
      ? nodeImageSelection.customNodeImageVersions.map(({ version }) => version).toSorted()
      : (nodeImageSelection?.type ?? 'Latest');
  const version = upgrade.type === 'NodeImageOnly' ? '' : upgrade.kubernetesVersion;
  return [upgrade.type, version, upgrade.type === 'ControlPlaneOnly' ? '' : images, group ?? ''];
}
