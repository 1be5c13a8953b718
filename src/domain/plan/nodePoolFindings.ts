import { minorSteps, parseKubernetesVersion } from '../fleet/kubernetesVersion.ts';
import { parseNodeImage } from '../fleet/nodeImage.ts';
import { memberLabel, nameSome, type LeavableCode } from './findings.ts';
import { hasFailed, type FindingContext, type MemberFinding } from './memberFindings.ts';
import { losesItsFamily, type PoolChange, type TargetedMember } from './memberTarget.ts';
import type { Upgrade } from './updateSpec.ts';

/** The oldest nodes that Kubernetes allows beside a control plane. */
const MINORS_APART = 3;

/** What is to be said of node pools, which may differ from their control plane and from each other. */
export function nodePoolFindings(
  members: readonly TargetedMember[],
  { update: { upgrade } }: Pick<FindingContext, 'update'>,
): MemberFinding[] {
  return [
    ...stateFindings(members, upgrade),
    ...kubernetesFindings(members, upgrade),
    ...imageFindings(members, upgrade),
  ];
}

type Concerns = (change: PoolChange, member: TargetedMember) => boolean;

function say(
  code: LeavableCode,
  among: readonly TargetedMember[],
  concerns: Concerns,
  message: (pools: string) => string,
): MemberFinding {
  const found = among.filter((member) => member.changes?.pools.some((change) => concerns(change, member)));
  return { code, members: found, message: message(namePools(found, concerns)) };
}

const updatedOf = (members: readonly TargetedMember[]) => members.filter(({ planned }) => planned.update);

function stateFindings(members: readonly TargetedMember[], upgrade: Upgrade): MemberFinding[] {
  const toUpdate = updatedOf(members);
  const touchesPools = upgrade.type !== 'ControlPlaneOnly';
  return [
    say(
      'NodePoolFailed',
      toUpdate,
      ({ pool }) => hasFailed(pool.provisioningState),
      (pools) =>
        `The last operation of AKS failed on node pools ${pools}, and an update may fail like it. Repair them, or skip these members.`,
    ),
    say(
      'NodePoolStopped',
      touchesPools ? toUpdate : [],
      ({ pool }, { member }) => pool.powerState === 'Stopped' && member.cluster?.powerState !== 'Stopped',
      (pools) =>
        `Node pools ${pools} are stopped, and AKS does not update a stopped node pool. Start them, or skip these members.`,
    ),
  ];
}

function kubernetesFindings(members: readonly TargetedMember[], upgrade: Upgrade): MemberFinding[] {
  const toUpdate = updatedOf(members);
  return [
    say('NodePoolBehind', upgrade.type === 'NodeImageOnly' ? [] : toUpdate, isBehindControlPlane, (pools) =>
      upgrade.type === 'Full'
        ? `Node pools ${pools} run an older Kubernetes version than their control plane. The run brings them to the target, also where the control plane stays.`
        : `Node pools ${pools} run an older Kubernetes version than their control plane, and ControlPlaneOnly leaves them there. A run of type Full brings them along.`,
    ),
    say(
      'NodePoolAhead',
      members,
      ({ kubernetes }, { changes }) =>
        kubernetes.standing === 'Ahead' && changes?.controlPlane.standing !== 'Ahead',
      (pools) =>
        `Node pools ${pools} run a newer Kubernetes version than the target. They are left as they are.`,
    ),
    say(
      'NodePoolTooFarBehind',
      toUpdate,
      isTooFarBehind,
      (pools) =>
        `Node pools ${pools} would be more than ${MINORS_APART} minor versions behind their control plane, which AKS refuses. Update the pools first, or leave these members out.`,
    ),
  ];
}

function imageFindings(members: readonly TargetedMember[], upgrade: Upgrade): MemberFinding[] {
  const toUpdate = updatedOf(members);
  const touchesPools = upgrade.type !== 'ControlPlaneOnly';
  return [
    say(
      'NodeImageUnknown',
      touchesPools ? members : [],
      ({ image }) => image.standing === 'Untold',
      (pools) =>
        `AKS does not tell the node image of node pools ${pools}, as of availability sets. That is no reason to update their members: what else is to be changed there decides.`,
    ),
    say(
      'AzureLinux2',
      toUpdate,
      ({ pool, kubernetes }) =>
        losesItsFamily(parseNodeImage(pool.nodeImageVersion ?? '')?.family ?? '', kubernetes),
      (pools) =>
        `Node pools ${pools} run Azure Linux 2, which has no images for Kubernetes 1.32 and later: with the new version they go to Azure Linux 3, or are skipped where Consistent or Custom images name none of it. Try your workloads on it first, or leave these members out.`,
    ),
  ];
}

function isBehindControlPlane(
  { pool, kubernetes }: PoolChange,
  { member, changes }: TargetedMember,
): boolean {
  const nodes = parseKubernetesVersion(pool.kubernetesVersion ?? '');
  const control = parseKubernetesVersion(member.cluster?.kubernetesVersion ?? '');
  if (!nodes || !control || nodes.release.compare(control.release) >= 0) return false;
  return kubernetes.standing === 'Behind' || changes?.controlPlane.standing === 'Behind';
}

/** The control plane goes first, so its target meets what the pools run now. */
function isTooFarBehind({ pool }: PoolChange, { changes }: TargetedMember): boolean {
  const nodes = parseKubernetesVersion(pool.kubernetesVersion ?? '');
  const control = parseKubernetesVersion(changes?.controlPlane.to ?? '');
  return nodes !== undefined && control !== undefined && minorSteps(nodes, control) > MINORS_APART;
}

function namePools(members: readonly TargetedMember[], concerns: Concerns): string {
  return nameSome(
    members.flatMap((member) =>
      (member.changes?.pools ?? [])
        .filter((change) => concerns(change, member))
        .map(({ pool: { name, kubernetesVersion } }) => {
          const version = kubernetesVersion === undefined ? '' : ` (${kubernetesVersion})`;
          return `${memberLabel(member.member)}/${name}${version}`;
        }),
    ),
  );
}
