import { z } from 'zod';
import { DAYS } from '../time/calendar.ts';
import type { DeliveryReceipt } from './deliveryReceipt.ts';
import type { StartRequest } from './startRequest.ts';
import {
  CATCH_UPS,
  CHANNELS,
  OUTCOMES,
  OVERLAPS,
  PIPELINE_EVENTS,
  STARTS,
  type StartClaim,
  type StartResult,
  type Trigger,
  type TriggerState,
} from './trigger.ts';
import { leaveOutSchema } from '../plan/findings.ts';
import { managedClusterUpdateSchema, nodeImageSelectionSchema } from '../plan/updateSpec.ts';

const text = z.string();
const optional = text.exactOptional();
const period = { from: text, to: text };

const basics = {
  name: text,
  enabled: z.boolean(),
  strategy: optional,
  fleets: z.array(text).exactOptional(),
  nameTemplate: text,
  overlap: z.enum(OVERLAPS),
  leaveOut: leaveOutSchema.exactOptional(),
  createdAt: text,
  createdBy: text,
  changedAt: text,
  changedBy: text,
};
const versioned = z.enum(['Full', 'ControlPlaneOnly']);

const scheduleTrigger = z.looseObject({
  ...basics,
  kind: z.literal('schedule'),
  managedClusterUpdate: managedClusterUpdateSchema,
  schedule: z.looseObject({
    cron: text,
    timeZone: text,
    catchUp: z.enum(CATCH_UPS),
    blackouts: z.array(z.looseObject(period)),
    quietTimes: z.array(z.looseObject({ ...period, days: z.array(z.enum(DAYS)) })),
  }),
});
const webhookTrigger = z.looseObject({
  ...basics,
  kind: z.literal('webhook'),
  managedClusterUpdate: z.looseObject({
    upgrade: z.discriminatedUnion('type', [
      z.looseObject({ type: versioned, kubernetesVersion: optional }),
      z.looseObject({ type: z.literal('NodeImageOnly') }),
    ]),
    nodeImageSelection: nodeImageSelectionSchema.exactOptional(),
  }),
  webhook: z.looseObject({
    authentication: z.array(
      z.discriminatedUnion('type', [
        z.looseObject({ type: z.enum(['standardWebhooks', 'gitHub']), secrets: z.array(text) }),
        z.looseObject({ type: z.literal('entra') }),
      ]),
    ),
    filters: z.array(
      z.looseObject({
        event: z.enum(PIPELINE_EVENTS),
        action: optional,
        branch: optional,
        result: optional,
        repository: optional,
        pipeline: optional,
        stage: optional,
        startedBy: z.array(z.enum(STARTS)).exactOptional(),
        prereleases: z.boolean().exactOptional(),
      }),
    ),
    allow: z.looseObject({
      kubernetesVersion: z.boolean(),
      name: z.boolean(),
      start: z.boolean(),
      strategies: z.array(text),
    }),
  }),
});
const releaseTrigger = z.looseObject({
  ...basics,
  kind: z.literal('release'),
  managedClusterUpdate: z.looseObject({
    upgrade: z.looseObject({ type: versioned }),
    nodeImageSelection: nodeImageSelectionSchema.exactOptional(),
  }),
  release: z.looseObject({ channel: z.enum(CHANNELS), minor: optional }),
});
export const triggerSchema: z.ZodType<Trigger> = z.discriminatedUnion('kind', [
  scheduleTrigger,
  webhookTrigger,
  releaseTrigger,
]);

const startResult: z.ZodType<StartResult> = z.looseObject({
  dueAt: optional,
  at: text,
  outcome: z.enum(OUTCOMES),
  message: text,
  run: optional,
  code: optional,
});

const startClaim: z.ZodType<StartClaim> = z.looseObject({ request: optional, run: text, release: optional });

export const triggerStateSchema: z.ZodType<TriggerState> = z.looseObject({
  name: text,
  dispatchedUpTo: optional,
  newestVersion: optional,
  lastRun: optional,
  claims: z.array(startClaim).exactOptional(),
  last: startResult.exactOptional(),
});

export const startRequestSchema: z.ZodType<StartRequest> = z.looseObject({
  name: text,
  trigger: text,
  run: text,
  runId: optional,
  strategy: optional,
  fleets: z.array(text).exactOptional(),
  managedClusterUpdate: managedClusterUpdateSchema,
  leaveOut: leaveOutSchema.exactOptional(),
  start: z.boolean(),
  dueAt: optional,
  release: optional,
  heedsOverlap: z.boolean(),
  parameters: z
    .looseObject({
      kubernetesVersion: optional,
      name: optional,
      strategy: optional,
      start: z.boolean().exactOptional(),
    })
    .exactOptional(),
  cause: text,
  deliveryId: optional,
  receivedAt: text,
  result: startResult,
});

export const deliveryReceiptSchema: z.ZodType<DeliveryReceipt> = z.looseObject({
  name: text,
  trigger: text,
  triggerCreatedAt: text,
  deliveryId: text,
  receivedAt: text,
});
