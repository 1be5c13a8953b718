import type { InventoryMember } from '../fleet/inventory.ts';
import { latestNodeImages } from '../fleet/latestNodeImages.ts';
import { offersTo } from '../fleet/offeredVersions.ts';
import { avoidedFindings, avoidedImages, deniedFindings } from './deniedFindings.ts';
import { offersWithout } from './deniedVersion.ts';
import { findingAbout, type Finding, type FindingCode } from './findings.ts';
import { lockKubernetes } from './kubernetesLock.ts';
import { clusterFindings, names, targetFindings, type MemberFinding } from './memberFindings.ts';
import { targetMember, type RunTarget, type TargetedMember } from './memberTarget.ts';
import { nodePoolFindings } from './nodePoolFindings.ts';
import type { LeftOut, PlanRequest, VersionLock } from './plan.ts';
import { versionFindings } from './versionFindings.ts';
import { lockVersions } from './versionLock.ts';

export interface PlannedMembers {
  readonly lock: VersionLock;
  readonly members: ReadonlyMap<InventoryMember, TargetedMember>;
  readonly findings: readonly Finding[];
}

/**
 * The versions that the members of a run are brought to, and what speaks against it. Whoever is left out has no
 * part in the choice of versions, and without them another version may be the newest that all can have: so it is
 * chosen anew until nobody more is to be left out.
 */
export function planMembers(request: PlanRequest, placed: readonly InventoryMember[]): PlannedMembers {
  const leaveOut = new Set<string>(request.leaveOut ?? []);
  const leftOut = notAsked(request, placed);
  const told: Finding[] = [];
  for (;;) {
    const { lock, members, findings, avoided } = assess(
      request,
      placed.filter((member) => !leftOut.has(member)),
    );
    const leaving = findings.filter(({ code }) => leaveOut.has(code));
    if (leaving.length === 0) {
      const found = findings.flatMap(({ code, members: about, message }) => findingsOf(code, about, message));
      return {
        lock,
        members: withLeftOut(placed, members, leftOut),
        findings: [...found, ...avoided, ...told, ...notAks(members)],
      };
    }
    for (const { code, members: about, message } of leaving) {
      told.push(...leftOutFindings(code, about, message));
      for (const { member } of about) {
        if (!leftOut.has(member))
          leftOut.set(member, { code, message: `Left out of the run, as asked: ${message}` });
      }
    }
  }
}

/** A run that is for some members only passes over the others: they have no part in the choice of versions either. */
function notAsked(
  { members }: Pick<PlanRequest, 'members'>,
  placed: readonly InventoryMember[],
): Map<InventoryMember, LeftOut> {
  if (!members) return new Map();
  const asked = new Set(members.map(({ fleet, name }) => `${fleet}/${name}`));
  const message = 'Left out of the run, which is for other members only.';
  const others = placed.filter(({ fleet, name }) => !asked.has(`${fleet}/${name}`));
  return new Map(others.map((member) => [member, { code: 'NotAsked', message }]));
}

/** Versions and findings for the members that the run is to update. */
function assess(
  { managedClusterUpdate, inventory, leaveOut = [], denied = [] }: PlanRequest,
  members: readonly InventoryMember[],
) {
  const offers = offersTo(inventory.offeredVersions);
  const clusters = members.flatMap(({ cluster }) => cluster ?? []);
  const { upgrade } = managedClusterUpdate;
  const kubernetes = lockKubernetes(upgrade, clusters, offersWithout(offers, denied));
  const update = { ...managedClusterUpdate, upgrade: kubernetes.upgrade };
  const latest = latestNodeImages(inventory.latestNodeImages);
  const locked = lockVersions(update, clusters, latest, denied);
  const avoided =
    denied.length === 0
      ? []
      : [
          ...avoidedFindings(kubernetes, lockKubernetes(upgrade, clusters, offers), denied),
          ...avoidedImages(locked, lockVersions(update, clusters, latest), denied),
        ];
  const { imageTarget, lock } = locked;
  const targeted = members.map((member) => targetMember(member, { upgrade: update.upgrade, imageTarget }));
  const findings = [
    ...versionFindings(targeted, { update, locked, kubernetes, offers, leaveOut }),
    ...deniedFindings(targeted, update.upgrade, denied),
    ...clusterFindings(targeted),
    ...nodePoolFindings(targeted, { update }),
    ...targetFindings(targeted),
  ].filter(({ members: about }) => about.length > 0);
  return { lock, members: targeted, findings, avoided };
}

const findingsOf = (code: FindingCode, members: readonly TargetedMember[], message: string): Finding[] =>
  findingAbout(
    code,
    members.map(({ member }) => member),
    message,
  );

function leftOutFindings(
  code: MemberFinding['code'],
  members: readonly TargetedMember[],
  message: string,
): Finding[] {
  const words = `${message} The run leaves ${members.length === 1 ? 'this member' : 'these members'} out, as it was asked to.`;
  return findingsOf(code, members, words).map((each) => ({ ...each, severity: 'warning' }));
}

function notAks(members: readonly TargetedMember[]): Finding[] {
  const others = members.filter(({ member }) => member.access === 'NotAks');
  return findingsOf(
    'NotAksCluster',
    others,
    `${names(others)} ${others.length === 1 ? 'is no cluster' : 'are no clusters'} of AKS but, for example, of Azure Arc. Fleet Manager updates AKS only, so the run passes over ${others.length === 1 ? 'it' : 'them'}.`,
  );
}

function withLeftOut(
  placed: readonly InventoryMember[],
  remaining: readonly TargetedMember[],
  leftOut: ReadonlyMap<InventoryMember, LeftOut>,
): ReadonlyMap<InventoryMember, TargetedMember> {
  const targeted = new Map(remaining.map((each) => [each.member, each]));
  for (const member of placed) {
    const why = leftOut.get(member);
    if (why) targeted.set(member, passedOver(member, why));
  }
  return targeted;
}

const NOTHING: RunTarget = { upgrade: { type: 'NodeImageOnly' }, imageTarget: () => 'LeftAlone' };

/** A member that stays as it is. */
function passedOver(member: InventoryMember, leftOut: LeftOut): TargetedMember {
  const { planned } = targetMember(member, NOTHING);
  return { member, planned: { ...planned, to: planned.from, update: false, leftOut } };
}

/** Errors first, else in the order in which they were found. */
export const errorsFirst = (findings: readonly Finding[]): Finding[] => [
  ...findings.filter(({ severity }) => severity === 'error'),
  ...findings.filter(({ severity }) => severity !== 'error'),
];
