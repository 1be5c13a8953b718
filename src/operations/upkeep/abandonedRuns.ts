import { DependencyError } from '../../domain/errors.ts';
import {
  abandonedAttempt,
  abandonGroup,
  abandonStage,
  isUnderWay,
  membersInDoubt,
  openFleetRuns,
} from '../../domain/run/abandon.ts';
import { clusterKey, type Lock } from '../../domain/group/lock.ts';
import type { Abandonment, Attempt, GroupKey, GroupRow, MemberRow, Run } from '../../domain/run/run.ts';
import { fleetRunName } from '../../domain/names.ts';
import type { LeftFleetRun } from '../../domain/run/leftFleetRun.ts';
import type { LeftFleetRunStore, LockStore, RunStore, RunTree } from '../../ports/stores.ts';
import { refreshListEntry } from '../runs/refreshListEntry.ts';

export interface AbandonPorts {
  readonly runs: RunStore;
  readonly locks: LockStore;
  readonly leftFleetRuns: LeftFleetRunStore;
}

/**
 * Ends an attempt at once, whatever its orchestration does; false when it is not under way any more. Its row is the fence:
 * every activity reads it first. What its rows, locks and Fleet runs need then, reconcile does too.
 */
export async function endAbandoned(
  ports: AbandonPorts,
  runId: string,
  number: number,
  abandonment: Abandonment,
): Promise<boolean> {
  for (;;) {
    const stored = await ports.runs.attempt(runId);
    if (!stored || !isUnderWay(stored.value, number)) return false;
    const { attempt, events } = abandonedAttempt(stored.value, abandonment);
    if ((await ports.runs.writeAttempt({ value: attempt, eTag: stored.eTag }, events)) === 'written') break;
  }
  try {
    await settleAbandoned(ports, runId);
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
  }
  return true;
}

/**
 * What is left to do once an attempt's row says that it was abandoned: its rows say so too, its Fleet runs are handed to
 * reconcile, and locks go of members that nobody was updating. Safe to repeat: reconcile does it again after a crash.
 */
export async function settleAbandoned(ports: AbandonPorts, runId: string): Promise<void> {
  const tree = await ports.runs.tree(runId);
  const attempt = tree?.attempts.at(-1);
  if (!tree || attempt?.abandoned === undefined) return;
  const groups = tree.groups.filter((group) => group.attempt === attempt.number);
  const inDoubt = await Promise.all(groups.map((group) => settleGroup(ports, tree, attempt, group)));
  await settleStages(ports.runs, tree, attempt);
  await releaseLocks(ports.locks, attempt, inDoubt);
  await refreshListEntry(ports.runs, runId);
  await ports.runs.markFinished(runId);
}

/** What is not known to be idle of a group: the clusters of some members, or all that it has locked. */
type InDoubt = { readonly purpose: string; readonly clusters: ReadonlySet<string> | 'all' };

async function settleGroup(
  ports: AbandonPorts,
  tree: RunTree,
  attempt: Attempt,
  row: GroupRow,
): Promise<InDoubt> {
  const { runId } = attempt;
  const stageName = tree.stages.find(({ stage }) => stage === row.stage)?.name ?? '';
  const purpose = `${stageName}/${row.name}`;
  const key = { runId, planId: tree.plan?.planId ?? '', stage: row.stage, group: row.group };
  try {
    return { purpose, clusters: await endGroup(ports, tree, attempt, key, stageName) };
  } catch (error) {
    if (error instanceof DependencyError) throw error;
    // Its rows cannot be read, but the names of its Fleet runs follow from the run, and its locks name it.
    await leaveEveryFleetRun(ports.leftFleetRuns, tree, attempt, row);
    return { purpose, clusters: 'all' };
  }
}

/** Fleet runs first: the row that gives them up is written when the list of those left has them. */
async function endGroup(
  ports: AbandonPorts,
  tree: RunTree,
  attempt: Attempt,
  key: GroupKey,
  stageName: string,
): Promise<ReadonlySet<string>> {
  const now = attempt.endedAt ?? attempt.startedAt;
  for (;;) {
    const stored = await ports.runs.group(key);
    if (!stored) return new Set();
    const group = stored.group.value;
    const members = stored.members.map(({ value }) => value);
    if (group.finished) return new Set(membersInDoubt(group, members).map(keyOf));
    for (const record of openFleetRuns(group))
      await leaveFleetRun(ports.leftFleetRuns, tree.run, { ...record, mayRun: true }, now);
    await ports.runs.writeGroup(key, stored, abandonGroup({ group, members, stageName }, now));
  }
}

async function leaveEveryFleetRun(
  store: LeftFleetRunStore,
  { run }: RunTree,
  { number, endedAt, startedAt }: Attempt,
  { stage, group }: GroupRow,
): Promise<void> {
  for (const fleet of run.fleets) {
    const of = { runName: run.name, runId: run.runId, stage, group, fleet, attempt: number };
    await leaveFleetRun(store, run, { fleet, name: fleetRunName(of), mayRun: true }, endedAt ?? startedAt);
  }
}

const keyOf = ({ clusterResourceId }: MemberRow | Lock) => clusterKey(clusterResourceId);

/** Hands a Fleet run to reconcile; one that is in its list already stays as it is there. */
export async function leaveFleetRun(
  store: LeftFleetRunStore,
  { runId, name: runName }: Pick<Run, 'runId' | 'name'>,
  { fleet, name, mayRun }: Pick<LeftFleetRun, 'fleet' | 'name' | 'mayRun'>,
  since: string,
): Promise<void> {
  await store.put({ name, fleet, runId, runName, since, mayRun }, undefined);
}

async function settleStages(runs: RunStore, tree: RunTree, attempt: Attempt): Promise<void> {
  const planId = tree.plan?.planId ?? '';
  for (const { stage: index } of tree.stages) {
    for (;;) {
      const stored = await runs.stage(attempt.runId, planId, index);
      const change = stored && abandonStage(stored.value, attempt.number, attempt.endedAt ?? '');
      if (!stored || !change) break;
      const write = { value: change.stage, eTag: stored.eTag };
      if ((await runs.writeStage(attempt.runId, planId, write, change.events)) === 'written') break;
    }
  }
}

/** Found by their holder, not by the plan's members: a row that cannot be read holds none of them. */
async function releaseLocks(
  locks: LockStore,
  { runId, number }: Attempt,
  inDoubt: readonly InDoubt[],
): Promise<void> {
  const isInDoubt = (lock: Lock) =>
    inDoubt.some(
      ({ purpose, clusters }) =>
        purpose === lock.holder.purpose && (clusters === 'all' || clusters.has(keyOf(lock))),
    );
  for (const lock of await locks.all()) {
    const { holder } = lock;
    if (holder.runId !== runId || holder.attempt > number || isInDoubt(lock)) continue;
    await locks.release([lock.clusterResourceId], holder);
  }
}
