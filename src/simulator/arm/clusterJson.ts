import { scopeOf } from '../state/resourceTable.ts';
import type { Cluster, NodePool } from '../state/clusterState.ts';
import { systemData } from './armCall.ts';

/** A cluster as AKS lists it, without what no update looks at. */
export function clusterJson(cluster: Cluster): string {
  const { id, name, location, eTag, kubernetesVersion, provisioningState, powerState } = cluster;
  return JSON.stringify({
    id,
    location,
    name,
    type: 'Microsoft.ContainerService/ManagedClusters',
    eTag: eTag.replaceAll('"', ''),
    kind: 'Base',
    sku: { name: 'Base', tier: 'Standard' },
    identity: { type: 'SystemAssigned' },
    systemData: systemData(cluster),
    properties: {
      provisioningState,
      powerState: { code: powerState },
      kubernetesVersion,
      currentKubernetesVersion: kubernetesVersion,
      dnsPrefix: name,
      fqdn: `${name}.hcp.${location}.azmk8s.io`,
      nodeResourceGroup: `MC_${scopeOf(scopeOf(id)).split('/').at(-1) ?? ''}_${name}_${location}`,
      supportPlan: cluster.supportPlan ?? 'KubernetesOfficial',
      autoUpgradeProfile: { nodeOSUpgradeChannel: 'None' },
      nodeProvisioningProfile: { mode: 'Manual' },
      agentPoolProfiles: cluster.nodePools.map((pool) => ({
        name: pool.name,
        ...poolProperties(cluster, pool),
      })),
    },
  });
}

export function poolJson(cluster: Cluster, pool: NodePool): string {
  return JSON.stringify({
    id: `${cluster.id}/agentPools/${pool.name}`,
    name: pool.name,
    type: 'Microsoft.ContainerService/managedClusters/agentPools',
    properties: poolProperties(cluster, pool),
  });
}

function poolProperties(cluster: Cluster, pool: NodePool) {
  return {
    count: pool.count,
    vmSize: 'Standard_D4ds_v5',
    mode: pool.mode,
    osType: pool.osType,
    osSKU: pool.osSku,
    type: pool.type ?? 'VirtualMachineScaleSets',
    orchestratorVersion: pool.kubernetesVersion,
    currentOrchestratorVersion: pool.kubernetesVersion,
    ...(pool.nodeImageVersion !== '' && { nodeImageVersion: pool.nodeImageVersion }),
    provisioningState: pool.provisioningState ?? cluster.provisioningState,
    powerState: { code: pool.powerState ?? cluster.powerState },
    upgradeSettings: { maxSurge: '10%', maxUnavailable: '0' },
  };
}
