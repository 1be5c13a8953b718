import type { Seed, SeedCluster, SeedMember, SeedRegion } from '../../src/simulator/seed.ts';
import { GROUP, SUBSCRIPTION } from './simulated.ts';

export const UBUNTU = 'AKSUbuntu-2204gen2containerd';
export const WINDOWS = 'AKSWindows-2022-containerd';

const VERSIONS = ['1.31.8', '1.32.6', '1.33.1', '1.33.2', '1.34.0'];

/** Images are newest in westeurope; eastus lags behind. */
const REGIONS: Readonly<Record<string, SeedRegion>> = {
  westeurope: {
    kubernetesVersions: VERSIONS,
    latestNodeImages: { [UBUNTU]: '202508.20.0', [WINDOWS]: '20348.4052.250813' },
  },
  eastus: {
    kubernetesVersions: VERSIONS,
    latestNodeImages: { [UBUNTU]: '202508.06.0', [WINDOWS]: '20348.4052.250813' },
  },
};

/** A member in westeurope on Kubernetes 1.32.6 with one pool of an old Ubuntu image. */
export function aMember(name: string, group?: string, cluster: Partial<SeedCluster> = {}): SeedMember {
  return {
    name,
    ...(group !== undefined && { group }),
    cluster: {
      name: `${name}-cluster`,
      subscriptionId: SUBSCRIPTION,
      resourceGroup: 'rg-clusters',
      location: 'westeurope',
      kubernetesVersion: '1.32.6',
      nodePools: [
        {
          name: 'system',
          mode: 'System',
          osType: 'Linux',
          osSku: 'Ubuntu',
          count: 3,
          nodeImageVersion: `${UBUNTU}-202507.06.0`,
        },
      ],
      ...cluster,
    },
  };
}

/** One fleet `demo` with these members. */
export function aFleet(members: readonly SeedMember[], seed: Partial<Seed> = {}): Seed {
  return {
    regions: REGIONS,
    fleets: [
      { name: 'demo', subscriptionId: SUBSCRIPTION, resourceGroup: GROUP, location: 'westeurope', members },
    ],
    ...seed,
  };
}
