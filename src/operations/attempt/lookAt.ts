import { activityOf, type ClusterActivity } from '../../domain/fleet/clusterActivity.ts';
import type { Look, Looked, SharedLooks } from '../../domain/group/observation.ts';
import { DependencyError } from '../../domain/errors.ts';
import { clusterKey } from '../../domain/group/lock.ts';
import { listedStandings, standings } from './clusterStandings.ts';
import { askCluster } from '../members/askCluster.ts';
import type { App } from '../../ports/app.ts';

/** Reads what a decision asked for. */
export async function lookAt(app: App, look: Look): Promise<Looked & SharedLooks> {
  switch (look.what) {
    case 'locks':
      return { locks: await app.locks.read(look.clusterResourceIds) };
    case 'places':
      return { places: await app.places.read(look.scopes) };
    case 'fleetRun':
      return look.by === 'list'
        ? { lists: new Map([[look.fleet, await app.fleets.listFleetRuns(look.fleet)]]) }
        : { fleetRun: { by: 'get', run: await app.fleets.getFleetRun(look.fleet, look.name) } };
    case 'absence': {
      const { fleet, name } = look;
      if ((await app.fleets.listFleetRuns(fleet)).has(name)) {
        const message = `Fleet Manager does not find Fleet run ${fleet}/${name} when asked for it, and has it in its list.`;
        throw new DependencyError('FleetRunNotFound', message, 404);
      }
      return { fleetRun: { by: 'get', run: undefined, unlisted: true } };
    }
    case 'clusters':
      return { clusters: await clusterActivities(app, look.clusterResourceIds) };
    case 'standings':
      return look.by === 'list'
        ? { listedStandings: await listedStandings(app, look.clusterResourceIds) }
        : { standings: await standings(app, look.clusterResourceIds) };
  }
}

async function clusterActivities(
  app: App,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ClusterActivity>> {
  const activities = new Map<string, ClusterActivity>();
  for (const id of ids) activities.set(clusterKey(id), activityOf(await askCluster(app, id)));
  return activities;
}
