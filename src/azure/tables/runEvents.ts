import type { NewRow, Table } from '../../ports/table.ts';
import { runEventSchema, type RunEvent } from '../../domain/run/run.ts';
import { withCommandEvents } from '../../domain/run/commandEvents.ts';
import type { RunStore } from '../../ports/runStore.ts';
import { commandEvents } from './commandStore.ts';
import { runKeys, sortableTime } from './keys.ts';
import { readable } from './readable.ts';
import { toRow } from './rows.ts';

/**
 * Rows of events that happened together. The key is their time, their place among the given ones and their
 * content: they keep their order, and an activity that runs again writes the same rows again.
 */
export function eventRows(runId: string, events: readonly RunEvent[]): NewRow[] {
  return events.map((event, ordinal) =>
    toRow(runKeys.event(runId, event.time, ordinal, JSON.stringify(event)), event),
  );
}

export function runEvents(runs: Table, commands: Table): Pick<RunStore, 'events' | 'addEvents'> {
  return {
    async events(runId, during) {
      const [rows, ofCommands] = await Promise.all([
        runs.query(during ? runKeys.eventsDuring(runId, during) : runKeys.events(runId)),
        commandEvents(commands, runId),
      ]);
      const isWithin = ({ time }: RunEvent) =>
        !during || (sortableTime(time) >= during.from && sortableTime(time) < during.before);
      return withCommandEvents(readable(runs, runEventSchema, rows).values, ofCommands.filter(isWithin));
    },
    addEvents: (runId, events) => runs.putAll(eventRows(runId, events)),
  };
}
