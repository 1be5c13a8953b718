import { activityOf } from '../../domain/fleet/clusterActivity.ts';
import { hasRecord } from '../../domain/group/groupPlaces.ts';
import type { Place } from '../../domain/group/place.ts';
import { isLockLeft } from '../../domain/run/reconcileAttempt.ts';
import type { App } from '../../ports/app.ts';
import { askCluster } from '../members/askCluster.ts';
import { guarded, type Report } from './guarded.ts';

/** Gives back the places that no slice has any more: what a crash, or an activity that came late, left of them. */
export async function tidyPlaces(app: App, report: Report): Promise<void> {
  for (const { scope, places } of await app.places.all()) {
    await guarded(`places of ${scope}`, report, async () => {
      for (const place of places) {
        if (!(await isLeft(app, place)) || (await isBusy(app, place))) continue;
        await app.places.release([scope], [place]);
      }
    });
  }
}

/** The place was read before its group, and its record is written before it is taken: so without one it is left. */
async function isLeft(app: App, place: Place): Promise<boolean> {
  const newest = await app.runs.attempt(place.runId);
  if (!newest || newest.value.endedAt !== undefined) return isLockLeft(place, newest?.value, app.now());
  const group = await app.runs.group(place);
  return !group || !hasRecord(group.group.value, place);
}

async function isBusy(app: App, { clusterResourceId }: Place): Promise<boolean> {
  return clusterResourceId !== undefined && activityOf(await askCluster(app, clusterResourceId)) === 'Busy';
}
