import type { Plan } from '../../domain/plan/plan.ts';
import { planRun } from '../../domain/plan/planRun.ts';
import { present } from '../../domain/present.ts';
import type { Run } from '../../domain/run/run.ts';
import type { App } from '../../ports/app.ts';

export type PlannedRun = Pick<Run, 'stages' | 'implicit' | 'managedClusterUpdate' | 'fleets' | 'leaveOut'>;

/** What a run would do now, from the stored inventory and assignments: no call to Azure's control plane. */
export async function planOfRun({ inventory, assignments }: App, run: PlannedRun): Promise<Plan> {
  const [known, assigned] = await Promise.all([inventory.read(run.fleets), assignments.list(run.fleets)]);
  const { stages, implicit, managedClusterUpdate, fleets, leaveOut } = run;
  const what = present({ stages, implicit, managedClusterUpdate, fleets, leaveOut });
  return planRun({ ...what, inventory: known, assignments: assigned });
}
