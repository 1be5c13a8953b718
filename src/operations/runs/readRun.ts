import type { Plan } from '../../domain/plan/plan.ts';
import { planDigest } from '../../domain/plan/planDigest.ts';
import { viewOfPlan } from '../../domain/plan/planView.ts';
import { CorruptRowError } from '../../domain/errors.ts';
import { listEntryOf } from '../../domain/run/listEntry.ts';
import { present } from '../../domain/present.ts';
import { rollUpRun, runCounts } from '../../domain/run/rollUp.ts';
import { seenOf, unchangedSince } from '../../domain/run/seenGroups.ts';
import type { GroupRow, RunListEntry, StoredRunEvent } from '../../domain/run/run.ts';
import type { RunView } from '../../domain/run/runView.ts';
import { hasEnded, type Counts } from '../../domain/run/states.ts';
import type { Page, RunTree } from '../../ports/stores.ts';
import { planOfRun } from './planOfRun.ts';
import { treeOf } from './namedRun.ts';
import type { App } from '../../ports/app.ts';

export interface ReadRun {
  readonly view: RunView;
  /** Strong: over the rows and, before the plan is frozen, over the plan as it is now. */
  readonly eTag: string;
}

export interface LiveRun extends ReadRun {
  /** What this reader has seen, to be handed back as `since`; absent before the plan is frozen. */
  readonly seen?: string;
}

/** More changed groups than these are read with all the others, by one query. */
const MOST_GROUPS_READ_ALONE = 20;

/**
 * A run for a reader that knows it already: groups that are as they were `since` then come without their members,
 * marked `unchanged`, and their members are not read at all.
 */
export async function readRunSince(app: App, name: string, since = ''): Promise<LiveRun> {
  const tree = await treeOf(app, { name });
  if (!tree.plan) return await viewOf(app, tree);
  const { runId } = tree.run;
  const { planId } = tree.plan;
  const frozen = { planId, attempt: tree.attempts.at(-1)?.number ?? 0, groups: tree.groups };
  const unchanged = unchangedSince(since, frozen);
  const changed = tree.groups.filter((_group, index) => unchanged[index] !== true);
  const members =
    changed.length > MOST_GROUPS_READ_ALONE || changed.length === tree.groups.length
      ? await app.runs.members(runId, planId)
      : await membersOf(app, { runId, planId }, changed);
  const view = {
    ...withoutMembersOf(rollUpRun(tree, members), unchanged, runCounts(tree)),
    ...(await leftOf(app, runId)),
  };
  return present({ view, eTag: tree.eTag, seen: seenOf(frozen) });
}

async function membersOf(
  { runs }: App,
  plan: { runId: string; planId: string },
  groups: readonly GroupRow[],
) {
  const read = await Promise.all(
    groups.map(async ({ stage, group }) => {
      const stored = await runs.group({ ...plan, stage, group });
      return (stored?.members ?? []).map(({ value }) => ({ stage, group, member: value }));
    }),
  );
  return read.flat();
}

/** Groups are in the order of their rows, in the view too. */
function withoutMembersOf(view: RunView, unchanged: readonly boolean[], counts: Counts): RunView {
  let index = 0;
  const stages = view.stages.map((stage) => ({
    ...stage,
    groups: stage.groups.map((group) => {
      index += 1;
      return unchanged[index - 1] === true ? { ...group, members: [], unchanged: true as const } : group;
    }),
  }));
  return { ...view, stages, counts };
}

/** A run with its whole tree; before its plan is frozen, what it would do now. */
export async function readRun(app: App, name: string): Promise<ReadRun> {
  return await viewOf(app, await treeOf(app, { name }));
}

export async function viewOf(app: App, tree: RunTree): Promise<ReadRun> {
  if (tree.plan) {
    const members = await app.runs.members(tree.run.runId, tree.plan.planId);
    return {
      view: { ...rollUpRun(tree, members), ...(await leftOf(app, tree.run.runId)) },
      eTag: tree.eTag,
    };
  }
  const plan: Plan = await planOfRun(app, tree.run);
  return {
    view: viewOfPlan(tree, plan, tree.skips),
    eTag: `"${tree.eTag.replaceAll('"', '')}-${planDigest(plan)}"`,
  };
}

/** Absent while there are none. */
async function leftOf({ leftFleetRuns }: App, runId: string): Promise<Pick<RunView, 'leftFleetRuns'>> {
  const left = (await leftFleetRuns.list()).filter(({ value }) => value.runId === runId);
  if (left.length === 0) return {};
  return {
    leftFleetRuns: left.map(({ value: { fleet, name, since, lastError } }) =>
      present({ fleet, name, since, lastError }),
    ),
  };
}

/**
 * A page of the list; the entries of unfinished runs are rolled up as they are now. An entry that cannot be read is
 * made from its run's rows, and a run whose rows cannot be read is shown as its entry says.
 */
export async function listRuns(
  { runs }: App,
  pageSize: number,
  continuation: string | undefined,
): Promise<Page<RunListEntry>> {
  const page = await runs.list(pageSize, continuation);
  const unfinished = new Set(await runs.unfinished());
  const isOver = ({ runId, state }: RunListEntry) =>
    !unfinished.has(runId) && (hasEnded(state) || state === 'NotStarted');
  const known = await Promise.all(
    page.value.map(async (entry) =>
      isOver(entry) ? entry : ((await freshEntry(runs, entry.runId)) ?? entry),
    ),
  );
  const made = await Promise.all(page.unreadable.map(({ name: runId }) => freshEntry(runs, runId)));
  const mended = made.flatMap((entry) => entry ?? []);
  const value = mended.length === 0 ? known : [...known, ...mended].toSorted(newestFirst);
  return { ...page, value, unreadable: page.unreadable.filter((_, index) => made[index] === undefined) };
}

const newestFirst = (one: RunListEntry, other: RunListEntry) => (one.createdAt > other.createdAt ? -1 : 1);

/** Undefined when the run is gone, or not all of its rows can be read. */
async function freshEntry(runs: App['runs'], runId: string): Promise<RunListEntry | undefined> {
  try {
    const tree = await runs.tree(runId);
    return tree && listEntryOf(tree);
  } catch (error) {
    if (error instanceof CorruptRowError) return undefined;
    throw error;
  }
}

export async function runEvents(app: App, name: string): Promise<StoredRunEvent[]> {
  const tree = await treeOf(app, { name });
  return await app.runs.events(tree.run.runId);
}
