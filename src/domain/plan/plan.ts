import { z } from 'zod';
import type { Inventory, Assignment } from '../fleet/inventory.ts';
import { storedGates } from '../gate/gate.ts';
import type { Immutable } from '../immutable.ts';
import type { DeniedVersion } from './deniedVersion.ts';
import { planEstimateSchema } from '../estimate/estimate.ts';
import { openEnum } from '../openEnum.ts';
import { FINDING_CODES, findingSchema, type LeavableCode } from './findings.ts';
import {
  groupLimits,
  rolloutPolicySchema,
  stageDefinitionSchema,
  type ManagedClusterUpdate,
  type RolloutPolicy,
  type StageDefinition,
} from './updateSpec.ts';

/** A pool may be behind its control plane, and is updated then also where the control plane stays. */
const nodePoolVersionsSchema = z.object({
  name: z.string(),
  kubernetesVersion: z.string().exactOptional(),
  nodeImageVersion: z.string().exactOptional(),
});
export type NodePoolVersions = Immutable<z.infer<typeof nodePoolVersionsSchema>>;

/** Versions of one cluster: what runs (from) or what the run brings it to (to). What is not known is absent. */
const memberVersionsSchema = z.object({
  /** Absent when the cluster cannot be read. */
  kubernetesVersion: z.string().exactOptional(),
  nodePools: z.array(nodePoolVersionsSchema),
});
export type MemberVersions = Immutable<z.infer<typeof memberVersionsSchema>>;

/** Why a run does not touch a member of its groups: the finding, and words. */
const leftOutSchema = z.object({ code: openEnum(FINDING_CODES), message: z.string() });
export type LeftOut = Immutable<z.infer<typeof leftOutSchema>>;

export const plannedMemberSchema = z.object({
  fleet: z.string(),
  name: z.string(),
  clusterResourceId: z.string(),
  from: memberVersionsSchema,
  to: memberVersionsSchema,
  /** False when everything the run would change is there already: the run skips the member. */
  update: z.boolean(),
  /** Present where the run passes the member over: it was asked to, or Fleet Manager could not update it. */
  leftOut: leftOutSchema.exactOptional(),
});
export type PlannedMember = Immutable<z.infer<typeof plannedMemberSchema>>;

const plannedGroupSchema = z.object({
  name: z.string(),
  ...groupLimits,
  ...storedGates,
  /** Sorted by name, then fleet; the order in which Fleet Manager updates them is its own. */
  members: z.array(plannedMemberSchema),
});

const plannedStageSchema = stageDefinitionSchema
  .omit({ groups: true })
  .extend({ groups: z.array(plannedGroupSchema) });
export type PlannedStage = Immutable<z.infer<typeof plannedStageSchema>>;

/** The versions a whole run is held to: retries and later attempts keep them. */
export const versionLockSchema = z.object({
  /** A patch version, also where a minor was asked for. */
  kubernetesVersion: z.string().exactOptional(),
  /** One full node image name per image family, sorted; absent with `Latest` and `ControlPlaneOnly`. */
  nodeImageVersions: z.array(z.string()).exactOptional(),
});
export type VersionLock = Immutable<z.infer<typeof versionLockSchema>>;

export const planSchema = z.object({
  stages: z.array(plannedStageSchema),
  policy: rolloutPolicySchema.exactOptional(),
  lock: versionLockSchema,
  findings: z.array(findingSchema),
  /** Per fleet, when the inventory that the plan rests on was read. */
  asOf: z.record(z.string(), z.string()),
});
export type Plan = Immutable<z.infer<typeof planSchema>>;

/** A plan as it is answered: a run can be bound to its digest. */
export const planAnswerSchema = planSchema.extend({
  digest: z.string(),
  /** If it started now. */
  estimate: planEstimateSchema,
});

/** A member by its names. */
export const memberNameSchema = z.object({ fleet: z.string(), name: z.string() });

export interface PlanRequest {
  readonly stages: readonly StageDefinition[];
  readonly policy?: RolloutPolicy;
  /** True for One by one: the one group is every member, whatever its update group. */
  readonly implicit: boolean;
  readonly managedClusterUpdate: ManagedClusterUpdate;
  /** Aliases of the fleets to update. */
  readonly fleets: readonly string[];
  /** Members of which a plan would find this are passed over. */
  readonly leaveOut?: readonly LeavableCode[];
  /** Only these; the others of its groups are passed over. */
  readonly members?: readonly Immutable<z.infer<typeof memberNameSchema>>[];
  readonly inventory: Inventory;
  readonly assignments: readonly Assignment[];
  readonly denied?: readonly DeniedVersion[];
  /** Who wants the run: whose approval does not count. */
  readonly requesters?: readonly string[];
  /** Hosts that Http checks may ask. */
  readonly healthCheckHosts?: readonly string[];
  /** Names of denied versions that cannot be read: any version may be what they deny. */
  readonly deniedUnreadable?: readonly string[];
}
