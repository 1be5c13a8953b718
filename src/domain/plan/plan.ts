import { z } from 'zod';
import type { Inventory, Assignment } from '../fleet/inventory.ts';
import type { Immutable } from '../immutable.ts';
import { findingSchema } from './findings.ts';
import { stageDefinitionSchema, type ManagedClusterUpdate, type StageDefinition } from './updateSpec.ts';

/** Versions of one cluster: what runs (from) or what the run brings it to (to). What is not known is absent. */
export const memberVersionsSchema = z.object({
  /** Absent when the cluster cannot be read. */
  kubernetesVersion: z.string().exactOptional(),
  nodePools: z.array(z.object({ name: z.string(), nodeImageVersion: z.string().exactOptional() })),
});
export type MemberVersions = Immutable<z.infer<typeof memberVersionsSchema>>;

export const plannedMemberSchema = z.object({
  fleet: z.string(),
  name: z.string(),
  clusterResourceId: z.string(),
  from: memberVersionsSchema,
  to: memberVersionsSchema,
  /** False when everything the run would change is there already: the run skips the member. */
  update: z.boolean(),
});
export type PlannedMember = Immutable<z.infer<typeof plannedMemberSchema>>;

export const plannedGroupSchema = z.object({
  name: z.string(),
  /** Sorted by name, then fleet; the order in which Fleet Manager updates them is its own. */
  members: z.array(plannedMemberSchema),
});
export type PlannedGroup = Immutable<z.infer<typeof plannedGroupSchema>>;

export const plannedStageSchema = stageDefinitionSchema
  .omit({ groups: true })
  .extend({ groups: z.array(plannedGroupSchema) });
export type PlannedStage = Immutable<z.infer<typeof plannedStageSchema>>;

/** The versions a whole run is held to: retries and later attempts keep them. */
export const versionLockSchema = z.object({
  kubernetesVersion: z.string().exactOptional(),
  /** One full node image name per image family, sorted; absent with `Latest` and `ControlPlaneOnly`. */
  nodeImageVersions: z.array(z.string()).exactOptional(),
});
export type VersionLock = Immutable<z.infer<typeof versionLockSchema>>;

export const planSchema = z.object({
  stages: z.array(plannedStageSchema),
  lock: versionLockSchema,
  findings: z.array(findingSchema),
  /** Per fleet, when the inventory that the plan rests on was read. */
  asOf: z.record(z.string(), z.string()),
});
export type Plan = Immutable<z.infer<typeof planSchema>>;

export interface PlanRequest {
  readonly stages: readonly StageDefinition[];
  /** True for One by one: the one group is every member, whatever its update group. */
  readonly implicit: boolean;
  readonly managedClusterUpdate: ManagedClusterUpdate;
  /** Aliases of the fleets to update. */
  readonly fleets: readonly string[];
  readonly inventory: Inventory;
  readonly assignments: readonly Assignment[];
}
