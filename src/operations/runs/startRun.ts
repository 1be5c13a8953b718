import { DependencyError } from '../../domain/errors.ts';
import { planDigest } from '../../domain/plan/planDigest.ts';
import { present } from '../../domain/present.ts';
import { runState } from '../../domain/run/rollUp.ts';
import type { Attempt } from '../../domain/run/run.ts';
import type { Orchestrations } from '../../ports/orchestrations.ts';
import type { RunTree } from '../../ports/stores.ts';
import { freshPlan, refuseErrors } from './createRun.ts';
import { startOrchestration } from '../upkeep/reconcile.ts';
import type { RefreshPorts } from '../members/refreshInventory.ts';
import type { Caller } from './resolveRequest.ts';
import { invalidState, treeOf, type RunPorts } from './runPorts.ts';

/**
 * Starts a run, or its next attempt after it was stopped or has failed. The attempt's row decides: of two starts
 * at once one is refused. When Durable does not answer then, the start counts all the same: reconcile does it.
 */
export async function startRun(
  ports: RunPorts & RefreshPorts,
  orchestrations: Orchestrations,
  name: string,
  { actor, now }: Caller,
  ifMatch?: string,
): Promise<Attempt> {
  const tree = await treeOf(ports, name, ifMatch);
  refuseUnlessStartable(tree);
  const { runId } = tree.run;
  const number = (tree.attempts.at(-1)?.number ?? 0) + 1;
  const attempt: Attempt = present({
    ...{ runId, number, generation: 1, startedAt: now, startedBy: actor },
    planDigest: tree.plan ? undefined : await digestOfSoundPlan(ports, tree, now),
  });
  const message = `Attempt ${number} of run ${name} was started.`;
  const event = { time: now, type: 'AttemptStarted', actor, attempt: number, message };
  if ((await ports.runs.addAttempt(attempt, event)) === 'lost') {
    throw invalidState(`Run ${name} was started or deleted by somebody else at the same time.`);
  }
  try {
    await startOrchestration(orchestrations, attempt);
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
  }
  return attempt;
}

function refuseUnlessStartable(tree: RunTree): void {
  const state = runState(tree);
  if (state === 'NotStarted' || state === 'Stopped' || state === 'Failed') return;
  const hint = state === 'Completed' || state === 'Skipped' ? 'Create a new run.' : 'It goes on by itself.';
  throw invalidState(
    `Run ${tree.run.name} is ${state}: only one that is NotStarted, Stopped or Failed can be started. ${hint}`,
  );
}

async function digestOfSoundPlan(ports: RefreshPorts, tree: RunTree, now: string): Promise<string> {
  const plan = await freshPlan(ports, tree.run, now);
  refuseErrors(plan);
  return planDigest(plan);
}
