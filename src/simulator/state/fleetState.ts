import { z } from 'zod';

/** What every ARM resource here has. */
export const resourceSchema = z.object({
  id: z.string(),
  name: z.string(),
  eTag: z.string(),
  createdAt: z.string(),
  lastModifiedAt: z.string(),
});

const UPDATE_STATES = [
  'NotStarted',
  'Pending',
  'Running',
  'Stopping',
  'Stopped',
  'Skipped',
  'Failed',
  'Completed',
] as const;

export const errorDetailSchema = z.object({ code: z.string(), message: z.string() });

/** Unset things are absent keys, never null: so it was recorded. */
const updateStatusSchema = z.object({
  state: z.enum(UPDATE_STATES),
  startTime: z.string().optional(),
  completedTime: z.string().optional(),
  error: errorDetailSchema.optional(),
});

const memberStatusSchema = z.object({
  name: z.string(),
  clusterResourceId: z.string(),
  status: updateStatusSchema,
  message: z.string().optional(),
  operationId: z.string().optional(),
  /** When a Pending member is looked at again, ms since the epoch. */
  pollAt: z.number().optional(),
});

const groupStatusSchema = z.object({
  name: z.string(),
  status: updateStatusSchema,
  members: z.array(memberStatusSchema),
});

const stageStatusSchema = z.object({
  name: z.string(),
  status: updateStatusSchema,
  groups: z.array(groupStatusSchema),
  wait: z
    .object({ seconds: z.number(), endsAt: z.number().optional(), status: updateStatusSchema })
    .optional(),
});

const stagesSchema = z.array(
  z.object({
    name: z.string(),
    groups: z.array(z.object({ name: z.string() })),
    afterStageWaitInSeconds: z.number().optional(),
  }),
);

const managedClusterUpdateSchema = z.object({
  upgrade: z.object({
    type: z.enum(['Full', 'ControlPlaneOnly', 'NodeImageOnly']),
    kubernetesVersion: z.string().optional(),
  }),
  nodeImageSelection: z
    .object({
      type: z.enum(['Latest', 'Consistent', 'Custom']),
      customNodeImageVersions: z.array(z.object({ version: z.string() })).optional(),
    })
    .optional(),
});

export const updateRunSchema = resourceSchema.extend({
  updateStrategyId: z.string().optional(),
  /** Absent when the run takes all members one by one. */
  strategy: z.object({ stages: stagesSchema }).optional(),
  managedClusterUpdate: managedClusterUpdateSchema,
  status: updateStatusSchema,
  stages: z.array(stageStatusSchema),
  selectedNodeImages: z.array(z.string()).optional(),
  /** Start was answered, but the run is not Running yet. */
  starting: z.boolean(),
  /** Another one after each PUT and start, so that what an earlier one left behind is told apart. */
  execution: z.string(),
});

export const memberSchema = resourceSchema.extend({
  clusterResourceId: z.string(),
  group: z.string().optional(),
  provisioningState: z.string(),
  lastOperationId: z.string(),
});

export const fleetSchema = resourceSchema.extend({
  location: z.string(),
  identity: z.record(z.string(), z.unknown()).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  provisioningState: z.string(),
  lastOperationId: z.string(),
});

export const strategySchema = resourceSchema.extend({ stages: stagesSchema });

export const autoUpgradeProfileSchema = resourceSchema.extend({
  channel: z.enum(['Stable', 'Rapid', 'NodeImage']),
  updateStrategyId: z.string().optional(),
  nodeImageSelection: z.object({ type: z.enum(['Latest', 'Consistent']) }).optional(),
  disabled: z.boolean(),
});

export type Resource = z.infer<typeof resourceSchema>;
export type UpdateState = (typeof UPDATE_STATES)[number];
export type UpdateStatus = z.infer<typeof updateStatusSchema>;
export type MemberStatus = z.infer<typeof memberStatusSchema>;
export type GroupStatus = z.infer<typeof groupStatusSchema>;
export type StageStatus = z.infer<typeof stageStatusSchema>;
export type UpdateRun = z.infer<typeof updateRunSchema>;
export type ManagedClusterUpdate = z.infer<typeof managedClusterUpdateSchema>;
export type Stages = z.infer<typeof stagesSchema>;
export type Fleet = z.infer<typeof fleetSchema>;
export type Member = z.infer<typeof memberSchema>;
export type Strategy = z.infer<typeof strategySchema>;
export type AutoUpgradeProfile = z.infer<typeof autoUpgradeProfileSchema>;
export type ErrorDetail = z.infer<typeof errorDetailSchema>;
