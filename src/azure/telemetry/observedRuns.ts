import type { Run } from '../../domain/run/run.ts';
import { groupChanged, runEnded, stageEnded, type TelemetryEvent } from '../../domain/run/telemetry.ts';
import type { RunStore } from '../../ports/stores.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import { warn } from './eventLog.ts';

/** Runs whose names are remembered: as many as are likely to be under way at once. */
const REMEMBERED = 100;

/**
 * The store of runs, telling of what it has written: whoever wins the race for a row reports the change, so that of
 * twins only one does. A process that dies between both reports nothing; the audit trail has it all the same.
 */
export function observedRuns(runs: RunStore, telemetry: Telemetry): RunStore {
  const runOf = rememberedRuns(runs);
  const tell = async (runId: string, events: (run: Run) => readonly TelemetryEvent[]) => {
    try {
      const run = await runOf(runId);
      if (run) for (const event of events(run)) telemetry.report(event);
    } catch (error) {
      // What was written is written: its writer must not take it for failed.
      warn(`An event of run ${runId} was not reported.`, error);
    }
  };
  return {
    ...runs,
    addAttempt: async (attempt, event) => {
      const written = await runs.addAttempt(attempt, event);
      const { runId, number, startedAt: time } = attempt;
      if (written === 'written')
        await tell(runId, ({ name: run }) => [
          { event: 'attemptStarted', run, runId, attempt: number, time },
        ]);
      return written;
    },
    writeAttempt: async (attempt, events) => {
      const written = await runs.writeAttempt(attempt, events);
      if (written === 'written' && attempt.value.endedAt !== undefined)
        await tell(attempt.value.runId, (run) => runEnded(run, attempt.value));
      return written;
    },
    writeStage: async (runId, planId, stage, events) => {
      const written = await runs.writeStage(runId, planId, stage, events);
      const changed = events.some(({ type }) => type === 'StageStateChanged');
      if (written === 'written' && changed) await tell(runId, (run) => stageEnded(run, stage.value));
      return written;
    },
    writeGroup: async (key, read, change) => {
      const written = await runs.writeGroup(key, read, change);
      const stage = change.events.find((event) => event.stage !== undefined)?.stage;
      // Without an event nothing has changed its state.
      if (written === 'lost' || stage === undefined) return written;
      const before = { group: read.group.value, members: read.members.map(({ value }) => value) };
      await tell(key.runId, (run) => groupChanged(run, stage, before, change));
      return written;
    },
  };
}

/** What was asked for in a run never changes, so that one reading serves all its reports. */
function rememberedRuns(runs: RunStore): (runId: string) => Promise<Run | undefined> {
  const known = new Map<string, Run>();
  return async (runId) => {
    const run = known.get(runId) ?? (await runs.get(runId));
    if (!run) return undefined;
    known.delete(runId);
    known.set(runId, run);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return run;
  };
}
