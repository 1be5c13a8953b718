import { startOrchestration } from '../attempt/startOrchestration.ts';
import type { Caller } from '../caller.ts';
import { DependencyError, FleetUpdatesError } from '../../domain/errors.ts';
import { planDigest } from '../../domain/plan/planDigest.ts';
import { present } from '../../domain/present.ts';
import { runState } from '../../domain/run/rollUp.ts';
import type { Attempt, RunEvent } from '../../domain/run/run.ts';
import type { RunTree } from '../../ports/stores.ts';
import { soundPlan } from './createRun.ts';
import { invalidState, treeOf, type NamedRun } from './namedRun.ts';
import type { App, DurableApp } from '../../ports/app.ts';

/**
 * Starts a run, or its next attempt after it was stopped or has failed. The attempt's row decides: of two starts
 * at once one is refused. When Durable does not answer then, the start counts all the same: reconcile does it.
 */
export async function startRun(
  app: DurableApp,
  { actor, now }: Caller,
  { name, ifMatch }: NamedRun,
): Promise<Attempt> {
  const tree = await treeOf(app, { name, ifMatch });
  refuseUnlessStartable(tree);
  await refuseWhileLeft(app, tree);
  const { runId } = tree.run;
  const number = (tree.attempts.at(-1)?.number ?? 0) + 1;
  const attempt: Attempt = present({
    runId,
    number,
    generation: 1,
    startedAt: now,
    startedBy: actor,
    planDigest: tree.plan ? undefined : await digestOfSoundPlan(app, tree),
  });
  const message = `Attempt ${number} of run ${name} was started.`;
  const event: RunEvent = { time: now, type: 'AttemptStarted', actor, attempt: number, message };
  if ((await app.runs.addAttempt(attempt, event)) === 'lost') {
    throw invalidState(`Run ${name} was started or deleted by somebody else at the same time.`);
  }
  try {
    await startOrchestration(app, attempt);
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

/** What an abandoned attempt left could update a member beside the new attempt. */
async function refuseWhileLeft({ leftFleetRuns, locks }: App, { run, attempts }: RunTree): Promise<void> {
  const left = (await leftFleetRuns.list()).filter(({ value }) => value.runId === run.runId && value.mayRun);
  if (left.length > 0) {
    const names = left.map(({ value }) => `${value.name} in fleet ${value.fleet}`).join(', ');
    const detail = `Run ${run.name} was abandoned, and Fleet Manager still has its Fleet run ${names}. It is stopped and deleted as soon as Azure lets it; start again then.`;
    throw new FleetUpdatesError('InvalidState', detail, {
      extensions: { leftFleetRuns: left.map(({ value: { fleet, name } }) => ({ fleet, name })) },
    });
  }
  if (attempts.at(-1)?.abandoned === undefined) return;
  const held = (await locks.all()).filter(({ holder }) => holder.runId === run.runId);
  if (held.length === 0) return;
  const clusters = held.map(({ clusterResourceId }) => clusterResourceId.split('/').at(-1)).join(', ');
  throw invalidState(
    `Run ${run.name} was abandoned, and AKS may still be updating ${clusters}. Start again when its locks are free: some minutes after AKS is done.`,
  );
}

async function digestOfSoundPlan(app: App, tree: RunTree): Promise<string> {
  return planDigest(await soundPlan(app, tree.run));
}
