import { occupyCluster } from './aks/occupyCluster.ts';
import { compareKubernetes } from './aks/kubernetesVersion.ts';
import type { Cluster, NodePool, Region } from './state/clusterState.ts';
import type { World } from './state/world.ts';
import type { WorldChange } from './state/worldChange.ts';

type ClusterChange = Extract<WorldChange, { cluster: string }>;

/** Makes a change of others. False where AKS is at work on the cluster: it takes no second operation. */
export function changeWorld(world: World, change: WorldChange): boolean {
  if ('location' in change) {
    changeRegion(findRegion(world, change.location), change);
    return true;
  }
  const cluster = findCluster(world, change.cluster);
  if (cluster.operationId !== undefined) return false;
  changeCluster(world, cluster, change);
  cluster.eTag = world.nextETag();
  return true;
}

function changeCluster(world: World, cluster: Cluster, change: ClusterChange): void {
  const pool = change.pool === undefined ? undefined : findPool(cluster, change.pool);
  if (change.kind === 'operation') occupyCluster(world, cluster, change.seconds * 1000, pool);
  else (pool ?? cluster).powerState = change.powerState;
}

function changeRegion(region: Region, change: Extract<WorldChange, { location: string }>): void {
  if (change.kind === 'nodeImage') {
    region.latestNodeImages[change.family] = change.version;
    return;
  }
  const versions = new Set([...region.kubernetesVersions, change.version]);
  region.kubernetesVersions = [...versions].sort(compareKubernetes);
}

export function findCluster(world: World, nameOrId: string): Cluster {
  const wanted = nameOrId.toLowerCase();
  const found =
    world.clusters.get(wanted) ?? [...world.clusters.all()].find(({ name }) => name.toLowerCase() === wanted);
  if (!found) throw new Error(`The simulator has no cluster ${nameOrId}.`);
  return found;
}

function findPool({ name, nodePools }: Cluster, pool: string): NodePool {
  const found = nodePools.find((each) => each.name === pool);
  if (!found) throw new Error(`Cluster ${name} has no pool ${pool}.`);
  return found;
}

export function findRegion(world: World, location: string): Region {
  const region = world.regions.get(location);
  if (!region) throw new Error(`The simulator has no region ${location}.`);
  return region;
}
