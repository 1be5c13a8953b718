import { ourError } from '../../domain/errors.ts';
import type { Attempt } from '../../domain/run/run.ts';
import { endAttempt } from './endAttempt.ts';
import { stepGroup } from './stepGroup.ts';
import { stepStage } from './stepStage.ts';
import type { App } from '../../ports/app.ts';

/** One pass takes so many steps of a group; the next pass goes on. */
const STEPS_PER_PASS = 5;

/**
 * Brings an attempt to an end whose orchestration was lost too often: stops it and takes the steps that its
 * orchestration would have taken, so that no Fleet run and no lock is left.
 */
export async function endWithoutOrchestration(
  app: App,
  { runId, number, generation }: Attempt,
): Promise<void> {
  await stop(app, runId, number);
  const key = { runId, attempt: number, generation };
  const tree = await app.runs.tree(runId);
  if (tree?.plan) {
    const { planId } = tree.plan;
    for (const { stage, group } of tree.groups.filter((row) => row.attempt === number && !row.finished)) {
      await stepUntilItWaits(() => stepGroup(app, { ...key, planId, stage, group }));
    }
    for (const { stage } of tree.stages.filter((row) => row.attempt === number && row.state === 'Running')) {
      await stepUntilItWaits(() => stepStage(app, { ...key, planId, stage, fannedOut: true }));
    }
  }
  await endAttempt(app, key);
}

async function stepUntilItWaits(step: () => Promise<{ readonly next: string }>): Promise<void> {
  for (let taken = 0; taken < STEPS_PER_PASS; taken += 1) {
    if ((await step()).next !== 'again') return;
  }
}

async function stop(app: App, runId: string, attempt: number): Promise<void> {
  const message =
    'The orchestration of this attempt was lost again and again. Look at the logs, then start the run again.';
  await app.commands.addStop(runId, {
    attempt,
    reason: 'Failure',
    by: 'fleet-updates',
    at: app.now(),
    message,
    error: ourError('OrchestrationLost', message),
  });
}
