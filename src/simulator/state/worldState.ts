import { z } from 'zod';
import { upgradeRecordSchema } from '../upgradeRecord.ts';
import { clusterSchema, operationSchema, regionSchema } from './clusterState.ts';
import { dueSchema } from './due.ts';
import {
  autoUpgradeProfileSchema,
  fleetSchema,
  memberSchema,
  strategySchema,
  updateRunSchema,
} from './fleetState.ts';

/** Everything the simulator knows: the state file holds exactly this. */
export const worldStateSchema = z.object({
  version: z.literal(1),
  /** The scenario whose changes to the world have been made. */
  scenario: z.string().optional(),
  tokenSecret: z.string(),
  upgradeSeconds: z.number(),
  /** Upgrades take up to so much less or more, drawn by a seed. */
  drawnDurations: z.object({ percent: z.number().min(0).max(100), seed: z.int() }).optional(),
  memberOrder: z.enum(['name', 'hash']),
  /** The last number that an eTag was made of. */
  counter: z.number(),
  resourceGroups: z.array(z.string()),
  regions: z.array(regionSchema),
  fleets: z.array(fleetSchema),
  members: z.array(memberSchema),
  updateRuns: z.array(updateRunSchema),
  strategies: z.array(strategySchema),
  autoUpgradeProfiles: z.array(autoUpgradeProfileSchema),
  clusters: z.array(clusterSchema),
  operations: z.array(operationSchema),
  due: z.array(dueSchema),
  record: z.array(upgradeRecordSchema),
});

export type WorldState = z.infer<typeof worldStateSchema>;
