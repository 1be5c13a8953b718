import { mayBeTold } from '../../domain/notify/occurrencesOfRun.ts';
import type { StoredRunEvent } from '../../domain/run/run.ts';
import type { App } from '../../ports/app.ts';
import type { RunStore } from '../../ports/runStore.ts';
import { notifySoon } from './notify.ts';

/** Does something with the app, and then tells at once what was written of a run that somebody may want to hear of. */
export async function tellingAtOnce<Answer>(app: App, act: (app: App) => Promise<Answer>): Promise<Answer> {
  const touched = new Set<string>();
  const answer = await act({ ...app, runs: noting(app.runs, touched) });
  for (const runId of touched) {
    // What was done is done: it must not be taken for failed. The minute's pass tells it.
    await notifySoon(app, runId).catch(() => undefined);
  }
  return answer;
}

function noting(runs: RunStore, touched: Set<string>): RunStore {
  const note = (runId: string, events: readonly StoredRunEvent[]) => {
    if (events.some(mayBeTold)) touched.add(runId);
  };
  return {
    ...runs,
    writeAttempt: async (attempt, events = []) => {
      note(attempt.value.runId, events);
      return await runs.writeAttempt(attempt, events);
    },
    writeStage: async (runId, planId, stage, events) => {
      note(runId, events);
      return await runs.writeStage(runId, planId, stage, events);
    },
    writeGroup: async (key, read, change) => {
      note(key.runId, change.events);
      return await runs.writeGroup(key, read, change);
    },
  };
}
