import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { startRequestSchema } from './startRequest.ts';
import { startResultSchema } from './startResult.ts';
import {
  completionTriggerSchema,
  releaseTriggerSchema,
  scheduleTriggerSchema,
  webhookTriggerSchema,
} from './trigger.ts';
import { triggerStateSchema } from './triggerState.ts';

// What the API answers of triggers: what is stored of them, with how far they have come.

/** A start that was asked for and has not come about yet. */
const startRequestViewSchema = startRequestSchema
  .pick({
    run: true,
    cause: true,
    receivedAt: true,
    managedClusterUpdate: true,
    versionsFrom: true,
    strategy: true,
  })
  .extend(startResultSchema.pick({ outcome: true, message: true, at: true, code: true }).shape);
export type StartRequestView = Immutable<z.infer<typeof startRequestViewSchema>>;

const { last, lastRun, newestVersion } = triggerStateSchema.shape;
const progress = {
  /** Those whose runs may still start by themselves, oldest first. */
  startRequests: z.array(startRequestViewSchema),
  /** What became of the newest start request. */
  last,
  /** The run that it started last. */
  lastRun,
};

export const triggerViewSchema = z.discriminatedUnion('kind', [
  // The next five due times; none while it is paused.
  scheduleTriggerSchema.extend({ ...progress, nextTimes: z.array(z.string()) }),
  webhookTriggerSchema.extend(progress),
  releaseTriggerSchema.extend({ ...progress, newestVersion }),
  completionTriggerSchema.extend(progress),
]);
export type TriggerView = Immutable<z.infer<typeof triggerViewSchema>>;
