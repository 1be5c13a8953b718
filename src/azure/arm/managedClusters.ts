import type {
  KubernetesVersionListResult,
  ManagedCluster,
  ManagedClusterAgentPoolProfile,
} from '@azure/arm-containerservice';
import { createContainerService, type ContainerServiceContext } from '@azure/arm-containerservice/api';
import { getUpgradeProfile } from '@azure/arm-containerservice/api/agentPools';
import { get, list, listKubernetesVersions } from '@azure/arm-containerservice/api/managedClusters';
import {
  isAksCluster,
  type Cluster,
  type NodePool,
  type OfferedVersion,
} from '../../domain/fleet/inventory.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { ClusterGateway } from '../../ports/clusterGateway.ts';
import { armClientOptions, equip, type ArmConnection } from './armConnection.ts';
import { answered, answeredOrAbsent, isNoAccess } from './armErrors.ts';
import { RecentAnswers } from './recentAnswers.ts';
import { parseResourceId } from './resourceId.ts';

/** Many runs ask at once; a plan may not rest on much older news, as a minor version means the newest patch there. */
const OFFERED_VERSIONS_FOR_MS = 30_000;

/**
 * AKS by four of the SDK's functions rather than its client class, which would put every operation of AKS into
 * the bundle (170 kB instead of 46).
 */
export function createClusterGateway(connection: ArmConnection): ClusterGateway {
  const contextOf = contexts(connection);
  const offered = new RecentAnswers<readonly OfferedVersion[]>(OFFERED_VERSIONS_FOR_MS);
  return {
    listClusters: (subscriptionId) =>
      unlessNoAccess(() =>
        answered(`List clusters of subscription ${subscriptionId}`, async () => {
          const clusters: Cluster[] = [];
          for await (const cluster of list(contextOf(subscriptionId))) clusters.push(toCluster(cluster));
          return clusters;
        }),
      ),
    getCluster: async (id) => {
      if (!isAksCluster(id)) return 'NotAks';
      const { subscriptionId, resourceGroup, name } = parseResourceId(id);
      return await unlessNoAccess(async () => {
        const cluster = await answeredOrAbsent(`Get cluster ${name}`, () =>
          get(contextOf(subscriptionId), resourceGroup, name),
        );
        return cluster ? toCluster(cluster) : 'NotFound';
      });
    },
    latestNodeImage: async (clusterId, nodePool) => {
      const { subscriptionId, resourceGroup, name } = parseResourceId(clusterId);
      const profile = await answeredOrAbsent(`Get the upgrade profile of ${name}/${nodePool}`, () =>
        getUpgradeProfile(contextOf(subscriptionId), resourceGroup, name, nodePool),
      );
      return profile?.latestNodeImageVersion;
    },
    offeredVersions: (subscriptionId, location) =>
      offered.get(`${subscriptionId}/${location}`.toLowerCase(), () =>
        answered(`List the Kubernetes versions of ${location}`, async () =>
          patchVersionsOf(await listKubernetesVersions(contextOf(subscriptionId), location)),
        ),
      ),
  };
}

function patchVersionsOf({ values = [] }: KubernetesVersionListResult): OfferedVersion[] {
  return values.flatMap(({ patchVersions = {}, capabilities, isPreview }) =>
    Object.entries(patchVersions).map(([version, { upgrades = [] }]) => ({
      version,
      upgrades,
      supportPlans: capabilities?.supportPlan ?? [],
      ...(isPreview === true && { isPreview }),
    })),
  );
}

async function unlessNoAccess<T>(read: () => Promise<T>): Promise<T | 'NoAccess'> {
  try {
    return await read();
  } catch (error) {
    if (isNoAccess(error)) return 'NoAccess';
    throw error;
  }
}

/** One for each subscription, whatever the spelling of its id. */
function contexts(connection: ArmConnection): (subscriptionId: string) => ContainerServiceContext {
  const known = new Map<string, ContainerServiceContext>();
  return (subscriptionId) => {
    const key = subscriptionId.toLowerCase();
    const before = known.get(key);
    if (before) return before;
    const context = createContainerService(
      connection.credential,
      subscriptionId,
      armClientOptions(connection),
    );
    equip(context.pipeline, connection);
    known.set(key, context);
    return context;
  };
}

function toCluster(cluster: ManagedCluster): Cluster {
  return withoutUndefined({
    id: cluster.id ?? '',
    location: cluster.location,
    // `kubernetesVersion` is what was asked for and may be `1.32`; the current one is a patch version.
    kubernetesVersion: cluster.currentKubernetesVersion ?? cluster.kubernetesVersion ?? '',
    provisioningState: cluster.provisioningState ?? 'Unknown',
    powerState: cluster.powerState?.code ?? 'Unknown',
    supportPlan: cluster.supportPlan,
    nodePools: (cluster.agentPoolProfiles ?? []).map(toNodePool),
  });
}

function toNodePool(pool: ManagedClusterAgentPoolProfile): NodePool {
  return withoutUndefined({
    name: pool.name,
    mode: pool.mode ?? 'User',
    osType: pool.osType ?? 'Linux',
    osSku: pool.osSKU,
    type: pool.type,
    count: nodesOf(pool),
    kubernetesVersion: pool.currentOrchestratorVersion ?? pool.orchestratorVersion,
    // Of an availability set AKS tells none, or an empty one.
    nodeImageVersion: pool.nodeImageVersion === '' ? undefined : pool.nodeImageVersion,
    provisioningState: pool.provisioningState,
    powerState: pool.powerState?.code,
  });
}

/** A pool of type VirtualMachines has no count of its own, but one for each size of machine. */
function nodesOf({
  count,
  virtualMachineNodesStatus,
  virtualMachinesProfile,
}: ManagedClusterAgentPoolProfile) {
  const sizes = virtualMachineNodesStatus ?? virtualMachinesProfile?.scale?.manual ?? [];
  return sizes.length > 0 ? sizes.reduce((sum, { count: nodes = 0 }) => sum + nodes, 0) : (count ?? 0);
}
