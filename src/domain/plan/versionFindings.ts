import type { Cluster } from '../fleet/inventory.ts';
import { minorSteps, parseKubernetesVersion, type KubernetesVersion } from '../fleet/kubernetesVersion.ts';
import { isOutOfSupport, mayJump } from '../fleet/offeredVersions.ts';
import { nameSome } from './findings.ts';
import { names, type FindingContext, type MemberFinding } from './memberFindings.ts';
import type { TargetedMember } from './memberTarget.ts';

/** What the versions that AKS offers mean for the run's target. */
export function versionFindings(
  members: readonly TargetedMember[],
  context: FindingContext,
): MemberFinding[] {
  const { upgrade } = context.kubernetes;
  if (upgrade.type === 'NodeImageOnly') return imageFindings(members, context);
  const target = parseKubernetesVersion(upgrade.kubernetesVersion);
  if (!target) return imageFindings(members, context);
  return [
    ...patchFindings(members, context, target),
    ...supportFindings(members, context, target),
    ...imageFindings(members, context),
  ];
}

function patchFindings(
  members: readonly TargetedMember[],
  { kubernetes: { lacking, most, unknown }, offers }: FindingContext,
  target: KubernetesVersion,
): MemberFinding[] {
  const without = withClusters(members, lacking);
  const unknowing = target.hasPatch
    ? []
    : members.filter(({ member: { cluster }, planned }) =>
        cluster ? unknown.includes(cluster) : planned.update && lacking.length === 0,
      );
  const notOffered = target.hasPatch ? members.filter((each) => isNotOffered(each)) : [];
  function isNotOffered({ member: { cluster }, changes }: TargetedMember): boolean {
    const moves = [changes?.controlPlane, ...(changes?.pools ?? []).map(({ kubernetes }) => kubernetes)];
    if (!cluster || !moves.some((change) => change?.standing === 'Behind')) return false;
    return offers(cluster)?.every(({ version }) => version !== target.text) ?? false;
  }
  return [
    {
      code: 'OfferedVersionsUnknown',
      members: unknowing,
      message: `Which patch versions of Kubernetes ${target.text} AKS offers to ${names(unknowing)} is not known, so none can be chosen for all. Refresh the members, or name a patch version.`,
    },
    {
      code: 'NoCommonPatch',
      members: without,
      message:
        most === undefined
          ? `AKS offers no patch version of Kubernetes ${target.text} in ${regionsOf(without)}. Choose another version.`
          : `AKS offers no patch version of Kubernetes ${target.text} to all members: most can have ${most}, but not ${names(without)} in ${regionsOf(without)}. Name a patch version, or leave these members out.`,
    },
    {
      code: 'VersionNotOffered',
      members: notOffered,
      message: `AKS does not offer Kubernetes ${target.text} in ${regionsOf(notOffered)} to ${names(notOffered)}. Fleet Manager keeps a member waiting until the region has the version. Check the version, wait for it, or leave these members out.`,
    },
  ];
}

/** AKS upgrades one minor version at a time, but lets go what it no longer supports. */
function supportFindings(
  members: readonly TargetedMember[],
  { offers, leaveOut }: FindingContext,
  target: KubernetesVersion,
): MemberFinding[] {
  const version = ({ cluster }: { readonly cluster?: Cluster }) => cluster?.kubernetesVersion ?? '';
  const running = ({ member }: TargetedMember) =>
    parseKubernetesVersion(member.cluster?.kubernetesVersion ?? '');
  const offered = ({ member: { cluster } }: TargetedMember) => (cluster && offers(cluster)) ?? [];
  const farBehind = members.filter((each) => {
    const current = running(each);
    return current && minorSteps(current, target) > 1;
  });
  const jumping = farBehind.filter((each) => {
    const current = running(each);
    return current && !mayJump(current, target, offered(each));
  });
  const outOfSupport = members.filter((each) => {
    const current = running(each);
    return current && minorSteps(current, target) > 0 && isOutOfSupport(current, offered(each));
  });
  return [
    {
      code: 'TooFarBehind',
      // No objection to a run that somebody made for this version: AKS lets some clusters jump.
      members: leaveOut.includes('TooFarBehind') ? farBehind : [],
      message: `Kubernetes ${target.text} is more than one minor version above ${names(farBehind, version)}. Update to the versions in between first, each by a run of its own.`,
    },
    {
      code: 'MinorVersionSkipped',
      members: jumping,
      message: `Kubernetes ${target.text} is more than one minor version above ${names(jumping, version)}. AKS upgrades one minor version at a time, and from a version out of support to the oldest that is supported: update to the versions in between first, or leave these members out.`,
    },
    {
      code: 'VersionOutOfSupport',
      members: outOfSupport,
      message: `AKS no longer supports the Kubernetes version of ${names(outOfSupport, version)}, and gives no guarantee for an upgrade from it. Try it on a copy first, or leave these members out.`,
    },
  ];
}

/** Image families for which `Consistent` finds no one version. */
function imageFindings(
  members: readonly TargetedMember[],
  { update: { upgrade, nodeImageSelection }, locked: { lock, missing } }: FindingContext,
): MemberFinding[] {
  if (missing.length > 0) {
    return missing.map(({ family, clusters }) => ({
      code: 'ImageFamilyMissing',
      members: withClusters(members, clusters),
      message: `No node image of family ${family} is known in ${nameSome([...new Set(clusters.map(({ location }) => location))])}, so no version can be chosen that all regions have. Refresh the members, or choose Latest or Custom images.`,
    }));
  }
  // Fleet Manager refuses a run that is held to images and names none.
  const isHeld = upgrade.type !== 'ControlPlaneOnly' && nodeImageSelection?.type === 'Consistent';
  if (!isHeld || (lock.nodeImageVersions ?? []).length > 0) return [];
  const toUpdate = members.filter(({ planned }) => planned.update);
  return [
    {
      code: 'ImageFamilyMissing',
      members: toUpdate,
      message: `No node image of ${names(toUpdate)} is known, so no version can be chosen that all have. Check that this app may read the clusters, or choose Latest or Custom images.`,
    },
  ];
}

function withClusters(members: readonly TargetedMember[], clusters: readonly Cluster[]): TargetedMember[] {
  const wanted = new Set<Cluster | undefined>(clusters);
  return members.filter(({ member: { cluster } }) => cluster && wanted.has(cluster));
}

const regionsOf = (members: readonly TargetedMember[]) =>
  nameSome([...new Set(members.flatMap(({ member }) => member.cluster?.location ?? []))]);
