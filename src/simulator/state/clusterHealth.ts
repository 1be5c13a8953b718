import { z } from 'zod';

const count = z.int().nonnegative().optional();
const percent = z.number().min(0).max(100).optional();

/** What is not well with a cluster; what is not said is well. */
const unwellSchema = z.object({
  nodesNotReady: count,
  podsNotReady: count,
  unschedulablePods: count,
  apiServerCpuPercent: percent,
  etcdPercent: percent,
  /** Of Resource Health. */
  availability: z.enum(['Available', 'Degraded', 'Unavailable', 'Unknown']).optional(),
  /** No metric has a point. */
  silent: z.boolean().optional(),
});

const alertSchema = z.object({
  rule: z.string(),
  severity: z.enum(['Sev0', 'Sev1', 'Sev2', 'Sev3', 'Sev4']),
});

export const clusterHealthSchema = z.object({
  /** Metrics tell of it from this time on, in milliseconds since the epoch. */
  unwell: unwellSchema.extend({ since: z.number() }).optional(),
  /** Comes with the end of the next upgrade. */
  afterUpgrade: z.object({ unwell: unwellSchema.optional(), alert: alertSchema.optional() }).optional(),
  fired: z.array(alertSchema.extend({ at: z.string() })).optional(),
});

export type Unwell = z.infer<typeof unwellSchema>;
export type Alert = z.infer<typeof alertSchema>;
