import { deniesImage, deniesKubernetes, type DeniedVersion } from './deniedVersion.ts';
import { finding, findingAbout, memberLabel, nameSome, type Finding } from './findings.ts';
import { parseNodeImage } from '../fleet/nodeImage.ts';
import type { KubernetesLock } from './kubernetesLock.ts';
import { names, type MemberFinding } from './memberFindings.ts';
import type { Change, TargetedMember } from './memberTarget.ts';
import type { PlannedMember } from './plan.ts';
import type { Upgrade } from './updateSpec.ts';
import type { LockedVersions } from './versionLock.ts';

/** Members that the run would bring to a version that is denied. */
export function deniedFindings(
  members: readonly TargetedMember[],
  upgrade: Upgrade,
  denied: readonly DeniedVersion[],
): MemberFinding[] {
  return denied.map((each) => {
    const about = members.filter((member) => brings(member, upgrade, each));
    return {
      code: 'VersionDenied',
      members: about,
      message: `${whatOf(each)} is denied (${each.name}: ${each.reason}), and the run would bring it to ${names(about)}. Choose another version, wait for the next, or leave these members out.`,
    };
  });
}

function brings({ planned, changes }: TargetedMember, upgrade: Upgrade, denied: DeniedVersion): boolean {
  if (!planned.update) return false;
  // Of a cluster that cannot be read the run changes what it may.
  if (!changes)
    return upgrade.type !== 'NodeImageOnly' && deniesKubernetes(denied, upgrade.kubernetesVersion);
  const { controlPlane, pools } = changes;
  const isTo = (change: Change, denies: typeof deniesImage) =>
    change.standing !== 'Ahead' && change.standing !== 'At' && denies(denied, change.to ?? '');
  return (
    [controlPlane, ...pools.map(({ kubernetes }) => kubernetes)].some((each) =>
      isTo(each, deniesKubernetes),
    ) || pools.some(({ image }) => isTo(image, deniesImage))
  );
}

/** A patch was chosen for a minor, and it is not the one that it would be if nothing were denied. */
export function avoidedFindings(
  chosen: KubernetesLock,
  otherwise: KubernetesLock,
  denied: readonly DeniedVersion[],
): Finding[] {
  const [taken, newest] = [chosen, otherwise].map(({ upgrade }) =>
    upgrade.type === 'NodeImageOnly' ? '' : upgrade.kubernetesVersion,
  );
  const why = denied.find((each) => deniesKubernetes(each, newest ?? ''));
  if (taken === newest || !why) return [];
  const outcome = chosen.lacking.length === 0 ? `so the run takes ${taken ?? ''}` : 'so it is not chosen';
  const message = `${whatOf(why)} is denied (${why.name}: ${why.reason}), ${outcome}.`;
  return [finding('DeniedVersionAvoided', message)];
}

/** An older image was chosen for `Consistent` than it would be if nothing were denied. */
export function avoidedImages(
  { lock: { nodeImageVersions: chosen = [] } }: LockedVersions,
  { lock: { nodeImageVersions: otherwise = [] } }: LockedVersions,
  denied: readonly DeniedVersion[],
): Finding[] {
  const taken = new Map(chosen.map((image) => [parseNodeImage(image)?.family, image]));
  return otherwise.flatMap((image) => {
    const instead = taken.get(parseNodeImage(image)?.family);
    const why = denied.find((each) => deniesImage(each, image));
    if (!why || instead === undefined || instead === image) return [];
    const message = `${whatOf(why)} is denied (${why.name}: ${why.reason}), so the run takes ${instead}, the newest before it that one of its clusters has.`;
    return [finding('DeniedVersionAvoided', message)];
  });
}

const whatOf = ({ kubernetesVersion, nodeImageVersion }: DeniedVersion) =>
  kubernetesVersion === undefined
    ? `Node image ${nodeImageVersion ?? ''}`
    : `Kubernetes ${kubernetesVersion}`;

/** What cannot be read may deny any version: until it can be, nothing is brought. */
export function unreadableFindings(names: readonly string[]): Finding[] {
  return names.map((name) =>
    finding(
      'DeniedVersionUnreadable',
      `Denied version ${name} cannot be read, so which version it denies is not known. Put it again or delete it (Admin), then plan again.`,
    ),
  );
}

/** The same of a plan that was frozen before the version was denied. */
export function deniedOfMembers(
  members: readonly PlannedMember[],
  denied: readonly DeniedVersion[],
): Finding[] {
  return denied.flatMap((each) => {
    const about = members.filter((member) => isBroughtTo(member, each));
    const words = `${whatOf(each)} is denied (${each.name}: ${each.reason}), and would be brought to ${nameSome(about.map(memberLabel))}.`;
    return findingAbout('VersionDenied', about, words);
  });
}

/** Something of it is there after the run and not before. */
function isBroughtTo({ from, to, update }: PlannedMember, denied: DeniedVersion): boolean {
  if (!update) return false;
  const before = new Map(from.nodePools.map((pool) => [pool.name, pool]));
  const moves = (was: string | undefined, becomes = '') =>
    was !== becomes && (deniesKubernetes(denied, becomes) || deniesImage(denied, becomes));
  return (
    moves(from.kubernetesVersion, to.kubernetesVersion) ||
    to.nodePools.some(
      ({ name, kubernetesVersion, nodeImageVersion }) =>
        moves(before.get(name)?.kubernetesVersion, kubernetesVersion) ||
        moves(before.get(name)?.nodeImageVersion, nodeImageVersion),
    )
  );
}
