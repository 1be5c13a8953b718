import { abandonGroup, abandonStage, membersInDoubt, openFleetRuns } from '../../domain/run/abandon.ts';
import { clusterKey, type Lock } from '../../domain/group/lock.ts';
import type { Attempt, FleetRunRecord, GroupRow, MemberRow, Run } from '../../domain/run/run.ts';
import type { LeftFleetRunStore, LockStore, RunStore, RunTree } from '../../ports/stores.ts';
import { refreshListEntry } from '../attempt/stepStage.ts';

export interface AbandonPorts {
  readonly runs: RunStore;
  readonly locks: LockStore;
  readonly leftFleetRuns: LeftFleetRunStore;
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
  await releaseLocks(ports.locks, attempt, new Set(inDoubt.flat()));
  await refreshListEntry(ports.runs, runId);
  await ports.runs.markFinished(runId);
}

/**
 * Ends a group's rows; answers with the clusters that may still be updated. Fleet runs first: the row that gives them
 * up is written when the list of those left has them.
 */
async function settleGroup(
  ports: AbandonPorts,
  tree: RunTree,
  attempt: Attempt,
  { stage, group: index }: GroupRow,
): Promise<string[]> {
  const key = { runId: attempt.runId, planId: tree.plan?.planId ?? '', stage, group: index };
  const stageName = tree.stages.find((row) => row.stage === stage)?.name ?? '';
  for (;;) {
    const stored = await ports.runs.group(key);
    if (!stored) return [];
    const group = stored.group.value;
    const members = stored.members.map(({ value }) => value);
    if (group.finished) return membersInDoubt(group, members).map(keyOf);
    for (const record of openFleetRuns(group))
      await leaveFleetRun(ports.leftFleetRuns, tree.run, record, attempt.endedAt ?? attempt.startedAt);
    const change = abandonGroup({ group, members, stageName }, attempt.endedAt ?? attempt.startedAt);
    await ports.runs.writeGroup(key, stored, change);
  }
}

const keyOf = ({ clusterResourceId }: MemberRow | Lock) => clusterKey(clusterResourceId);

/** Hands a Fleet run to reconcile; one that is in its list already stays as it is there. */
export async function leaveFleetRun(
  store: LeftFleetRunStore,
  { runId, name: runName }: Pick<Run, 'runId' | 'name'>,
  { fleet, name, startedAt, result }: FleetRunRecord,
  since: string,
): Promise<void> {
  const mayRun = startedAt !== undefined && (result === undefined || result === 'Withdrawn');
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
  inDoubt: ReadonlySet<string>,
): Promise<void> {
  for (const lock of await locks.all()) {
    const { holder } = lock;
    if (holder.runId !== runId || holder.attempt > number || inDoubt.has(keyOf(lock))) continue;
    await locks.release([lock.clusterResourceId], holder);
  }
}
