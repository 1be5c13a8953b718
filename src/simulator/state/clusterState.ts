import { z } from 'zod';
import { errorDetailSchema, resourceSchema } from './fleetState.ts';
import { clusterHealthSchema } from './clusterHealth.ts';
import { versionsSchema } from '../upgradeRecord.ts';

const nodePoolSchema = z.object({
  name: z.string(),
  mode: z.string(),
  osType: z.string(),
  osSku: z.string(),
  count: z.number(),
  /** Empty where AKS tells none: of an availability set, for example. */
  nodeImageVersion: z.string(),
  kubernetesVersion: z.string(),
  /** Of its own while only the pool moves, or when it failed; else the cluster's. */
  provisioningState: z.string().optional(),
  powerState: z.enum(['Running', 'Stopped']).optional(),
  type: z.string().optional(),
});

const every = z.int().min(1);

export const maintenanceWindowSchema = z.object({
  schedule: z.object({
    daily: z.object({ intervalDays: every }).optional(),
    weekly: z.object({ intervalWeeks: every, dayOfWeek: z.string() }).optional(),
    absoluteMonthly: z.object({ intervalMonths: every, dayOfMonth: z.int().min(1).max(31) }).optional(),
    relativeMonthly: z
      .object({
        intervalMonths: every,
        weekIndex: z.enum(['First', 'Second', 'Third', 'Fourth', 'Last']),
        dayOfWeek: z.string(),
      })
      .optional(),
  }),
  durationHours: z.int().min(4).max(24),
  utcOffset: z
    .string()
    .regex(/^[+-]\d{2}:\d{2}$/)
    .optional(),
  startDate: z.iso.date().optional(),
  startTime: z.string().regex(/^\d{2}:\d{2}$/),
  notAllowedDates: z.array(z.object({ start: z.iso.date(), end: z.iso.date() })).optional(),
});

export const clusterSchema = resourceSchema.extend({
  location: z.string(),
  kubernetesVersion: z.string(),
  nodePools: z.array(nodePoolSchema),
  provisioningState: z.string(),
  powerState: z.enum(['Running', 'Stopped']),
  supportPlan: z.enum(['KubernetesOfficial', 'AKSLongTermSupport']).optional(),
  /** Maintenance windows by configuration name. */
  maintenance: z.record(z.string(), maintenanceWindowSchema),
  upgradeSeconds: z.number().optional(),
  health: clusterHealthSchema.optional(),
  /** Upgrades that are to fail. */
  failures: z.object({ times: z.number(), code: z.string(), message: z.string() }).optional(),
  /** Id of what AKS is doing with it: it takes no second operation meanwhile. */
  operationId: z.string().optional(),
  /** The upgrade under way that a Fleet run asked for. */
  upgrade: z
    .object({
      /** Position in the record. */
      record: z.number(),
      updateRun: z.string(),
      execution: z.string(),
      member: z.string(),
      to: versionsSchema,
      nodePoolsKubernetesVersion: z.string().optional(),
      failure: errorDetailSchema.optional(),
    })
    .optional(),
});

/** A long-running operation, as polls see it; it has ended when `endTime` is there. */
export const operationSchema = z.object({
  id: z.string(),
  startTime: z.string(),
  endTime: z.string().optional(),
});

export const regionSchema = z.object({
  location: z.string(),
  kubernetesVersions: z.array(z.string()),
  /** Minor versions that only clusters with long-term support may have. */
  longTermSupportOnly: z.array(z.string()).optional(),
  latestNodeImages: z.record(z.string(), z.string()),
});

export type Cluster = z.infer<typeof clusterSchema>;
export type NodePool = z.infer<typeof nodePoolSchema>;
export type MaintenanceWindow = z.infer<typeof maintenanceWindowSchema>;
export type Operation = z.infer<typeof operationSchema>;
export type Region = z.infer<typeof regionSchema>;
