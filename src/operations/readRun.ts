import type { Plan } from '../domain/plan.ts';
import { planDigest } from '../domain/planDigest.ts';
import { viewOfPlan } from '../domain/planView.ts';
import { listEntryOf } from '../domain/listEntry.ts';
import { rollUpRun } from '../domain/rollUp.ts';
import type { RunEvent, RunListEntry } from '../domain/run.ts';
import type { RunView } from '../domain/runView.ts';
import { hasEnded } from '../domain/states.ts';
import type { Page, RunTree } from '../ports/stores.ts';
import { planOfRun } from './planOfRun.ts';
import { treeOf, type RunPorts } from './runPorts.ts';

export interface ReadRun {
  readonly view: RunView;
  /** Strong: over the rows and, before the plan is frozen, over the plan as it is now. */
  readonly eTag: string;
}

/** A run with its whole tree; before its plan is frozen, what it would do now. */
export async function readRun(ports: RunPorts, name: string): Promise<ReadRun> {
  return await viewOf(ports, await treeOf(ports, name));
}

export async function viewOf(ports: RunPorts, tree: RunTree): Promise<ReadRun> {
  if (tree.plan) {
    const members = await ports.runs.members(tree.run.runId, tree.plan.planId);
    return { view: rollUpRun(tree, members), eTag: tree.eTag };
  }
  const plan: Plan = await planOfRun(ports, tree.run);
  return {
    view: viewOfPlan(tree, plan, tree.skips),
    eTag: `"${tree.eTag.replaceAll('"', '')}-${planDigest(plan)}"`,
  };
}

/** A page of the list; the entries of unfinished runs are rolled up as they are now. */
export async function listRuns(
  { runs }: RunPorts,
  pageSize: number,
  continuation: string | undefined,
): Promise<Page<RunListEntry>> {
  const page = await runs.list(pageSize, continuation);
  const unfinished = new Set(await runs.unfinished());
  const value = await Promise.all(
    page.value.map(async (entry) => {
      if (!unfinished.has(entry.runId) && (hasEnded(entry.state) || entry.state === 'NotStarted'))
        return entry;
      const tree = await runs.tree(entry.runId);
      return tree ? listEntryOf(tree) : entry;
    }),
  );
  return { ...page, value };
}

export async function runEvents({ runs }: RunPorts, name: string): Promise<RunEvent[]> {
  const tree = await treeOf({ runs }, name);
  return await runs.events(tree.run.runId);
}
