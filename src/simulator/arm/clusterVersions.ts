import { compareKubernetes, minorsAhead } from '../aks/kubernetesVersion.ts';
import { parseNodeImage } from '../aks/nodeImage.ts';
import type { NodePool, Region } from '../state/clusterState.ts';
import { badRequest } from './armError.ts';
import type { ArmCall, ArmResponse } from './armCall.ts';
import { poolJson } from './clusterJson.ts';
import { CLUSTER, findCluster } from './managedClusters.ts';
import { required } from './names.ts';
import type { Route } from './route.ts';

const POOLS = `${CLUSTER}/agentPools`;

export const clusterVersionRoutes: readonly Route[] = [
  { operation: 'agentPools.list', method: 'GET', path: POOLS, answer: listPools },
  { operation: 'agentPools.get', method: 'GET', path: `${POOLS}/{pool}`, answer: getPool },
  {
    operation: 'agentPools.getUpgradeProfile',
    method: 'GET',
    path: `${POOLS}/{pool}/upgradeProfiles/default`,
    answer: getPoolUpgradeProfile,
  },
  {
    operation: 'managedClusters.getUpgradeProfile',
    method: 'GET',
    path: `${CLUSTER}/upgradeProfiles/default`,
    answer: getUpgradeProfile,
  },
  {
    operation: 'kubernetesVersions.list',
    method: 'GET',
    path: '/subscriptions/{subscription}/providers/Microsoft.ContainerService/locations/{location}/kubernetesVersions',
    answer: listKubernetesVersions,
  },
];

function listPools(call: ArmCall): ArmResponse {
  const cluster = findCluster(call);
  const pools = cluster.nodePools.map((pool) => ({ id: `${cluster.id}/agentPools/${pool.name}`, pool }));
  return call.list(pools, ({ pool }) => poolJson(cluster, pool));
}

function getPool(call: ArmCall): ArmResponse {
  return { status: 200, json: poolJson(findCluster(call), findPool(call)) };
}

/** `latestNodeImageVersion` is what the region has for the pool's own image family. */
function getPoolUpgradeProfile(call: ArmCall): ArmResponse {
  const cluster = findCluster(call);
  const pool = findPool(call);
  const region = findRegion(call, cluster.location);
  const family = parseNodeImage(pool.nodeImageVersion)?.family;
  const latest = family === undefined ? undefined : region.latestNodeImages[family];
  const properties = {
    kubernetesVersion: pool.kubernetesVersion,
    osType: pool.osType,
    upgrades: upgradesFrom(region, pool.kubernetesVersion),
    ...(latest !== undefined && { latestNodeImageVersion: `${family ?? ''}-${latest}` }),
  };
  const id = `${cluster.id}/agentPools/${pool.name}/upgradeProfiles/default`;
  const type = 'Microsoft.ContainerService/managedClusters/agentPools/upgradeProfiles';
  return { status: 200, json: JSON.stringify({ id, name: 'default', type, properties }) };
}

function getUpgradeProfile(call: ArmCall): ArmResponse {
  const cluster = findCluster(call);
  const region = findRegion(call, cluster.location);
  const profile = (kubernetesVersion: string, osType: string) => ({
    kubernetesVersion,
    osType,
    upgrades: upgradesFrom(region, kubernetesVersion),
  });
  const properties = {
    controlPlaneProfile: profile(cluster.kubernetesVersion, 'Linux'),
    agentPoolProfiles: cluster.nodePools.map((pool) => ({
      name: pool.name,
      ...profile(pool.kubernetesVersion, pool.osType),
    })),
  };
  const id = `${cluster.id}/upgradeprofiles/default`;
  const type = 'Microsoft.ContainerService/managedClusters/upgradeprofiles';
  return { status: 200, json: JSON.stringify({ id, name: 'default', type, properties }) };
}

/** Minor versions, each with its patches and what they can be upgraded to. */
function listKubernetesVersions(call: ArmCall): ArmResponse {
  const region = findRegion(call, call.parameter('location'));
  const byMinor = Map.groupBy(region.kubernetesVersions, (version) =>
    version.split('.').slice(0, 2).join('.'),
  );
  const values = [...byMinor].map(([version, patches]) => ({
    version,
    capabilities: { supportPlan: supportPlansOf(region, version) },
    patchVersions: Object.fromEntries(
      patches.map((patch) => [
        patch,
        { upgrades: upgradesFrom(region, patch).map(({ kubernetesVersion }) => kubernetesVersion) },
      ]),
    ),
  }));
  return { status: 200, json: JSON.stringify({ values }) };
}

/** Every version has long-term support; the standard one ends earlier. */
function supportPlansOf({ longTermSupportOnly = [] }: Region, minor: string): string[] {
  return [...(longTermSupportOnly.includes(minor) ? [] : ['KubernetesOfficial']), 'AKSLongTermSupport'];
}

/** Newer patches of the same minor and all of the next: AKS skips none. */
function upgradesFrom({ kubernetesVersions }: Region, from: string): { kubernetesVersion: string }[] {
  return kubernetesVersions
    .filter((version) => compareKubernetes(version, from) > 0 && minorsAhead(from, version) <= 1)
    .map((kubernetesVersion) => ({ kubernetesVersion }));
}

function findPool(call: ArmCall): NodePool {
  const cluster = findCluster(call);
  const name = call.parameter('pool');
  return required(
    cluster.nodePools.find((pool) => pool.name === name.toLowerCase()),
    `${cluster.id}/agentPools/${name}`,
  );
}

function findRegion(call: ArmCall, location: string): Region {
  const region = call.world.regions.get(location.toLowerCase());
  if (region) return region;
  throw badRequest(
    `The provided location '${location}' is not available.`,
    'LocationNotAvailableForResourceType',
  );
}
