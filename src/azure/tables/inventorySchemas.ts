import { z } from 'zod';
import type {
  Assignment,
  InventoryMember,
  LatestNodeImage,
  OfferedVersions,
} from '../../domain/fleet/inventory.ts';

const text = z.string();
const optionalText = text.exactOptional();
const nullableText = text.nullable();

const nodePool = z.looseObject({
  name: text,
  mode: text,
  osType: text,
  osSku: optionalText,
  type: optionalText,
  count: z.int().nonnegative(),
  kubernetesVersion: optionalText,
  nodeImageVersion: optionalText,
  provisioningState: optionalText,
  powerState: optionalText,
});

const cluster = z.looseObject({
  id: text,
  location: text,
  kubernetesVersion: text,
  provisioningState: text,
  powerState: text,
  supportPlan: optionalText,
  nodePools: z.array(nodePool),
});

export const inventoryMemberSchema: z.ZodType<InventoryMember> = z.looseObject({
  fleet: text,
  name: text,
  clusterResourceId: text,
  fleetGroup: optionalText,
  provisioningState: text,
  access: z.enum(['Readable', 'NoAccess', 'NotFound', 'NotAks']),
  cluster: cluster.exactOptional(),
  asOf: text,
});

export const latestNodeImageSchema: z.ZodType<LatestNodeImage> = z.looseObject({
  subscriptionId: text,
  location: text,
  family: text,
  nodeImageVersion: text,
  asOf: text,
});

export const offeredVersionsSchema: z.ZodType<OfferedVersions> = z.looseObject({
  subscriptionId: text,
  location: text,
  versions: z.array(
    z.looseObject({
      version: text,
      supportPlans: z.array(text),
      isPreview: z.boolean().exactOptional(),
      upgrades: z.array(text),
    }),
  ),
  asOf: text,
});

export const assignmentSchema: z.ZodType<Assignment> = z.looseObject({
  fleet: text,
  member: text,
  clusterResourceId: text,
  group: nullableText,
  wanted: nullableText.exactOptional(),
  changedAt: text,
  changedBy: text,
  lastError: optionalText,
  triedAt: optionalText,
});
