import { FleetUpdatesError } from '../../domain/errors.ts';
import { gatesOfRun, type GateView } from '../../domain/gate/gateView.ts';
import { requestersOf } from '../../domain/gate/mayDecide.ts';
import { rollUpRun } from '../../domain/run/rollUp.ts';
import { viewOfPlan } from '../../domain/plan/planView.ts';
import { planOfRun } from '../runs/planOfRun.ts';
import type { RunTree } from '../../ports/runStore.ts';
import type { App } from '../../ports/app.ts';

export interface FoundGate {
  readonly gate: GateView;
  readonly tree: RunTree;
  /** Who may not approve it without more. */
  readonly requesters: readonly string[];
}

/** A gate as its rows are now. Throws `NotFound`. */
export async function findGate(app: App, name: string, id: string): Promise<FoundGate> {
  const run = await app.runs.findByName(name);
  const tree = run && (await app.runs.tree(run.runId));
  if (!tree) throw new FleetUpdatesError('NotFound', `There is no run ${name}.`);
  const gate = (await gatesOf(app, tree)).find((each) => each.id === id);
  if (!gate) throw new FleetUpdatesError('NotFound', `Run ${name} has no gate ${id}.`);
  return { gate, tree, requesters: requestersOf(tree.run, tree.attempts.at(-1)) };
}

/** The gates of an attempt that goes on; empty where none does. */
export function gatesUnderWay(tree: RunTree | undefined): GateView[] {
  if (!tree?.plan || tree.attempts.at(-1)?.endedAt !== undefined) return [];
  return gatesOfRun(rollUpRun(tree, []));
}

async function gatesOf(app: App, tree: RunTree): Promise<GateView[]> {
  if (tree.plan) return gatesOfRun(rollUpRun(tree, []));
  return gatesOfRun(viewOfPlan(tree, await planOfRun(app, tree.run), tree.skips));
}
