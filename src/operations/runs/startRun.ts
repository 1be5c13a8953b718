import { enterUntold } from '../notifications/untoldRuns.ts';
import { startOrchestration } from '../attempt/startOrchestration.ts';
import type { Caller } from '../caller.ts';
import { DependencyError, FleetUpdatesError } from '../../domain/errors.ts';
import { requestersOf } from '../../domain/gate/mayDecide.ts';
import { planDigest } from '../../domain/plan/planDigest.ts';
import { nextAttempt, refusalWhileLeft } from '../../domain/run/beginAgain.ts';
import type { Attempt } from '../../domain/run/run.ts';
import type { RunTree } from '../../ports/runStore.ts';
import { refuseAnotherPlan, soundPlan } from './createRun.ts';
import { invalidState, treeThatTakes, type NamedRun } from './namedRun.ts';
import { refuseDenied } from './refuseDenied.ts';
import type { App, DurableApp } from '../../ports/app.ts';

interface AskedStart extends NamedRun {
  /** Digest of the plan that somebody was shown. */
  readonly shown?: string | undefined;
  /** Whoever asks is an Admin. */
  readonly overrideFreezes?: boolean | undefined;
}

/**
 * Starts a run, or its next attempt after it was stopped or has failed. The attempt's row decides: of two starts
 * at once one is refused. With the digest of a plan that was `shown` it starts that one only. When Durable does not answer then, the start counts all the same: reconcile does it.
 */
export async function startRun(
  app: DurableApp,
  { actor, now }: Caller,
  { name, ifMatch, shown, overrideFreezes }: AskedStart,
): Promise<Attempt> {
  const tree = await treeThatTakes('start', app, { name, ifMatch });
  await refuseWhileLeft(app, tree);
  await refuseDenied(app, tree);
  const requesters = requestersOf(tree.run, { startedBy: actor });
  const plan = tree.plan ? undefined : await soundPlan(app, { ...tree.run, requesters });
  if (plan) refuseAnotherPlan(plan, shown);
  const digest = plan && planDigest(plan);
  const { attempt, event } = nextAttempt(tree, { actor, now, overrideFreezes }, digest);
  await enterUntold(app, tree.run.runId);
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

async function refuseWhileLeft(app: App, tree: RunTree): Promise<void> {
  const left = (await app.leftFleetRuns.list()).map(({ value }) => value);
  const locks = tree.attempts.at(-1)?.abandoned ? await app.locks.all() : [];
  const refusal = refusalWhileLeft(tree, { leftFleetRuns: left, locks });
  if (!refusal) return;
  const { detail, leftFleetRuns } = refusal;
  throw new FleetUpdatesError('InvalidState', detail, leftFleetRuns && { extensions: { leftFleetRuns } });
}
