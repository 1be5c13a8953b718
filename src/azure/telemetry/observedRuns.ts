import { eventOfSkip, eventOfStop } from '../../domain/run/commandEvents.ts';
import { trailOf } from '../../domain/run/deletion.ts';
import type { Run, RunEvent } from '../../domain/run/run.ts';
import { groupChanged, runEnded, stageEnded, type TelemetryEvent } from '../../domain/run/telemetry.ts';
import type { App } from '../../ports/app.ts';
import type { CommandStore } from '../../ports/commandStores.ts';
import type { RunStore } from '../../ports/runStore.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import { warn } from './eventLog.ts';

/** Runs whose names are remembered: as many as are likely to be under way at once. */
const REMEMBERED = 100;

/**
 * The stores of runs and their commands, telling of what they have written: whoever wins the race for a row reports the change, so that of
 * twins only one does. A process that dies between both reports nothing; the audit trail has it all the same.
 */
export function observedRuns(
  { runs, commands }: Pick<App, 'runs' | 'commands'>,
  telemetry: Telemetry,
): Pick<App, 'runs' | 'commands'> {
  const runOf = rememberedRuns(runs);
  const tell: Tell = async (runId, trail, more) => {
    if (trail.length === 0 && !more) return;
    try {
      const run = await runOf(runId);
      if (!run) return;
      for (const entry of trailOf(run.name, trail)) telemetry.report({ event: 'audit', ...entry });
      for (const event of more?.(run) ?? []) telemetry.report(event);
    } catch (error) {
      // What was written is written: its writer must not take it for failed.
      warn(`An event of run ${runId} was not reported.`, error);
    }
  };
  return {
    runs: { ...runs, ...observedTrail(runs, tell), ...observedRows(runs, tell) },
    commands: observedCommands(commands, tell),
  };
}

/** Tells of what was written in a run: the entries of its trail, and what else follows from the rows. */
type Tell = (
  runId: string,
  trail: readonly RunEvent[],
  more?: (run: Run) => readonly TelemetryEvent[],
) => Promise<void>;

/** Writes that are nothing but an entry of the trail, and what comes of it. */
function observedTrail(runs: RunStore, tell: Tell): Pick<RunStore, 'create' | 'addEvents' | 'beginRemoval'> {
  return {
    create: async (run, event) => {
      const written = await runs.create(run, event);
      if (written === 'written') await tell(run.runId, [event]);
      return written;
    },
    addEvents: async (runId, events) => {
      await runs.addEvents(runId, events);
      await tell(runId, events);
    },
    beginRemoval: async (runId, asked) => {
      await runs.beginRemoval(runId, asked);
      if (asked) await tell(runId, [asked]);
    },
  };
}

function observedRows(
  runs: RunStore,
  tell: Tell,
): Pick<RunStore, 'addAttempt' | 'writeAttempt' | 'writeStage' | 'writeGroup'> {
  return {
    addAttempt: async (attempt, event) => {
      const written = await runs.addAttempt(attempt, event);
      const { runId, number, startedAt: time } = attempt;
      if (written === 'written')
        await tell(runId, [event], ({ name: run }) => [
          { event: 'attemptStarted', run, runId, attempt: number, time },
        ]);
      return written;
    },
    writeAttempt: async (attempt, events = []) => {
      const written = await runs.writeAttempt(attempt, events);
      const { runId, endedAt } = attempt.value;
      if (written === 'written')
        await tell(runId, events, endedAt === undefined ? undefined : (run) => runEnded(run, attempt.value));
      return written;
    },
    writeStage: async (runId, planId, stage, events) => {
      const written = await runs.writeStage(runId, planId, stage, events);
      const changed = events.some(({ type }) => type === 'StageStateChanged');
      if (written === 'written')
        await tell(runId, events, changed ? (run) => stageEnded(run, stage.value) : undefined);
      return written;
    },
    writeGroup: async (key, read, change) => {
      const written = await runs.writeGroup(key, read, change);
      const stage = change.events.find((event) => event.stage !== undefined)?.stage;
      if (written === 'lost') return written;
      const before = { group: read.group.value, members: read.members.map(({ value }) => value) };
      // Without an event nothing has changed its state.
      const more = (run: Run) => (stage === undefined ? [] : groupChanged(run, stage, before, change));
      await tell(key.runId, change.events, stage === undefined ? undefined : more);
      return written;
    },
  };
}

/** A skip that is asked for again is told again, though the first one stays. */
function observedCommands(commands: CommandStore, tell: Tell): CommandStore {
  return {
    ...commands,
    addStop: async (runId, stop) => {
      const written = await commands.addStop(runId, stop);
      if (written === 'written') await tell(runId, [eventOfStop(stop)]);
      return written;
    },
    addSkips: async (runId, skips) => {
      await commands.addSkips(runId, skips);
      await tell(runId, skips.map(eventOfSkip));
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
