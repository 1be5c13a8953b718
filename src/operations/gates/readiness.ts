import { freezeOver } from '../../domain/freeze/freezeOver.ts';
import type { GateView } from '../../domain/gate/gateView.ts';
import { stagesBehind, type Readiness } from '../../domain/gate/readiness.ts';
import type { Run } from '../../domain/run/run.ts';
import { knownFreezes } from '../freezes/knownFreezes.ts';
import { refreshInventory } from '../members/refreshInventory.ts';
import { planOfRun } from '../runs/planOfRun.ts';
import type { App } from '../../ports/app.ts';

/** What speaks against what comes next, planned afresh; with `refresh` from what Azure says now. */
export async function readinessOf(app: App, run: Run, gate: GateView, refresh: boolean): Promise<Readiness> {
  if (refresh) await refreshInventory(app, run.fleets);
  const stages = stagesBehind(run.stages, gate);
  const [{ stages: planned, findings, asOf }, freezes] = await Promise.all([
    planOfRun(app, { ...run, stages }),
    knownFreezes(app),
  ]);
  const now = app.now();
  const frozen = planned.flatMap((stage) =>
    stage.groups.flatMap((group) =>
      group.members.flatMap(
        ({ fleet, name }) =>
          freezeOver(freezes, { fleet, group: group.name, member: name }, now)?.message ?? [],
      ),
    ),
  );
  return {
    // Members of other stages are in none of these.
    findings: findings.filter(({ code }) => code !== 'MembersInNoStage'),
    freezes: [...new Set(frozen)],
    asOf,
  };
}
