import { activityOf, type ClusterActivity } from '../../domain/fleet/clusterActivity.ts';
import type { GroupObservation, Look } from '../../domain/group/observation.ts';
import { DependencyError } from '../../domain/errors.ts';
import { clusterKey } from '../../domain/group/lock.ts';
import type { ClusterGateway } from '../../ports/clusterGateway.ts';
import type { FleetGateway } from '../../ports/fleetGateway.ts';
import { askCluster } from '../members/askCluster.ts';
import type { CommandStore, LockStore, RunStore } from '../../ports/stores.ts';

export interface LookPorts {
  readonly runs: RunStore;
  readonly commands: CommandStore;
  readonly locks: LockStore;
  readonly fleets: FleetGateway;
  readonly clusters: ClusterGateway;
}

/** Reads what a decision asked for. */
export async function lookAt(ports: LookPorts, look: Look): Promise<Partial<GroupObservation>> {
  switch (look.what) {
    case 'locks':
      return { locks: await ports.locks.read(look.clusterResourceIds) };
    case 'fleetRun': {
      const run =
        look.by === 'list'
          ? (await ports.fleets.listFleetRuns(look.fleet)).get(look.name)
          : await ports.fleets.getFleetRun(look.fleet, look.name);
      return { fleetRun: { by: look.by, run } };
    }
    case 'absence': {
      const { fleet, name } = look;
      if ((await ports.fleets.listFleetRuns(fleet)).has(name)) {
        const message = `Fleet Manager does not find Fleet run ${fleet}/${name} when asked for it, and has it in its list.`;
        throw new DependencyError('FleetRunNotFound', message, 404);
      }
      return { fleetRun: { by: 'get', run: undefined, unlisted: true } };
    }
    case 'clusters':
      return { clusters: await clusterActivities(ports.clusters, look.clusterResourceIds) };
  }
}

async function clusterActivities(
  clusters: ClusterGateway,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ClusterActivity>> {
  const activities = new Map<string, ClusterActivity>();
  for (const id of ids) activities.set(clusterKey(id), activityOf(await askCluster(clusters, id)));
  return activities;
}
