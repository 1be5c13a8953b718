import { DependencyError } from '../../domain/errors.ts';
import { fleetRunNameOf, nextSliceOf } from '../../domain/group/observation.ts';
import type { Run } from '../../domain/run/run.ts';
import { hasEnded } from '../../domain/run/states.ts';
import type { App } from '../../ports/app.ts';
import type { RunTree } from '../../ports/runStore.ts';
import { leaveFleetRun } from '../upkeep/abandonedRuns.ts';

/**
 * Deletes what came too late: a call to create a Fleet run may reach Fleet after its slice was closed, as it was not there.
 * Nobody drives that run, and anybody could start it in the portal. Looked for by every name that the attempt could have
 * made, in one LIST a fleet. What cannot be deleted at once is left to reconcile.
 */
export async function deleteLateFleetRuns(app: App, tree: RunTree, attempt: number): Promise<void> {
  for (const fleet of tree.run.fleets) {
    const names = namesOfAttempt(tree, attempt, fleet);
    if (names.size > 0) await inFleet(app, tree.run, fleet, names);
  }
}

/** Where Azure does not answer the attempt ends all the same: what is so rare must not hold it. */
async function inFleet(app: App, run: Run, fleet: string, names: ReadonlySet<string>): Promise<void> {
  try {
    const runs = await app.fleets.listFleetRuns(fleet);
    for (const name of runs.keys()) if (names.has(name)) await deleteLate(app, run, fleet, name);
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
  }
}

function namesOfAttempt({ run, groups }: RunTree, attempt: number, fleet: string): ReadonlySet<string> {
  const begun = groups.filter((group) => group.attempt === attempt);
  return new Set(
    begun.flatMap((group) =>
      Array.from({ length: nextSliceOf(group) }, (_, slice) =>
        fleetRunNameOf({ run, group, attempt }, fleet, slice),
      ),
    ),
  );
}

async function deleteLate(app: App, run: Run, fleet: string, name: string): Promise<void> {
  // A LIST may still have what was deleted a moment ago.
  const found = await app.fleets.getFleetRun(fleet, name);
  if (!found) return;
  const isIdle = found.state === 'NotStarted' || hasEnded(found.state);
  if (isIdle && (await app.fleets.deleteFleetRun(fleet, name, found.eTag)).done) return;
  await leaveFleetRun(app, run, { fleet, name, mayRun: !isIdle }, app.now());
}
