import { z } from 'zod';
import type { Immutable } from '../immutable.ts';

// What Fleet and AKS said about the members, and when. The plan and the members view read only this.

const text = z.string();

export const nodePoolSchema = z.object({
  name: text,
  mode: text,
  osType: text,
  osSku: text.exactOptional(),
  /** `VirtualMachineScaleSets`, `VirtualMachines` or `AvailabilitySet`; absent while AKS does not report it. */
  type: text.exactOptional(),
  count: z.int().nonnegative(),
  /** For example `1.32.6`; absent while AKS does not report it. */
  kubernetesVersion: text.exactOptional(),
  /** For example `AKSUbuntu-2204gen2containerd-202508.06.0`; absent while AKS does not report it. */
  nodeImageVersion: text.exactOptional(),
  provisioningState: text.exactOptional(),
  powerState: text.exactOptional(),
});
export type NodePool = Immutable<z.infer<typeof nodePoolSchema>>;

/** An AKS cluster as `managedClusters` lists it. */
export const clusterSchema = z.object({
  id: text,
  location: text,
  /** What runs now (`currentKubernetesVersion`, for example `1.32.6`). */
  kubernetesVersion: text,
  provisioningState: text,
  powerState: text,
  /** `KubernetesOfficial` or `AKSLongTermSupport`; absent while AKS does not report it. */
  supportPlan: text.exactOptional(),
  nodePools: z.array(nodePoolSchema),
});
export type Cluster = Immutable<z.infer<typeof clusterSchema>>;

/**
 * Why nothing is known of a member's cluster: the app may not read it, it is gone or was not found in the lists
 * yet, or it is none of AKS (Fleet Manager takes clusters of Azure Arc too). Such a member is shown, never left out.
 */
const clusterAccess = z.enum(['Readable', 'NoAccess', 'NotFound', 'NotAks']);
export type ClusterAccess = z.infer<typeof clusterAccess>;

const AKS_CLUSTER =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ContainerService\/managedClusters\/[^/]+$/i;

/** Whether an ARM id is that of an AKS cluster: of another kind AKS may have a cluster with the same name. */
export const isAksCluster = (resourceId: string) => AKS_CLUSTER.test(resourceId);

/** Of an ARM id; empty when it names none. */
export const subscriptionOf = (resourceId: string) =>
  /^\/subscriptions\/([^/]+)/i.exec(resourceId)?.[1] ?? '';

export const inventoryMemberSchema = z.object({
  fleet: text,
  name: text,
  clusterResourceId: text,
  /** The update group Fleet has on the member now; absent when it has none. */
  fleetGroup: text.exactOptional(),
  /** Fleet's own state of the membership, `Succeeded` once joined. */
  provisioningState: text,
  access: clusterAccess,
  /** Present exactly when access is `Readable`. */
  cluster: clusterSchema.exactOptional(),
  /** When this was read, ISO 8601 UTC. */
  asOf: text,
});
export type InventoryMember = Immutable<z.infer<typeof inventoryMemberSchema>>;

/** The newest node image of a family in a region of a subscription, as agentPool upgrade profiles say. */
export const latestNodeImageSchema = z.object({
  subscriptionId: text,
  location: text,
  /** For example `AKSUbuntu-2204gen2containerd`. */
  family: text,
  /** Full name, for example `AKSUbuntu-2204gen2containerd-202508.06.0`. */
  nodeImageVersion: text,
  asOf: text,
});
export type LatestNodeImage = Immutable<z.infer<typeof latestNodeImageSchema>>;

/** A patch version that AKS offers in a region. */
const offeredVersionSchema = z.object({
  /** For example `1.33.2`. */
  version: text,
  /** The support plans whose clusters may have it; empty when AKS does not say. */
  supportPlans: z.array(text),
  isPreview: z.boolean().exactOptional(),
  /** Where AKS takes a cluster of this version. */
  upgrades: z.array(text),
});
export type OfferedVersion = Immutable<z.infer<typeof offeredVersionSchema>>;

/** The Kubernetes versions that AKS offers in a region of a subscription. */
export const offeredVersionsSchema = z.object({
  subscriptionId: text,
  location: text,
  versions: z.array(offeredVersionSchema),
  asOf: text,
});
export type OfferedVersions = Immutable<z.infer<typeof offeredVersionsSchema>>;

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
export const assignmentSchema = z.object({
  fleet: text,
  member: text,
  clusterResourceId: text,
  /** The group as Fleet last said it; null when none. */
  group: text.nullable(),
  /** Present while a change is under way; null clears the group. */
  wanted: text.nullable().exactOptional(),
  changedAt: text,
  changedBy: text,
  /** Why the change could not be carried to Fleet yet, and when that was tried. */
  lastError: text.exactOptional(),
  triedAt: text.exactOptional(),
});
export type Assignment = Immutable<z.infer<typeof assignmentSchema>>;
