import { randomUUID } from 'node:crypto';
import { scopeOf } from '../state/resourceTable.ts';
import type { World } from '../state/world.ts';
import type { Cluster } from '../state/clusterState.ts';
import type { UpdateRun } from '../state/fleetState.ts';
import type { ClusterVersions } from '../upgradeRecord.ts';
import { sufferUpgrade } from './clusterHealth.ts';
import type { PlannedVersions } from './planUpgrade.ts';

/** AKS begins to upgrade a cluster that is free. The result is the id of its operation. */
export function beginUpgrade(
  world: World,
  cluster: Cluster,
  run: UpdateRun,
  member: string,
  to: PlannedVersions,
): string {
  const operation = randomUUID();
  const { nodePoolsKubernetesVersion, ...versions } = to;
  world.record.push({
    clusterResourceId: cluster.id,
    fleet: scopeOf(run.id),
    updateRun: run.id,
    startedAt: world.timestamp(),
    outcome: 'Running',
    from: versionsOf(cluster),
    to: versions,
  });
  const failure = takeFailure(cluster);
  showUpgrading(world, cluster, to);
  cluster.operationId = operation;
  cluster.upgrade = {
    record: world.record.length - 1,
    updateRun: run.id,
    execution: run.execution,
    member,
    to: versions,
    ...(nodePoolsKubernetesVersion !== undefined && { nodePoolsKubernetesVersion }),
    ...(failure && { failure }),
  };
  const seconds = world.drawn(cluster.upgradeSeconds ?? world.upgradeSeconds);
  world.after(seconds * 1000, { kind: 'upgradeEnds', cluster: cluster.id, operation });
  return operation;
}

/** With Kubernetes the cluster and its pools move; of a node image alone, the pools that get one. */
function showUpgrading({ unknowns }: World, cluster: Cluster, to: PlannedVersions): void {
  const kubernetesMoves =
    to.kubernetesVersion !== cluster.kubernetesVersion || to.nodePoolsKubernetesVersion !== undefined;
  if (kubernetesMoves) {
    cluster.provisioningState = 'Upgrading';
    return;
  }
  cluster.provisioningState = unknowns.clusterDuringImageUpgrade;
  for (const pool of cluster.nodePools) {
    const moves = to.nodeImages[pool.name] !== pool.nodeImageVersion;
    pool.provisioningState = moves ? 'UpgradingNodeImageVersion' : 'Succeeded';
  }
}

/** The versions are in place, or it failed and nothing has changed; the cluster is free again. */
export function endUpgrade(world: World, cluster: Cluster): Cluster['upgrade'] {
  const { upgrade } = cluster;
  delete cluster.upgrade;
  delete cluster.operationId;
  if (!upgrade) return undefined;
  const failed = upgrade.failure !== undefined;
  cluster.provisioningState = failed ? 'Failed' : 'Succeeded';
  for (const pool of cluster.nodePools) delete pool.provisioningState;
  cluster.eTag = world.nextETag();
  const entry = world.record[upgrade.record];
  if (entry) Object.assign(entry, { endedAt: world.timestamp(), outcome: failed ? 'Failed' : 'Completed' });
  if (failed) return upgrade;
  cluster.kubernetesVersion = upgrade.to.kubernetesVersion;
  for (const pool of cluster.nodePools) {
    pool.nodeImageVersion = upgrade.to.nodeImages[pool.name] ?? pool.nodeImageVersion;
    pool.kubernetesVersion = upgrade.nodePoolsKubernetesVersion ?? pool.kubernetesVersion;
  }
  sufferUpgrade(world, cluster);
  return upgrade;
}

export function versionsOf(cluster: Cluster): ClusterVersions {
  return {
    kubernetesVersion: cluster.kubernetesVersion,
    nodeImages: Object.fromEntries(cluster.nodePools.map((pool) => [pool.name, pool.nodeImageVersion])),
  };
}

function takeFailure(cluster: Cluster): { code: string; message: string } | undefined {
  const { failures } = cluster;
  if (!failures) return undefined;
  failures.times -= 1;
  if (failures.times <= 0) delete cluster.failures;
  return { code: failures.code, message: failures.message };
}
