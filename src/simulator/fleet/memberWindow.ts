import { windowAt, type WindowNow } from '../aks/maintenanceWindow.ts';
import type { Cluster } from '../state/clusterState.ts';
import type { UpdateRun } from '../state/fleetState.ts';
import type { World } from '../state/world.ts';

/** The maintenance configuration that Fleet Manager heeds: one for Kubernetes, one for node images alone. */
const CONFIGURATIONS = {
  Full: 'aksmanagedautoupgradeschedule',
  ControlPlaneOnly: 'aksmanagedautoupgradeschedule',
  NodeImageOnly: 'aksmanagednodeosupgradeschedule',
} as const;

/** A window that opens so soon counts for the order of members: documented. */
const OPENS_SOON = 4 * 3_600_000;

/** Undefined when the cluster has no window for what the run does. */
export function windowFor(world: World, run: UpdateRun, cluster: Cluster | undefined): WindowNow | undefined {
  const wanted = CONFIGURATIONS[run.managedClusterUpdate.upgrade.type];
  const found = Object.entries(cluster?.maintenance ?? {}).find(([name]) => name.toLowerCase() === wanted);
  return found && windowAt(found[1], world.now);
}

/** The documented order inside a group: open window, one that opens soon, none, closed. */
export function windowRank(window: WindowNow | undefined, now: number): number {
  if (!window) return 2;
  if (window.open) return 0;
  return window.opensAt !== undefined && window.opensAt - now <= OPENS_SOON ? 1 : 3;
}
