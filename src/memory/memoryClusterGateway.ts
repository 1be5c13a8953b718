import { z } from 'zod';
import { DependencyError } from '../domain/errors.ts';
import { isAksCluster, type Cluster } from '../domain/fleet/inventory.ts';
import { withoutUndefined } from '../domain/withoutUndefined.ts';
import type { ClusterGateway } from '../ports/clusterGateway.ts';
import { orAbsent, type SimulatedArm } from './simulatedArm.ts';

const AKS_API = '2025-05-01';
const PROVIDER = 'providers/Microsoft.ContainerService';

const power = z.object({ code: z.string() }).exactOptional();
const nodePool = z.object({
  name: z.string(),
  mode: z.string(),
  osType: z.string(),
  osSKU: z.string().exactOptional(),
  type: z.string().exactOptional(),
  count: z.int().exactOptional(),
  virtualMachineNodesStatus: z.array(z.object({ count: z.int() })).exactOptional(),
  currentOrchestratorVersion: z.string().exactOptional(),
  nodeImageVersion: z.string().exactOptional(),
  provisioningState: z.string().exactOptional(),
  powerState: power,
});
const cluster = z.object({
  id: z.string(),
  location: z.string(),
  properties: z.object({
    currentKubernetesVersion: z.string(),
    provisioningState: z.string(),
    powerState: power,
    supportPlan: z.string().exactOptional(),
    agentPoolProfiles: z.array(nodePool).exactOptional(),
  }),
});
const clusters = z.object({ value: z.array(cluster) });
const upgradeProfile = z.object({
  properties: z.object({ latestNodeImageVersion: z.string().exactOptional() }),
});
const kubernetesVersions = z.object({
  values: z.array(
    z.object({
      isPreview: z.boolean().nullish(),
      capabilities: z.object({ supportPlan: z.array(z.string()) }).exactOptional(),
      patchVersions: z.record(z.string(), z.object({ upgrades: z.array(z.string()).exactOptional() })),
    }),
  ),
});

/** AKS in memory: the simulator's clusters behind the port. */
export function memoryClusterGateway(arm: SimulatedArm): ClusterGateway {
  return {
    listClusters: (subscriptionId) =>
      unlessNoAccess(async () => {
        const path = `/subscriptions/${subscriptionId}/${PROVIDER}/managedClusters`;
        return clusters.parse(await arm.call('GET', path, AKS_API)).value.map(clusterOf);
      }),
    getCluster: async (id) => {
      if (!isAksCluster(id)) return 'NotAks';
      return await unlessNoAccess(async () => {
        const answer = await orAbsent(arm.call('GET', id, AKS_API));
        return answer === undefined ? 'NotFound' : clusterOf(cluster.parse(answer));
      });
    },
    latestNodeImage: async (id, pool) => {
      const path = `${id}/agentPools/${pool}/upgradeProfiles/default`;
      const answer = await orAbsent(arm.call('GET', path, AKS_API));
      return answer === undefined
        ? undefined
        : upgradeProfile.parse(answer).properties.latestNodeImageVersion;
    },
    offeredVersions: async (subscriptionId, location) => {
      const path = `/subscriptions/${subscriptionId}/${PROVIDER}/locations/${location}/kubernetesVersions`;
      const { values } = kubernetesVersions.parse(await arm.call('GET', path, AKS_API));
      return values.flatMap(({ patchVersions, capabilities, isPreview }) =>
        Object.entries(patchVersions).map(([version, { upgrades = [] }]) => ({
          version,
          upgrades,
          supportPlans: capabilities?.supportPlan ?? [],
          ...(isPreview === true && { isPreview }),
        })),
      );
    },
  };
}

async function unlessNoAccess<T>(read: () => Promise<T>): Promise<T | 'NoAccess'> {
  try {
    return await read();
  } catch (error) {
    const isRefused =
      error instanceof DependencyError && (error.status === 403 || error.code === 'SubscriptionNotFound');
    if (isRefused) return 'NoAccess';
    throw error;
  }
}

function clusterOf({ id, location, properties }: z.infer<typeof cluster>): Cluster {
  return withoutUndefined({
    id,
    location,
    kubernetesVersion: properties.currentKubernetesVersion,
    provisioningState: properties.provisioningState,
    supportPlan: properties.supportPlan,
    powerState: properties.powerState?.code ?? 'Unknown',
    nodePools: (properties.agentPoolProfiles ?? []).map(nodePoolOf),
  });
}

function nodePoolOf(pool: z.infer<typeof nodePool>): Cluster['nodePools'][number] {
  const sizes = pool.virtualMachineNodesStatus ?? [];
  return withoutUndefined({
    name: pool.name,
    mode: pool.mode,
    osType: pool.osType,
    osSku: pool.osSKU,
    type: pool.type,
    count: sizes.length > 0 ? sizes.reduce((sum, { count }) => sum + count, 0) : (pool.count ?? 0),
    kubernetesVersion: pool.currentOrchestratorVersion,
    nodeImageVersion: pool.nodeImageVersion === '' ? undefined : pool.nodeImageVersion,
    provisioningState: pool.provisioningState,
    powerState: pool.powerState?.code,
  });
}
