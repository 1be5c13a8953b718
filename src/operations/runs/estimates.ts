import type { Estimate } from '../../domain/estimate/estimate.ts';
import { estimatePlan } from '../../domain/estimate/estimatePlan.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { App } from '../../ports/app.ts';
import { knownFreezes } from '../freezes/knownFreezes.ts';
import { planOfRun, type PlannedRun } from './planOfRun.ts';

/** What a run would do, and how long that takes if it starts now: no call to Azure. */
export async function planWithEstimate(
  app: App,
  run: PlannedRun,
): Promise<{ readonly plan: Plan; readonly estimate: Estimate }> {
  const [plan, freezes, times] = await Promise.all([
    planOfRun(app, run),
    knownFreezes(app),
    app.updateTimes.read(run.fleets),
  ]);
  const { stages, policy } = plan;
  const toDo = { stages, ...(policy && { policy }), type: run.managedClusterUpdate.upgrade.type };
  const { maxConcurrentUpdates } = app.settings;
  return { plan, estimate: estimatePlan(toDo, { now: app.now(), freezes, times, maxConcurrentUpdates }) };
}
