import type { Estimate, PlanEstimate } from '../../domain/estimate/estimate.ts';
import { estimatePlan, type EstimateGround } from '../../domain/estimate/estimatePlan.ts';
import { estimateRun, groupsLeft } from '../../domain/estimate/estimateRun.ts';
import { onceFor } from '../../domain/lastMade.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { App } from '../../ports/app.ts';
import type { ShownRun } from '../../ports/runStore.ts';
import { knownFreezes } from '../freezes/knownFreezes.ts';
import { knownTimes } from './knownTimes.ts';
import { planOfRun, type PlannedRun } from './planOfRun.ts';

function groundOf(
  { settings }: App,
  now: string,
  [freezes, times]: readonly [EstimateGround['freezes'], EstimateGround['times']],
): EstimateGround {
  return { now, freezes, times, maxConcurrentUpdates: settings.maxConcurrentUpdates };
}

/** What a run would do, and how long that takes if it starts now: no call to Azure. */
export async function planWithEstimate(
  app: App,
  run: PlannedRun,
): Promise<{ readonly plan: Plan; readonly estimate: PlanEstimate }> {
  const [plan, ...known] = await Promise.all([
    planOfRun(app, run),
    knownFreezes(app),
    app.updateTimes.read(run.fleets),
  ]);
  const { stages, policy } = plan;
  const toDo = { stages, ...(policy && { policy }), type: run.managedClusterUpdate.upgrade.type };
  return { plan, estimate: estimatePlan(toDo, groundOf(app, app.now(), known)) };
}

interface EstimatedRun {
  readonly estimate: Estimate;
  /** The full minute for which it was made. */
  readonly at: string;
}

const MINUTE_MS = 60_000;
const made = onceFor((_shown: ShownRun) => new Map<string, Promise<Estimate | undefined>>());

/**
 * What is left of a run that is under way; undefined for any other. Made once a minute and change of the run, so that all
 * who look at it are answered the same.
 */
export async function estimateOfRun(app: App, shown: ShownRun): Promise<EstimatedRun | undefined> {
  const at = new Date(Math.floor(Date.parse(app.now()) / MINUTE_MS) * MINUTE_MS).toISOString();
  const ofRun = made(shown);
  const known = ofRun.get(at);
  const making = known ?? makeEstimate(app, shown, at);
  if (!known) {
    ofRun.clear();
    ofRun.set(at, making);
    making.catch(() => ofRun.delete(at));
  }
  const estimate = await making;
  return estimate && { estimate, at };
}

async function makeEstimate(app: App, shown: ShownRun, at: string): Promise<Estimate | undefined> {
  const { tree } = shown;
  if (!tree.plan || tree.attempts.at(-1)?.endedAt !== undefined) return undefined;
  const [left, ...known] = await Promise.all([
    shown.members(groupsLeft(tree)),
    knownFreezes(app),
    knownTimes(app, tree.run.fleets),
  ]);
  return estimateRun(tree, left, groundOf(app, at, known));
}
