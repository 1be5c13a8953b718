import { onceFor } from '../lastMade.ts';
import { sha256 } from '../sha256.ts';
import { hasClusterRules, type RolloutPolicy } from './updateSpec.ts';
import type { MemberVersions, Plan, PlannedMember, PlannedStage, VersionLock } from './plan.ts';

/** 12 hex digits that change when stages, groups, members, versions or lock of a plan do; not with findings or times. */
export const planDigest = onceFor((plan: Plan): string => {
  const stages = plan.stages.map((stage) => [
    stage.name,
    stage.afterStageWaitInSeconds ?? 0,
    stage.groups.map((group) => [...contentOfGroup(group), group.members.map(contentOf)]),
    ...limitsOf(stage),
    ...windowsOf(stage),
    ...gatesOf(stage),
  ]);
  const content = JSON.stringify([stages, contentOfLock(plan.lock), ...contentOfPolicy(plan.policy)]);
  return sha256(content, 12);
});

/** Without a limit it is what it was before there were any, and so is its digest. */
const contentOfGroup = ({ name, maxConcurrency, ...group }: PlannedStage['groups'][number]) => {
  return [
    name,
    ...(maxConcurrency === undefined ? [] : [maxConcurrency]),
    ...limitsOf(group),
    ...gatesOf(group),
  ];
};

const gatesOf = ({ beforeGates, afterGates }: Pick<PlannedStage, 'beforeGates' | 'afterGates'>) =>
  beforeGates === undefined && afterGates === undefined ? [] : [{ beforeGates, afterGates }];

const windowsOf = ({ startWindows }: Pick<PlannedStage, 'startWindows'>) => {
  if (!startWindows) return [];
  const { timeZone, dates = null, hours = null } = startWindows;
  return [{ startWindows: [timeZone, dates, hours] }];
};

const limitsOf = ({ maxAllowedFailures, maxConcurrency }: RolloutPolicy = {}) =>
  maxAllowedFailures === undefined && maxConcurrency === undefined
    ? []
    : [{ maxAllowedFailures, maxConcurrency }];

const contentOfPolicy = (policy: RolloutPolicy = {}) => {
  const { retries, budgetMode, onStoppedCluster, busyClusterWaitInSeconds } = policy;
  return [
    ...(budgetMode ? [{ budgetMode }] : []),
    ...limitsOf(policy),
    ...(retries ? [{ retries: [retries.count, retries.delayInSeconds] }] : []),
    ...(hasClusterRules(policy) ? [{ onStoppedCluster, busyClusterWaitInSeconds }] : []),
  ];
};

/** Azure spells resource ids in any case. */
const contentOf = ({ fleet, name, clusterResourceId, from, to, update, leftOut }: PlannedMember) => [
  fleet,
  name,
  clusterResourceId.toLowerCase(),
  contentOfVersions(from),
  contentOfVersions(to),
  update,
  leftOut?.code ?? null,
];

const contentOfVersions = ({ kubernetesVersion, nodePools }: MemberVersions) => [
  kubernetesVersion ?? null,
  nodePools.map((pool) => [pool.name, pool.kubernetesVersion ?? null, pool.nodeImageVersion ?? null]),
];

const contentOfLock = ({ kubernetesVersion, nodeImageVersions }: VersionLock) => [
  kubernetesVersion ?? null,
  nodeImageVersions ?? null,
];

const SENTENCES = 10;

/** What is different in the second plan, in plain sentences; at most the first ten, none if the digests agree. */
export function planDifferences(before: Plan, after: Plan): string[] {
  const then = placesOf(before);
  const now = placesOf(after);
  const labels = [...new Set([...then.keys(), ...now.keys()])].toSorted();
  const sentences = [
    ...stageDifferences(before, after),
    ...lockDifferences(before.lock, after.lock),
    ...labels.flatMap((label) => memberDifferences(label, then.get(label), now.get(label))),
  ];
  return sentences.slice(0, SENTENCES);
}

interface Place {
  readonly words: string;
  readonly member: PlannedMember;
}

function placesOf(plan: Plan): Map<string, Place> {
  return new Map(
    plan.stages.flatMap((stage) =>
      stage.groups.flatMap((group) =>
        group.members.map((member): [string, Place] => {
          const words = `group "${group.name}" of stage "${stage.name}"`;
          return [`${member.fleet}/${member.name}`, { words, member }];
        }),
      ),
    ),
  );
}

function stageDifferences(before: Plan, after: Plan): string[] {
  const [then, now] = [before, after].map(({ stages, policy }) =>
    JSON.stringify([
      contentOfPolicy(policy),
      ...stages.map((stage) => [
        stage.name,
        stage.groups.map(contentOfGroup),
        stage.afterStageWaitInSeconds ?? 0,
        limitsOf(stage),
        gatesOf(stage),
      ]),
    ]),
  );
  return then === now
    ? []
    : [
        'The stages, their groups, their waits, their gates, how many update at once, how many may fail or how often they are tried again are not the same.',
      ];
}

function lockDifferences(before: VersionLock, after: VersionLock): string[] {
  if (JSON.stringify(contentOfLock(before)) === JSON.stringify(contentOfLock(after))) return [];
  return [`The version lock is ${wordsOfLock(after)}; it was ${wordsOfLock(before)}.`];
}

function wordsOfLock({ kubernetesVersion, nodeImageVersions = [] }: VersionLock): string {
  const kubernetes = kubernetesVersion === undefined ? [] : [`Kubernetes ${kubernetesVersion}`];
  return [...kubernetes, ...nodeImageVersions].join(', ') || 'empty';
}

function memberDifferences(label: string, before: Place | undefined, after: Place | undefined): string[] {
  if (!before) return after ? [`${label} is new, in ${after.words}.`] : [];
  if (!after) return [`${label} is no longer in the plan; it was in ${before.words}.`];
  const { member: then } = before;
  const { member: now } = after;
  const moved =
    before.words === after.words ? [] : [`${label} is in ${after.words}; it was in ${before.words}.`];
  if (JSON.stringify(contentOf(then)) === JSON.stringify(contentOf(now))) return moved;
  if (then.clusterResourceId.toLowerCase() !== now.clusterResourceId.toLowerCase())
    return [...moved, `${label} is another cluster: ${now.clusterResourceId}.`];
  return [...moved, ...versionDifferences(label, then, now)];
}

function versionDifferences(label: string, then: PlannedMember, now: PlannedMember): string[] {
  const runs = changedWords(then.from, now.from);
  const goes = changedWords(then.to, now.to);
  return [
    ...(runs ? [`${label} runs ${runs}.`] : []),
    ...(goes ? [`${label} is to run ${goes}.`] : []),
    ...(then.update === now.update
      ? []
      : [
          `${label} ${now.leftOut ? 'is left out' : now.update ? 'is to be updated' : 'has nothing to update'} now.`,
        ]),
  ];
}

function changedWords(then: MemberVersions, now: MemberVersions): string {
  const [was, is] = [wordsOfVersions(then), wordsOfVersions(now)];
  return was === is ? '' : `${is}; before it was ${was}`;
}

function wordsOfVersions({ kubernetesVersion, nodePools }: MemberVersions): string {
  const pools = nodePools.map((pool) => {
    const differs = pool.kubernetesVersion !== undefined && pool.kubernetesVersion !== kubernetesVersion;
    const kubernetes = differs ? ` on Kubernetes ${pool.kubernetesVersion}` : '';
    return `${pool.name} ${pool.nodeImageVersion ?? 'unknown'}${kubernetes}`;
  });
  return [`Kubernetes ${kubernetesVersion ?? 'unknown'}`, ...pools].join(', ');
}
