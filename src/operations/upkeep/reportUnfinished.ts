import { listEntryOf } from '../../domain/run/listEntry.ts';
import type { State } from '../../domain/run/states.ts';
import { quietSeconds } from '../../domain/run/telemetry.ts';
import { guarded, type Report } from './guarded.ts';
import type { App } from '../../ports/app.ts';

/** Tells of every unfinished run for how long nothing has moved, and how many there are in each state. */
export async function reportUnfinished({ runs, telemetry, now }: App, report: Report): Promise<void> {
  const counts: Partial<Record<State, number>> = {};
  for (const runId of await runs.unfinished()) {
    await guarded(`the report of run ${runId}`, report, async () => {
      const tree = await runs.tree(runId);
      const newest = tree?.attempts.at(-1);
      if (!tree || newest === undefined || newest.endedAt !== undefined) return;
      const { state, name: run } = listEntryOf(tree);
      counts[state] = (counts[state] ?? 0) + 1;
      const quiet = quietSeconds(tree, newest.startedAt, now());
      telemetry.report({ event: 'runUnfinished', run, state, quietSeconds: quiet });
    });
  }
  telemetry.report({ event: 'runsCounted', counts });
}
