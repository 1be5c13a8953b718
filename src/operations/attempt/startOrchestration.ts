import { UPDATE_RUN } from '../../contracts/orchestration.ts';
import { runInstanceId } from '../../domain/names.ts';
import type { Attempt } from '../../domain/run/run.ts';
import type { DurableApp } from '../../ports/app.ts';

/** The instance id of an attempt's orchestration. */
export const orchestrationOf = ({ runId, number, generation }: Attempt) =>
  runInstanceId(runId, number, generation);

/** Starts the orchestration of an attempt; one that runs already is left alone. */
export async function startOrchestration(app: DurableApp, attempt: Attempt): Promise<void> {
  const { runId, number, generation } = attempt;
  await app.orchestrations.start(UPDATE_RUN, orchestrationOf(attempt), {
    runId,
    attempt: number,
    generation,
    nextStage: 0,
  });
}
