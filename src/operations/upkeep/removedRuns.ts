import { DependencyError } from '../../domain/errors.ts';
import { instanceIdsOf } from '../../domain/names.ts';
import { DELETION_ASKED, trailOf } from '../../domain/run/deletion.ts';
import type { Run, RunEvent } from '../../domain/run/run.ts';
import { guarded, type Report } from './guarded.ts';
import type { App, DurableApp } from '../../ports/app.ts';

/** Creations take seconds. */
const CREATED_WITHIN_MS = 3_600_000;

/** Removes a run with all its rows and the histories of its orchestrations. `asked` as for `removeRows`. */
export async function removeRun(app: DurableApp, runId: string, asked?: RunEvent): Promise<void> {
  const tree = await app.runs.tree(runId);
  if (!tree) return;
  await removeRows(app, tree.run, asked);
  try {
    await app.orchestrations.purge(instanceIdsOf(runId, tree.attempts, tree.plan?.groupCounts ?? []));
  } catch (error) {
    // That of an abandoned run may not have seen yet that it has ended. What stays goes with the daily purge.
    if (!(error instanceof DependencyError)) throw error;
  }
}

/**
 * Removes the rows of a run, of which its trail stays. Once begun nothing takes it back: what a failure cuts short, a
 * repeated call or reconcile finishes. `asked` is the event of whoever wants it gone; it is told when the removal has won
 * over any start.
 */
export async function removeRows(
  app: App,
  { runId, name }: Pick<Run, 'runId' | 'name'>,
  asked?: RunEvent,
): Promise<void> {
  await app.runs.beginRemoval(runId, asked);
  await leaveTrail(app, runId, name);
  await app.runs.remove(runId);
}

/**
 * Carries the run's events to the audit log before they go with the run. Done again after a failure it leaves the same
 * entries, which are there once. What is removed by its age takes its trail along.
 */
async function leaveTrail({ runs, audit }: App, runId: string, name: string): Promise<void> {
  const events = await runs.events(runId);
  // Without it the rows are going already, and the trail went before them.
  if (!events.some(({ type }) => type === DELETION_ASKED)) return;
  await audit.appendStored(...trailOf(name, events));
}

/** Finishes removals that were cut short, and clears away what is left of such creations. */
export async function settleRuns(app: DurableApp, report: Report): Promise<void> {
  const before = new Date(Date.parse(app.now()) - CREATED_WITHIN_MS).toISOString();
  for (const runId of await app.runs.settleCreations(before)) {
    await guarded(`removal of run ${runId}`, report, () => removeRun(app, runId));
  }
}
