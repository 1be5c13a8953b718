/** What the simulated Azure holds when it starts. Plain data, so that a test can write the world it needs. */
export interface Seed {
  /** By Azure's location name, for example `westeurope`. Every location that a cluster or fleet uses is here. */
  readonly regions: Readonly<Record<string, SeedRegion>>;
  readonly fleets: readonly SeedFleet[];
  /** Clusters that are in no fleet yet. */
  readonly clusters?: readonly SeedCluster[];
  /** Further resource groups, as ARM ids; those of fleets and clusters exist anyhow. */
  readonly resourceGroups?: readonly string[];
  /** How long the upgrade of a cluster takes that says nothing of its own; default 830 (13 min 50 s, as documented). */
  readonly upgradeSeconds?: number;
  /**
   * The order of members in a group whose maintenance windows rank alike. Azure promises none; `hash` is stable
   * but follows no name, so that nothing comes to rely on names. Default `name`.
   */
  readonly memberOrder?: 'name' | 'hash';
}

export interface SeedRegion {
  /** Every patch version that AKS offers there, for example `1.33.2`. */
  readonly kubernetesVersions: readonly string[];
  /** Minor versions of these, for example `1.30`, that only clusters with long-term support may have. */
  readonly longTermSupportOnly?: readonly string[];
  /** Newest version by image family, for example `AKSUbuntu-2204gen2containerd` -> `202508.06.0`. */
  readonly latestNodeImages: Readonly<Record<string, string>>;
}

export interface SeedFleet {
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly members: readonly SeedMember[];
}

export interface SeedMember {
  readonly name: string;
  readonly group?: string;
  readonly cluster: SeedCluster;
}

export interface SeedCluster {
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly location: string;
  /** A patch version, for example `1.32.6`. */
  readonly kubernetesVersion: string;
  readonly nodePools: readonly SeedNodePool[];
  readonly powerState?: 'Running' | 'Stopped';
  /** Default `KubernetesOfficial`. */
  readonly supportPlan?: 'KubernetesOfficial' | 'AKSLongTermSupport';
  readonly upgradeSeconds?: number;
  /** By configuration name, for example `aksManagedAutoUpgradeSchedule`. */
  readonly maintenanceConfigurations?: Readonly<Record<string, SeedMaintenanceWindow>>;
}

export interface SeedNodePool {
  readonly name: string;
  readonly mode: 'System' | 'User';
  readonly osType: 'Linux' | 'Windows';
  readonly osSku: string;
  readonly count: number;
  /** Family and version, for example `AKSUbuntu-2204gen2containerd-202507.21.0`; left out where AKS tells none. */
  readonly nodeImageVersion?: string;
  /** Default: the cluster's. */
  readonly kubernetesVersion?: string;
  /** Default: the cluster's. */
  readonly provisioningState?: string;
  readonly powerState?: 'Running' | 'Stopped';
  /** Default `VirtualMachineScaleSets`. */
  readonly type?: string;
}

/** `maintenanceWindow` of a maintenance configuration, as ARM has it. */
export interface SeedMaintenanceWindow {
  readonly schedule: {
    readonly daily?: { readonly intervalDays: number };
    readonly weekly?: { readonly intervalWeeks: number; readonly dayOfWeek: string };
    readonly absoluteMonthly?: { readonly intervalMonths: number; readonly dayOfMonth: number };
    readonly relativeMonthly?: {
      readonly intervalMonths: number;
      readonly weekIndex: string;
      readonly dayOfWeek: string;
    };
  };
  readonly durationHours: number;
  /** For example `+02:00`; default UTC. */
  readonly utcOffset?: string;
  /** `2026-01-05`; intervals count from here. */
  readonly startDate?: string;
  /** `22:00`, in the offset's time. */
  readonly startTime: string;
  /** Days, both ends included, on which no window opens. */
  readonly notAllowedDates?: readonly { readonly start: string; readonly end: string }[];
}

export function fleetId(fleet: Pick<SeedFleet, 'name' | 'subscriptionId' | 'resourceGroup'>): string {
  return `${providerOf(fleet)}/fleets/${fleet.name}`;
}

/** AKS spells `resourcegroups` in lower case in the ids it hands out: compare ids without case. */
export function clusterId(cluster: Pick<SeedCluster, 'name' | 'subscriptionId' | 'resourceGroup'>): string {
  return `${providerOf(cluster, 'resourcegroups')}/managedClusters/${cluster.name}`;
}

function providerOf(
  { subscriptionId, resourceGroup }: { subscriptionId: string; resourceGroup: string },
  groups = 'resourceGroups',
): string {
  return `/subscriptions/${subscriptionId}/${groups}/${resourceGroup}/providers/Microsoft.ContainerService`;
}
