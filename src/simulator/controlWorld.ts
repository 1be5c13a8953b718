import type { Access } from './access.ts';
import { fireAlert, setUnwell } from './aks/clusterHealth.ts';
import { occupyCluster } from './aks/occupyCluster.ts';
import { versionsOf } from './aks/upgradeCluster.ts';
import { maintenanceWindowSchema, type Cluster, type Region } from './state/clusterState.ts';
import { findCluster, findRegion } from './changeWorld.ts';
import type { World } from './state/world.ts';
import type { ClusterView, UpgradeFailure, WorldControls } from './worldControls.ts';

export function controlWorld(world: World, access: Access): WorldControls {
  const onCluster = (name: string, act: (cluster: Cluster) => void) =>
    access.change(() => {
      const cluster = findCluster(world, name);
      act(cluster);
      cluster.eTag = world.nextETag();
    });
  const onRegion = (location: string, act: (region: Region) => void) =>
    access.change(() => act(findRegion(world, location)));
  return {
    failUpgrades: (name, failure: UpgradeFailure = {}) =>
      onCluster(name, (cluster) => {
        const { code = 'UpgradeFailed', message = 'The upgrade of the cluster failed.', times = 1 } = failure;
        cluster.failures = { code, message, times };
      }),
    setUpgradeSeconds: (name, seconds) => onCluster(name, (cluster) => (cluster.upgradeSeconds = seconds)),
    setPower: (name, powerState) => onCluster(name, (cluster) => (cluster.powerState = powerState)),
    setBusy: (name, seconds) => onCluster(name, (cluster) => occupyCluster(world, cluster, seconds * 1000)),
    later: (change, inSeconds, everySeconds) =>
      access.change(() => {
        if ('location' in change) findRegion(world, change.location);
        else findCluster(world, change.cluster);
        const happening = { kind: 'worldChanges' as const, change };
        world.after(inSeconds * 1000, { ...happening, ...(everySeconds !== undefined && { everySeconds }) });
      }),
    drawDurations: (percent, seed) => access.change(() => (world.drawnDurations = { percent, seed })),
    setMaintenanceWindow: (name, configuration, window) =>
      onCluster(name, (cluster) => {
        cluster.maintenance[configuration] = maintenanceWindowSchema.parse(window);
      }),
    setLatestNodeImage: (location, family, version) =>
      onRegion(location, (region) => (region.latestNodeImages[family] = version)),
    setKubernetesVersions: (location, versions) =>
      onRegion(location, (region) => (region.kubernetesVersions = [...versions])),
    setUnwell: (name, unwell) => onCluster(name, (cluster) => setUnwell(world, cluster, unwell)),
    setAfterUpgrade: (name, { unwell, alert }) =>
      onCluster(name, (cluster) => {
        cluster.health ??= {};
        cluster.health.afterUpgrade = { unwell, alert };
      }),
    fireAlert: (name, alert) => onCluster(name, (cluster) => fireAlert(world, cluster, alert)),
    resolveAlerts: (name) =>
      onCluster(name, (cluster) => {
        delete cluster.health?.fired;
      }),
    cluster: (name) => access.look(() => viewOf(findCluster(world, name))),
    clusters: () => access.look(() => [...world.clusters.all()].map(viewOf)),
    updateRuns: () =>
      access.look(() =>
        [...world.updateRuns.all()].map(({ id, name, status }) => ({ id, name, state: status.state })),
      ),
  };
}

function viewOf(cluster: Cluster): ClusterView {
  const { id, location, provisioningState, powerState } = cluster;
  return { id, location, provisioningState, powerState, ...versionsOf(cluster) };
}
