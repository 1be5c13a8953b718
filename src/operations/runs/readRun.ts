import type { Plan } from '../../domain/plan/plan.ts';
import { planDigest } from '../../domain/plan/planDigest.ts';
import { viewOfPlan } from '../../domain/plan/planView.ts';
import { CorruptRowError, FleetUpdatesError } from '../../domain/errors.ts';
import { requestersOf } from '../../domain/gate/mayDecide.ts';
import { listEntryOf } from '../../domain/run/listEntry.ts';
import { LastMade, onceFor } from '../../domain/lastMade.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { rollUpRun, runCounts } from '../../domain/run/rollUp.ts';
import { seenOf, unchangedSince } from '../../domain/run/seenGroups.ts';
import type { RunListEntry, StoredRunEvent } from '../../domain/run/run.ts';
import type { RunView } from '../../domain/run/runView.ts';
import { hasEnded, type Counts } from '../../domain/run/states.ts';
import type { RunTree, ShownRun } from '../../ports/runStore.ts';
import type { Page } from '../../ports/stored.ts';
import { estimateOfRun } from './estimates.ts';
import { minuteTag } from './minuteTag.ts';
import { planOfRun } from './planOfRun.ts';
import type { App } from '../../ports/app.ts';

export interface ReadRun {
  readonly view: RunView;
  /** Strong: over the rows and, before the plan is frozen, over the plan as it is now. */
  readonly eTag: string;
  /** Who wants it: its approvals are for others. */
  readonly requesters: readonly string[];
}

export interface LiveRun extends ReadRun {
  /** What this reader has seen, to be handed back as `since`; absent before the plan is frozen. */
  readonly seen?: string;
}

interface AskedRun {
  readonly name: string;
  /** Of whoever knows it: the name need not be looked up. */
  readonly runId?: string;
}

/** The run of that name. Throws `NotFound`. */
async function shownRun({ runs }: App, { name, runId }: AskedRun): Promise<ShownRun> {
  const shown = await runs.show(runId === undefined ? { name } : { runId });
  if (!shown) throw new FleetUpdatesError('NotFound', `There is no run ${name}.`);
  return shown;
}

/**
 * A run for a reader that knows it already: groups that are as they were `since` then come without their members,
 * marked `unchanged`, and their members are not read at all.
 */
export async function readRunSince(app: App, name: string, since = ''): Promise<LiveRun> {
  const shown = await shownRun(app, { name });
  const { tree } = shown;
  if (!tree.plan) return await viewOf(app, shown);
  const frozen = {
    planId: tree.plan.planId,
    attempt: tree.attempts.at(-1)?.number ?? 0,
    groups: tree.groups,
  };
  const unchanged = unchangedSince(since, frozen);
  const seen = seenOf(frozen);
  if (!unchanged.includes(true)) return withoutUndefined({ ...(await viewOf(app, shown)), seen });
  const changed = tree.groups.filter((_group, index) => unchanged[index] !== true);
  const [members, left] = await Promise.all([shown.members(changed), leftOf(app, tree.run.runId)]);
  // Then it finds most members in memory.
  const estimated = await estimateOfRun(app, shown);
  const view = { ...withoutMembersOf(rollUpRun(tree, members), unchanged, runCounts(tree)), ...left };
  return withoutUndefined({ ...withEstimate(view, tree, estimated), seen });
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
export async function readRun(app: App, asked: AskedRun): Promise<ReadRun> {
  return await viewOf(app, await shownRun(app, asked));
}

async function viewOf(app: App, shown: ShownRun): Promise<ReadRun> {
  const { tree } = shown;
  if (tree.plan) {
    const [view, left] = await Promise.all([wholeView(shown), leftOf(app, tree.run.runId)]);
    const estimated = await estimateOfRun(app, shown);
    return withEstimate(left.leftFleetRuns ? { ...view, ...left } : view, tree, estimated);
  }
  const plan: Plan = await planOfRun(app, tree.run);
  return {
    view: planViews(plan).of([shown], () => viewOfPlan(tree, plan, tree.skips)),
    eTag: `"${tree.eTag.replaceAll('"', '')}-${planDigest(plan)}"`,
    requesters: requestersIn(tree),
  };
}

const estimatedViews = onceFor((_view: RunView) => new LastMade<RunView>());

/** The same object for the same view and estimate; the ETag is another in the next minute. */
function withEstimate(
  view: RunView,
  tree: RunTree,
  estimated: Awaited<ReturnType<typeof estimateOfRun>>,
): ReadRun {
  const { eTag } = tree;
  const requesters = requestersIn(tree);
  if (!estimated) return { view, eTag, requesters };
  const { estimate, at } = estimated;
  return {
    view: estimatedViews(view).of([estimate], () => ({ ...view, estimate })),
    eTag: minuteTag(eTag, at),
    requesters,
  };
}

const requestersIn = ({ run, attempts }: RunTree) => requestersOf(run, attempts.at(-1));

/** By the plan, of which few are kept, not by the run: there may be many runs that were never started. */
const planViews = onceFor((_plan: Plan) => new LastMade<RunView>());

const views = onceFor((_shown: ShownRun) => new Map<'view', RunView>());

/** Of a run whose plan is frozen, with all members; the same object while nothing of it has changed. */
export async function wholeView(shown: ShownRun): Promise<RunView> {
  const made = views(shown);
  const view = made.get('view') ?? rollUpRun(shown.tree, await shown.members(shown.tree.groups));
  made.set('view', view);
  return view;
}

/** Absent while there are none. */
async function leftOf({ leftFleetRuns }: App, runId: string): Promise<Pick<RunView, 'leftFleetRuns'>> {
  const left = (await leftFleetRuns.list()).filter(({ value }) => value.runId === runId);
  if (left.length === 0) return {};
  return {
    leftFleetRuns: left.map(({ value: { fleet, name, since, lastError } }) =>
      withoutUndefined({ fleet, name, since, lastError }),
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
      isOver(entry) ? entry : withEnd(entry, (await freshEntry(runs, entry.runId)) ?? entry),
    ),
  );
  const made = await Promise.all(page.unreadable.map(({ name: runId }) => freshEntry(runs, runId)));
  const mended = made.flatMap((entry) => entry ?? []);
  const value = mended.length === 0 ? known : [...known, ...mended].toSorted(newestFirst);
  return { ...page, value, unreadable: page.unreadable.filter((_, index) => made[index] === undefined) };
}

/** When it ends is taken from the entry as it was written: to reckon that takes the members. */
function withEnd({ attempt, endsAt }: RunListEntry, fresh: RunListEntry): RunListEntry {
  const isExpected = attempt === fresh.attempt && !hasEnded(fresh.state);
  return isExpected ? withoutUndefined({ ...fresh, endsAt }) : fresh;
}

const newestFirst = (one: RunListEntry, other: RunListEntry) => (one.createdAt > other.createdAt ? -1 : 1);

/** Undefined when the run is gone, or not all of its rows can be read. */
async function freshEntry(runs: App['runs'], runId: string): Promise<RunListEntry | undefined> {
  try {
    const shown = await runs.show({ runId });
    return shown && listEntryOf(shown.tree);
  } catch (error) {
    if (error instanceof CorruptRowError) return undefined;
    throw error;
  }
}

export async function runEvents(app: App, name: string): Promise<StoredRunEvent[]> {
  const { tree } = await shownRun(app, { name });
  return await app.runs.events(tree.run.runId);
}
