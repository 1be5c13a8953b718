import { LRUCache } from 'lru-cache';
import type { Inventory } from '../../domain/fleet/inventory.ts';
import { LastMade, onceFor } from '../../domain/lastMade.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { passedTimes } from '../../domain/plan/gateFindings.ts';
import { planRun } from '../../domain/plan/planRun.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { Run } from '../../domain/run/run.ts';
import type { App } from '../../ports/app.ts';

export type PlannedRun = Pick<
  Run,
  'stages' | 'policy' | 'implicit' | 'managedClusterUpdate' | 'fleets' | 'leaveOut' | 'members'
> & {
  /** Who wants it. */
  readonly requesters?: readonly string[];
};

/** Of one state of the inventory: of the runs that somebody looks at, and of the plans that somebody edits. */
const MOST_PLANS = 8;
const plansOf = onceFor((_inventory: Inventory) => new LRUCache<string, LastMade<Plan>>({ max: MOST_PLANS }));

/**
 * What a run would do now, from the stored inventory and assignments: no call to Azure's control plane. The same plan
 * while none of that has changed.
 */
export async function planOfRun(
  { inventory, assignments, deniedVersions, settings, now }: App,
  run: PlannedRun,
): Promise<Plan> {
  const [known, assigned, denials] = await Promise.all([
    inventory.read(run.fleets),
    assignments.list(run.fleets),
    deniedVersions.listAll(),
  ]);
  const { stages, policy, implicit, managedClusterUpdate, fleets, leaveOut, members, requesters } = run;
  const what = withoutUndefined({
    stages,
    policy,
    implicit,
    managedClusterUpdate,
    fleets,
    leaveOut,
    members,
    requesters,
  });
  const key = JSON.stringify(what);
  const last = plansOf(known).get(key) ?? new LastMade();
  plansOf(known).set(key, last);
  // What goes by the clock: another plan only when the time of one more gate is over.
  const passed = passedTimes(stages, now());
  return last.of([assigned, denials, passed.length], () => {
    const plan = planRun({
      ...what,
      inventory: known,
      healthCheckHosts: settings.healthCheckHosts,
      assignments: assigned,
      denied: denials.value.map(({ value }) => value),
      deniedUnreadable: denials.unreadable.map(({ name }) => name),
    });
    return passed.length === 0 ? plan : { ...plan, findings: [...plan.findings, ...passed] };
  });
}
