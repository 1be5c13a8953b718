import type { Estimate } from '../../domain/estimate/estimate.ts';
import { estimatePlan } from '../../domain/estimate/estimatePlan.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { App } from '../../ports/app.ts';
import { knownFreezes } from '../freezes/knownFreezes.ts';

/** How long a plan takes that starts now: no call to Azure. */
export async function estimateOfPlan(app: App, plan: Plan): Promise<Estimate> {
  const freezes = await knownFreezes(app);
  const { maxConcurrentUpdates } = app.settings;
  return estimatePlan(plan, { now: app.now(), freezes, maxConcurrentUpdates });
}
