import { findingAbout, memberLabel, nameSome, type Finding } from './findings.ts';
import type { Cluster } from '../fleet/inventory.ts';
import { minorSteps, parseKubernetesVersion } from '../fleet/kubernetesVersion.ts';
import type { TargetedMember } from './memberTarget.ts';
import type { ManagedClusterUpdate, Upgrade } from './updateSpec.ts';
import type { LockedVersions, MissingFamily } from './versionLock.ts';

/** Members that would jump over a minor version: AKS refuses that, so the run is refused. */
export function skippedMinors(upgrade: Upgrade, members: readonly TargetedMember[]): Finding[] {
  if (upgrade.type === 'NodeImageOnly') return [];
  const target = parseKubernetesVersion(upgrade.kubernetesVersion);
  if (!target) return [];
  const jumping = members.filter(({ member }) => {
    const current = parseKubernetesVersion(member.cluster?.kubernetesVersion ?? '');
    return current !== undefined && minorSteps(current, target) > 1;
  });
  const named = jumping.map(
    ({ member }) => `${memberLabel(member)} (${member.cluster?.kubernetesVersion ?? ''})`,
  );
  return about(
    'MinorVersionSkipped',
    jumping,
    `Kubernetes ${target.text} is more than one minor version above ${nameSome(named)}. AKS upgrades one minor version at a time: update to the versions in between first.`,
  );
}

/** Image families for which `Consistent` finds no one version. */
export function missingFamilies(
  missing: readonly MissingFamily[],
  members: readonly TargetedMember[],
): Finding[] {
  return missing.flatMap(({ family, clusters }) => {
    const lacking = new Set<Cluster | undefined>(clusters);
    const regions = nameSome([...new Set(clusters.map(({ location }) => location))]);
    return about(
      'ImageFamilyMissing',
      members.filter(({ member }) => lacking.has(member.cluster)),
      `No node image of family ${family} is known in ${regions}, so no version can be chosen that all regions have. Refresh the members, or choose Latest or Custom images.`,
    );
  });
}

/** `Consistent` with no image to hold the members to: Fleet Manager refuses a run of no images at all. */
export function noImageKnown(
  { upgrade, nodeImageSelection }: ManagedClusterUpdate,
  { lock, missing }: LockedVersions,
  members: readonly TargetedMember[],
): Finding[] {
  if (upgrade.type === 'ControlPlaneOnly' || nodeImageSelection?.type !== 'Consistent') return [];
  if (missing.length > 0 || (lock.nodeImageVersions ?? []).length > 0) return [];
  const toUpdate = members.filter(({ planned }) => planned.update);
  return about(
    'ImageFamilyMissing',
    toUpdate,
    `No node image of ${names(toUpdate)} is known, so no version can be chosen that all have. Check that this app may read the clusters, or choose Latest or Custom images.`,
  );
}

/** What speaks against updating a member now, without refusing the run. */
export function clusterFindings(members: readonly TargetedMember[]): Finding[] {
  const unreadable = members.filter(({ member }) => !member.cluster);
  const toUpdate = members.filter(({ planned }) => planned.update);
  const stopped = toUpdate.filter(({ member }) => member.cluster?.powerState === 'Stopped');
  const busy = toUpdate.filter(
    ({ member }) => member.cluster && member.cluster.provisioningState !== 'Succeeded',
  );
  const busyNames = busy.map(
    ({ member }) => `${memberLabel(member)} (${member.cluster?.provisioningState ?? ''})`,
  );
  return [
    ...about(
      'ClusterNotReadable',
      unreadable,
      `The clusters of ${names(unreadable)} cannot be read, so what the run changes there is not known. Check that they exist and that this app may read them.`,
    ),
    ...about(
      'ClusterStopped',
      stopped,
      `The clusters of ${names(stopped)} are stopped, and Fleet Manager fails a run at a stopped cluster. Start them, or skip these members.`,
    ),
    ...about(
      'ClusterBusy',
      busy,
      `AKS has not finished with the clusters of ${nameSome(busyNames)}, and refuses an update until it has. Wait or repair them, or skip these members.`,
    ),
  ];
}

/** Members with something newer than the target, and members that the run skips because all is there. */
export function targetFindings(members: readonly TargetedMember[]): Finding[] {
  const ahead = members.filter(({ isAhead }) => isAhead);
  const there = members.filter(({ planned, isAhead }) => !planned.update && !isAhead);
  return [
    ...about(
      'AheadOfTarget',
      ahead,
      `${names(ahead)} already ${ahead.length === 1 ? 'runs' : 'run'} something newer than the target. Fleet Manager never goes back to an older version, so that is left as it is.`,
    ),
    ...about(
      'AlreadyAtTarget',
      there,
      `${names(there)} ${there.length === 1 ? 'has' : 'have'} nothing to update. The run skips ${there.length === 1 ? 'it' : 'them'}.`,
    ),
  ];
}

const names = (members: readonly TargetedMember[]) =>
  nameSome(members.map(({ member }) => memberLabel(member)));

const about = (code: Finding['code'], members: readonly TargetedMember[], message: string) =>
  findingAbout(
    code,
    members.map(({ member }) => member),
    message,
  );
