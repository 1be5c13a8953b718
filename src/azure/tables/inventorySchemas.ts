import { z } from 'zod';
import type { Assignment, InventoryMember, LatestNodeImage } from '../../domain/fleet/inventory.ts';

const text = z.string();
const optionalText = text.exactOptional();
const nullableText = text.nullable();

const nodePool = z.looseObject({
  name: text,
  mode: text,
  osType: text,
  osSku: optionalText,
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
  nodePools: z.array(nodePool),
});

export const inventoryMemberSchema: z.ZodType<InventoryMember> = z.looseObject({
  fleet: text,
  name: text,
  clusterResourceId: text,
  fleetGroup: optionalText,
  provisioningState: text,
  access: z.enum(['Readable', 'NoAccess', 'NotFound']),
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

export const assignmentSchema: z.ZodType<Assignment> = z.looseObject({
  fleet: text,
  member: text,
  clusterResourceId: text,
  group: nullableText,
  wanted: nullableText.exactOptional(),
  changedAt: text,
  changedBy: text,
  lastError: optionalText,
});
