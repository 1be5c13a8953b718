import type { ClusterActivity, GroupObservation, Look } from '../../domain/group/observation.ts';
import { clusterKey } from '../../domain/group/lock.ts';
import type { ClusterGateway } from '../../ports/clusterGateway.ts';
import type { FleetGateway } from '../../ports/fleetGateway.ts';
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
    case 'clusters':
      return { clusters: await clusterActivities(ports.clusters, look.clusterResourceIds) };
  }
}

async function clusterActivities(
  clusters: ClusterGateway,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ClusterActivity>> {
  const activities = new Map<string, ClusterActivity>();
  for (const id of ids) {
    const cluster = await clusters.getCluster(id);
    // A cluster that may not be read must not hold its lock for ever.
    if (cluster === 'NoAccess') activities.set(clusterKey(id), 'Idle');
    else if (cluster === 'NotFound') activities.set(clusterKey(id), 'Gone');
    else activities.set(clusterKey(id), cluster.provisioningState === 'Upgrading' ? 'Upgrading' : 'Idle');
  }
  return activities;
}
