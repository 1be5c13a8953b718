import { FleetUpdatesError, type FieldError } from '../../domain/errors.ts';
import { laneFindings } from '../../domain/plan/laneFindings.ts';
import { decidePolicy } from '../../domain/run/decidePolicy.ts';
import type { PolicyPatch } from '../../domain/run/policyPatch.ts';
import type { RunPolicy } from '../../domain/run/run.ts';
import type { App } from '../../ports/app.ts';
import type { RunTree } from '../../ports/runStore.ts';
import type { Caller } from '../caller.ts';
import { invalidState, treeThatTakes, type NamedRun } from './namedRun.ts';

/** How often a change is decided afresh that lost its race to another change, or to a start. */
const MOST_TRIES = 5;

/**
 * Changes what is not behind of a run's policy: all that is asked for, or nothing. Every group and stage goes by it from
 * its next round on. What is so already is no change, so that a call may be repeated.
 */
export async function changePolicy(
  app: App,
  caller: Caller,
  { name, ifMatch, patch }: NamedRun & { readonly patch: PolicyPatch },
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const tree = await treeThatTakes('changePolicy', app, { name, ifMatch });
    const decision = decidePolicy(tree, patch, caller);
    switch (decision.do) {
      case 'nothing':
        return;
      case 'unknown':
        throw new FleetUpdatesError('UnknownScope', wordsOf(decision.errors), { errors: decision.errors });
      case 'refuse':
        throw new FleetUpdatesError('InvalidState', wordsOf(decision.errors), { errors: decision.errors });
      case 'write': {
        await refuseTooManyLanes(app, tree, decision.policy);
        const written = await app.runs.changePolicy(tree.run.runId, decision.policy, decision.event);
        if (written !== 'lost') return;
      }
    }
  }
  throw invalidState(`The policy of run ${name} is being changed by others at the same time. Try again.`);
}

const wordsOf = (errors: readonly FieldError[]) => errors.map(({ detail }) => detail).join(' ');

/** Before the plan is frozen the start asks. */
async function refuseTooManyLanes({ runs }: App, tree: RunTree, policy: RunPolicy): Promise<void> {
  if (!tree.plan) return;
  const rows = await runs.members(tree.run.runId, tree.plan.planId);
  const placed = policy.stages.map(({ groups }, stage) =>
    groups.map((_, group) =>
      rows.filter((row) => row.stage === stage && row.group === group).map(({ member }) => member),
    ),
  );
  const findings = laneFindings(policy, { stages: placed });
  if (findings.length === 0) return;
  const detail = findings.map(({ message }) => message).join(' ');
  throw new FleetUpdatesError('PlanRefused', detail, { extensions: { findings } });
}
