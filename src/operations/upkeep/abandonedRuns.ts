import { DependencyError } from '../../domain/errors.ts';
import {
  abandonedAttempt,
  abandonGroup,
  abandonStage,
  isUnderWay,
  membersInDoubt,
} from '../../domain/run/abandon.ts';
import { openFleetRuns } from '../../domain/group/observation.ts';
import { clusterKey, type Lock } from '../../domain/group/lock.ts';
import type { Abandonment, Attempt, GroupKey, GroupRow, MemberRow, Run } from '../../domain/run/run.ts';
import { fleetRunName } from '../../domain/names.ts';
import type { LeftFleetRun } from '../../domain/run/leftFleetRun.ts';
import type { RunTree } from '../../ports/runStore.ts';
import type { Written } from '../../ports/written.ts';
import { refreshListEntry } from '../runs/refreshListEntry.ts';
import type { App } from '../../ports/app.ts';

/**
 * Ends an attempt at once, whatever its orchestration does; `lost` when it is not under way any more. Its row is the fence:
 * every activity reads it first. What its rows, locks and Fleet runs need then, reconcile does too.
 */
export async function endAbandoned(
  app: App,
  runId: string,
  number: number,
  abandonment: Abandonment,
): Promise<Written> {
  for (;;) {
    const stored = await app.runs.attempt(runId);
    if (!stored || !isUnderWay(stored.value, number)) return 'lost';
    const { attempt, events } = abandonedAttempt(stored.value, abandonment);
    if ((await app.runs.writeAttempt({ value: attempt, eTag: stored.eTag }, events)) === 'written') break;
  }
  try {
    await settleAbandoned(app, runId);
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
  }
  return 'written';
}

/**
 * What is left to do once an attempt's row says that it was abandoned: its rows say so too, its Fleet runs are handed to
 * reconcile, and locks go of members that nobody was updating. Safe to repeat: reconcile does it again after a crash.
 */
export async function settleAbandoned(app: App, runId: string): Promise<void> {
  const tree = await app.runs.tree(runId);
  const attempt = tree?.attempts.at(-1);
  if (!tree || attempt?.abandoned === undefined) return;
  const groups = tree.groups.filter((group) => group.attempt === attempt.number);
  const inDoubt = await Promise.all(groups.map((group) => settleGroup(app, tree, attempt, group)));
  await settleStages(app, tree, attempt);
  await releaseLocks(app, attempt, inDoubt);
  await refreshListEntry(app, runId);
  await app.runs.markFinished(runId);
}

/** What is not known to be idle of a group: the clusters of some members, or all that it has locked. */
type InDoubt = { readonly purpose: string; readonly clusters: ReadonlySet<string> | 'all' };

async function settleGroup(app: App, tree: RunTree, attempt: Attempt, row: GroupRow): Promise<InDoubt> {
  const { runId } = attempt;
  const stageName = tree.stages.find(({ stage }) => stage === row.stage)?.name ?? '';
  const purpose = `${stageName}/${row.name}`;
  const key = { runId, planId: tree.plan?.planId ?? '', stage: row.stage, group: row.group };
  try {
    return { purpose, clusters: await endGroup(app, tree, attempt, key, stageName) };
  } catch (error) {
    if (error instanceof DependencyError) throw error;
    // Its rows cannot be read, but the names of its Fleet runs follow from the run, and its locks name it.
    await leaveEveryFleetRun(app, tree, attempt, row);
    return { purpose, clusters: 'all' };
  }
}

/** Fleet runs first: the row that gives them up is written when the list of those left has them. */
async function endGroup(
  app: App,
  tree: RunTree,
  attempt: Attempt,
  key: GroupKey,
  stageName: string,
): Promise<ReadonlySet<string>> {
  const now = attempt.endedAt ?? attempt.startedAt;
  for (;;) {
    const stored = await app.runs.group(key);
    if (!stored) return new Set();
    const group = stored.group.value;
    const members = stored.members.map(({ value }) => value);
    if (group.finished) return new Set(membersInDoubt(group, members).map(keyOf));
    for (const record of openFleetRuns(group))
      await leaveFleetRun(app, tree.run, { ...record, mayRun: true }, now);
    await app.runs.writeGroup(key, stored, abandonGroup({ group, members, stageName }, now));
  }
}

async function leaveEveryFleetRun(
  app: App,
  { run }: RunTree,
  { number, endedAt, startedAt }: Attempt,
  { stage, group }: GroupRow,
): Promise<void> {
  const place = { runName: run.name, runId: run.runId, stage, group, attempt: number };
  for (const fleet of run.fleets) {
    // A slice a fleet: how many there were is not known.
    for (const slice of run.fleets.keys()) {
      const name = fleetRunName({ ...place, fleet, slice });
      await leaveFleetRun(app, run, { fleet, name, mayRun: true }, endedAt ?? startedAt);
    }
  }
}

const keyOf = ({ clusterResourceId }: MemberRow | Lock) => clusterKey(clusterResourceId);

/** Hands a Fleet run to reconcile; one that is in its list already stays as it is there. */
export async function leaveFleetRun(
  app: App,
  { runId, name: runName }: Pick<Run, 'runId' | 'name'>,
  { fleet, name, mayRun }: Pick<LeftFleetRun, 'fleet' | 'name' | 'mayRun'>,
  since: string,
): Promise<void> {
  await app.leftFleetRuns.put({ name, fleet, runId, runName, since, mayRun }, undefined);
}

async function settleStages({ runs }: App, tree: RunTree, attempt: Attempt): Promise<void> {
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
  { locks }: App,
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
