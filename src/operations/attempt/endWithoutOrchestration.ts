import { ourError } from '../../domain/errors.ts';
import type { Attempt } from '../../domain/run/run.ts';
import type { RunStore } from '../../ports/stores.ts';
import { createEndAttempt, type EndAttemptPorts } from './endAttempt.ts';
import { createStepGroup, type StepGroupPorts } from './stepGroup.ts';
import { createStepStage } from './stepStage.ts';

/** One pass takes so many steps of a group; the next pass goes on. */
const STEPS_PER_PASS = 5;

/**
 * Brings an attempt to an end whose orchestration was lost too often: stops it and takes the steps that its
 * orchestration would have taken, so that no Fleet run and no lock is left. True once it is marked ended.
 */
export function createEndWithoutOrchestration(
  ports: StepGroupPorts & EndAttemptPorts,
): (attempt: Attempt) => Promise<boolean> {
  const stepGroup = createStepGroup(ports);
  const stepStage = createStepStage(ports);
  const endAttempt = createEndAttempt(ports);
  return async ({ runId, number, generation }) => {
    await stop(ports, runId, number);
    const key = { runId, attempt: number, generation };
    const tree = await ports.runs.tree(runId);
    if (tree?.plan) {
      const { planId } = tree.plan;
      for (const { stage, group } of tree.groups.filter((row) => row.attempt === number && !row.finished)) {
        await stepUntilItWaits(() => stepGroup({ ...key, planId, stage, group }));
      }
      for (const { stage } of tree.stages.filter(
        (row) => row.attempt === number && row.state === 'Running',
      )) {
        await stepUntilItWaits(() => stepStage({ ...key, planId, stage, fannedOut: true }));
      }
    }
    return (await endAttempt(key)).next === 'ended';
  };
}

async function stepUntilItWaits(step: () => Promise<{ readonly next: string }>): Promise<void> {
  for (let taken = 0; taken < STEPS_PER_PASS; taken += 1) {
    if ((await step()).next !== 'again') return;
  }
}

async function stop(
  ports: StepGroupPorts & { readonly runs: RunStore },
  runId: string,
  attempt: number,
): Promise<void> {
  const message =
    'The orchestration of this attempt was lost again and again. Look at the logs, then start the run again.';
  await ports.commands.addStop(runId, {
    attempt,
    reason: 'Failure',
    by: 'fleet-updates',
    at: new Date().toISOString(),
    message,
    error: ourError('OrchestrationLost', message),
  });
}
