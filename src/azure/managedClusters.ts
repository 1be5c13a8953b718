import { ContainerServiceClient, type ManagedCluster } from '@azure/arm-containerservice';
import { DependencyError } from '../domain/errors.ts';
import type { Cluster, NodePool } from '../domain/inventory.ts';
import { present } from '../domain/present.ts';
import type { ClusterGateway } from '../ports/clusterGateway.ts';
import { armClientOptions, type ArmConnection } from './armConnection.ts';
import { answered, answeredOrAbsent } from './armErrors.ts';
import { parseResourceId } from './resourceId.ts';

/** AKS by the SDK's client, one for each subscription. */
export function createClusterGateway(connection: ArmConnection): ClusterGateway {
  const clients = new Map<string, ContainerServiceClient>();
  const clientOf = (subscriptionId: string) => {
    const client =
      clients.get(subscriptionId) ??
      new ContainerServiceClient(connection.credential, subscriptionId, armClientOptions(connection));
    clients.set(subscriptionId, client);
    return client;
  };
  return {
    listClusters: (subscriptionId) =>
      answered(`List clusters of subscription ${subscriptionId}`, async () => {
        const clusters: Cluster[] = [];
        for await (const cluster of clientOf(subscriptionId).managedClusters.list()) {
          clusters.push(toCluster(cluster));
        }
        return clusters;
      }),
    getCluster: async (id) => {
      const { subscriptionId, resourceGroup, name } = parseResourceId(id);
      try {
        const cluster = await answeredOrAbsent(`Get cluster ${name}`, () =>
          clientOf(subscriptionId).managedClusters.get(resourceGroup, name),
        );
        return cluster ? toCluster(cluster) : 'NotFound';
      } catch (error) {
        if (error instanceof DependencyError && error.status === 403) return 'NoAccess';
        throw error;
      }
    },
    latestNodeImage: async (clusterId, nodePool) => {
      const { subscriptionId, resourceGroup, name } = parseResourceId(clusterId);
      return await answeredOrAbsent(`Get the upgrade profile of ${name}/${nodePool}`, async () => {
        const client = clientOf(subscriptionId);
        const profile = await client.agentPools.getUpgradeProfile(resourceGroup, name, nodePool);
        return profile.latestNodeImageVersion;
      });
    },
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
