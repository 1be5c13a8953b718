import { z } from 'zod';

export const versionsSchema = z.object({
  kubernetesVersion: z.string(),
  /** Node image by pool name. */
  nodeImages: z.record(z.string(), z.string()),
});

/** The simulator's own account of one cluster upgrade, beside whatever a run says about it. Times ISO 8601 UTC. */
export const upgradeRecordSchema = z.object({
  clusterResourceId: z.string(),
  /** ARM ids of the fleet and the update run that asked for it. */
  fleet: z.string(),
  updateRun: z.string(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  outcome: z.enum(['Running', 'Completed', 'Failed']),
  from: versionsSchema,
  /** What it was to bring; a failed upgrade leaves `from` in place. */
  to: versionsSchema,
});
export type UpgradeRecord = z.infer<typeof upgradeRecordSchema>;
export type ClusterVersions = z.infer<typeof versionsSchema>;
