import { z } from 'zod';
import {
  CATCH_UPS,
  DAYS,
  OUTCOMES,
  OVERLAPS,
  type Trigger,
  type TriggerState,
} from '../../domain/trigger/trigger.ts';
import { managedClusterUpdate } from './runSchemas.ts';

const text = z.string();
const period = { from: text, to: text };

export const triggerSchema: z.ZodType<Trigger> = z.looseObject({
  ...{ name: text, kind: z.literal('schedule'), enabled: z.boolean(), managedClusterUpdate },
  ...{ strategy: text.exactOptional(), fleets: z.array(text).exactOptional() },
  ...{ nameTemplate: text, overlap: z.enum(OVERLAPS) },
  schedule: z.looseObject({
    ...{ cron: text, timeZone: text, catchUp: z.enum(CATCH_UPS) },
    blackouts: z.array(z.looseObject(period)),
    quietTimes: z.array(z.looseObject({ ...period, days: z.array(z.enum(DAYS)) })),
  }),
  ...{ createdAt: text, createdBy: text, changedAt: text, changedBy: text },
});

export const triggerStateSchema: z.ZodType<TriggerState> = z.looseObject({
  ...{ name: text, dispatchedUpTo: text },
  last: z.looseObject({
    ...{
      dueAt: text,
      at: text,
      outcome: z.enum(OUTCOMES),
      message: text,
    },
    ...{ run: text.exactOptional(), code: text.exactOptional() },
  }),
});
