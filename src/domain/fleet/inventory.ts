/** What Fleet and AKS said about the members, and when. The plan and the members view read only this. */

export interface NodePool {
  readonly name: string;
  readonly mode: string;
  readonly osType: string;
  readonly osSku?: string;
  /** `VirtualMachineScaleSets`, `VirtualMachines` or `AvailabilitySet`; absent while AKS does not report it. */
  readonly type?: string;
  readonly count: number;
  /** For example `1.32.6`; absent while AKS does not report it. */
  readonly kubernetesVersion?: string;
  /** For example `AKSUbuntu-2204gen2containerd-202508.06.0`; absent while AKS does not report it. */
  readonly nodeImageVersion?: string;
  readonly provisioningState?: string;
  readonly powerState?: string;
}

/** An AKS cluster as `managedClusters` lists it. */
export interface Cluster {
  readonly id: string;
  readonly location: string;
  /** What runs now (`currentKubernetesVersion`, for example `1.32.6`). */
  readonly kubernetesVersion: string;
  readonly provisioningState: string;
  readonly powerState: string;
  /** `KubernetesOfficial` or `AKSLongTermSupport`; absent while AKS does not report it. */
  readonly supportPlan?: string;
  readonly nodePools: readonly NodePool[];
}

/**
 * Why nothing is known of a member's cluster: the app may not read it, it is gone or was not found in the lists
 * yet, or it is none of AKS (Fleet Manager takes clusters of Azure Arc too). Such a member is shown, never left out.
 */
export type ClusterAccess = 'Readable' | 'NoAccess' | 'NotFound' | 'NotAks';

const AKS_CLUSTER =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ContainerService\/managedClusters\/[^/]+$/i;

/** Whether an ARM id is that of an AKS cluster: of another kind AKS may have a cluster with the same name. */
export const isAksCluster = (resourceId: string) => AKS_CLUSTER.test(resourceId);

/** Of an ARM id; empty when it names none. */
export const subscriptionOf = (resourceId: string) =>
  /^\/subscriptions\/([^/]+)/i.exec(resourceId)?.[1] ?? '';

export interface InventoryMember {
  readonly fleet: string;
  readonly name: string;
  readonly clusterResourceId: string;
  /** The update group Fleet has on the member now; absent when it has none. */
  readonly fleetGroup?: string;
  /** Fleet's own state of the membership, `Succeeded` once joined. */
  readonly provisioningState: string;
  readonly access: ClusterAccess;
  /** Present exactly when access is `Readable`. */
  readonly cluster?: Cluster;
  /** When this was read, ISO 8601 UTC. */
  readonly asOf: string;
}

/** The newest node image of a family in a region of a subscription, as agentPool upgrade profiles say. */
export interface LatestNodeImage {
  readonly subscriptionId: string;
  readonly location: string;
  /** For example `AKSUbuntu-2204gen2containerd`. */
  readonly family: string;
  /** Full name, for example `AKSUbuntu-2204gen2containerd-202508.06.0`. */
  readonly nodeImageVersion: string;
  readonly asOf: string;
}

/** A patch version that AKS offers in a region. */
export interface OfferedVersion {
  /** For example `1.33.2`. */
  readonly version: string;
  /** The support plans whose clusters may have it; empty when AKS does not say. */
  readonly supportPlans: readonly string[];
  readonly isPreview?: boolean;
  /** Where AKS takes a cluster of this version. */
  readonly upgrades: readonly string[];
}

/** The Kubernetes versions that AKS offers in a region of a subscription. */
export interface OfferedVersions {
  readonly subscriptionId: string;
  readonly location: string;
  readonly versions: readonly OfferedVersion[];
  readonly asOf: string;
}

export interface Inventory {
  readonly members: readonly InventoryMember[];
  readonly latestNodeImages: readonly LatestNodeImage[];
  /** Of the regions in which the members were when they were last read; one that could not be asked is absent. */
  readonly offeredVersions: readonly OfferedVersions[];
  /** Per fleet alias the time of its last complete reading; a fleet never read is absent. */
  readonly asOf: Readonly<Record<string, string>>;
}

/**
 * The group a member is to have. Without `wanted` the row only mirrors what Fleet says; with it, `wanted` wins
 * until Fleet has answered the change.
 */
export interface Assignment {
  readonly fleet: string;
  readonly member: string;
  readonly clusterResourceId: string;
  /** The group as Fleet last said it; null when none. */
  readonly group: string | null;
  /** Present while a change is under way; null clears the group. */
  readonly wanted?: string | null;
  readonly changedAt: string;
  readonly changedBy: string;
  /** Why the change could not be carried to Fleet yet, and when that was tried. */
  readonly lastError?: string;
  readonly triedAt?: string;
}
