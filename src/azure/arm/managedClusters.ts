import type { KubernetesVersionListResult, ManagedCluster } from '@azure/arm-containerservice';
import { createContainerService, type ContainerServiceContext } from '@azure/arm-containerservice/api';
import { getUpgradeProfile } from '@azure/arm-containerservice/api/agentPools';
import { get, list, listKubernetesVersions } from '@azure/arm-containerservice/api/managedClusters';
import type { Cluster, NodePool } from '../../domain/fleet/inventory.ts';
import { present } from '../../domain/present.ts';
import type { ClusterGateway } from '../../ports/clusterGateway.ts';
import { armClientOptions, equip, type ArmConnection } from './armConnection.ts';
import { answered, answeredOrAbsent, isNoAccess } from './armErrors.ts';
import { RecentAnswers } from './recentAnswers.ts';
import { parseResourceId } from './resourceId.ts';

/** Many runs and regions ask every minute, and a release takes days to reach all regions. */
const OFFERED_VERSIONS_FOR_MS = 300_000;

/**
 * AKS by four of the SDK's functions rather than its client class, which would put every operation of AKS into
 * the bundle (170 kB instead of 46).
 */
export function createClusterGateway(connection: ArmConnection): ClusterGateway {
  const contextOf = contexts(connection);
  const offered = new RecentAnswers<ReadonlySet<string>>(OFFERED_VERSIONS_FOR_MS);
  return {
    listClusters: (subscriptionId) =>
      unlessNoAccess(() =>
        answered(`List clusters of subscription ${subscriptionId}`, async () => {
          const clusters: Cluster[] = [];
          for await (const cluster of list(contextOf(subscriptionId))) clusters.push(toCluster(cluster));
          return clusters;
        }),
      ),
    getCluster: (id) => {
      const { subscriptionId, resourceGroup, name } = parseResourceId(id);
      return unlessNoAccess(async () => {
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
    offersKubernetesVersion: async (subscriptionId, location, version) => {
      const key = `${subscriptionId}/${location}`.toLowerCase();
      const versions = await offered.get(key, () =>
        answered(`List the Kubernetes versions of ${location}`, async () =>
          patchVersionsOf(await listKubernetesVersions(contextOf(subscriptionId), location)),
        ),
      );
      return versions.has(version);
    },
  };
}

function patchVersionsOf({ values = [] }: KubernetesVersionListResult): ReadonlySet<string> {
  const offered = values.filter(({ isPreview }) => isPreview !== true);
  return new Set(offered.flatMap(({ patchVersions }) => Object.keys(patchVersions ?? {})));
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
  return {
    id: cluster.id ?? '',
    location: cluster.location,
    // `kubernetesVersion` is what was asked for and may be `1.32`; the current one is a patch version.
    kubernetesVersion: cluster.currentKubernetesVersion ?? cluster.kubernetesVersion ?? '',
    provisioningState: cluster.provisioningState ?? 'Unknown',
    powerState: cluster.powerState?.code ?? 'Unknown',
    nodePools: (cluster.agentPoolProfiles ?? []).map((pool): NodePool =>
      present({
        name: pool.name,
        mode: pool.mode ?? 'User',
        osType: pool.osType ?? 'Linux',
        osSku: pool.osSKU,
        count: pool.count ?? 0,
        kubernetesVersion: pool.currentOrchestratorVersion ?? pool.orchestratorVersion,
        nodeImageVersion: pool.nodeImageVersion,
        provisioningState: pool.provisioningState,
        powerState: pool.powerState?.code,
      }),
    ),
  };
}
