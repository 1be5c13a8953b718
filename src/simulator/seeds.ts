import type { Seed, SeedCluster, SeedFleet, SeedNodePool, SeedRegion } from './seed.ts';

const UBUNTU = 'AKSUbuntu-2204gen2containerd';
const AZURE_LINUX = 'AKSAzureLinux-V3gen2';
const WINDOWS = 'AKSWindows-2022-containerd';

const KUBERNETES_VERSIONS = ['1.31.10', '1.32.5', '1.32.6', '1.33.1', '1.33.2', '1.34.0'];

/** New images reach regions one after another, so that Latest and Consistent differ. */
const DEMO_REGIONS: Readonly<Record<string, SeedRegion>> = {
  westeurope: region('202508.20.0', '202508.20.0', '20348.4052.250813'),
  northeurope: region('202508.12.0', '202508.12.0', '20348.4052.250813'),
  eastus: region('202508.06.0', '202508.06.0', '20348.3932.250716'),
};

function region(ubuntu: string, azureLinux: string, windows: string): SeedRegion {
  return {
    kubernetesVersions: KUBERNETES_VERSIONS,
    latestNodeImages: { [UBUNTU]: ubuntu, [AZURE_LINUX]: azureLinux, [WINDOWS]: windows },
  };
}

const SYSTEM: SeedNodePool = {
  name: 'system',
  mode: 'System',
  osType: 'Linux',
  osSku: 'Ubuntu',
  count: 3,
  nodeImageVersion: `${UBUNTU}-202507.21.0`,
};
const LINUX: SeedNodePool = {
  name: 'apps',
  mode: 'User',
  osType: 'Linux',
  osSku: 'AzureLinux',
  count: 4,
  nodeImageVersion: `${AZURE_LINUX}-202507.21.0`,
};
const WIN: SeedNodePool = {
  name: 'win22',
  mode: 'User',
  osType: 'Windows',
  osSku: 'Windows2022',
  count: 2,
  nodeImageVersion: `${WINDOWS}-20348.3807.250611`,
};

const DEMO_SUBSCRIPTION = '11111111-1111-4111-8111-111111111111';

function demoCluster(name: string, location: string, nodePools: readonly SeedNodePool[]): SeedCluster {
  return {
    name,
    subscriptionId: DEMO_SUBSCRIPTION,
    resourceGroup: `rg-${location}`,
    location,
    kubernetesVersion: '1.32.6',
    nodePools,
  };
}

/** Fleet `demo`: five members in three regions, in no group yet, a Kubernetes minor and an image behind. */
export const demoFleet: Seed = {
  regions: DEMO_REGIONS,
  fleets: [
    {
      name: 'demo',
      subscriptionId: DEMO_SUBSCRIPTION,
      resourceGroup: 'rg-fleet',
      location: 'westeurope',
      members: [
        demoCluster('aks-weu-1', 'westeurope', [SYSTEM, WIN]),
        demoCluster('aks-weu-2', 'westeurope', [SYSTEM, LINUX]),
        demoCluster('aks-neu-1', 'northeurope', [SYSTEM]),
        demoCluster('aks-eus-1', 'eastus', [SYSTEM, WIN]),
        demoCluster('aks-eus-2', 'eastus', [SYSTEM, LINUX]),
      ].map((cluster) => ({ name: cluster.name, cluster })),
    },
  ],
};

export interface LargeFleets {
  readonly fleets: number;
  /** Of all fleets together, spread evenly. */
  readonly members: number;
  /** Named `group-01`, `group-02`, …; members are dealt to them in turn; 0 leaves them in none. */
  readonly groups: number;
  readonly upgradeSeconds?: number;
}

/** Fleets `fleet-1`, `fleet-2`, … with members `m-0001`, `m-0002`, … over the demo's three regions. */
export function largeFleets({ fleets, members, groups, upgradeSeconds }: LargeFleets): Seed {
  const locations = Object.keys(DEMO_REGIONS);
  const all = Array.from({ length: members }, (_, index) => {
    const location = locations[index % locations.length] ?? 'westeurope';
    const name = `m-${numbered(index, 4)}`;
    return {
      name,
      ...(groups > 0 && { group: `group-${numbered(index % groups, 2)}` }),
      cluster: demoCluster(name, location, [SYSTEM]),
    };
  });
  return {
    regions: DEMO_REGIONS,
    fleets: Array.from({ length: fleets }, (_, index): SeedFleet => {
      const from = Math.floor((index * members) / fleets);
      const to = Math.floor(((index + 1) * members) / fleets);
      return {
        name: `fleet-${index + 1}`,
        subscriptionId: DEMO_SUBSCRIPTION,
        resourceGroup: 'rg-fleet',
        location: 'westeurope',
        members: all.slice(from, to),
      };
    }),
    ...(upgradeSeconds !== undefined && { upgradeSeconds }),
  };
}

function numbered(index: number, digits: number): string {
  return String(index + 1).padStart(digits, '0');
}
