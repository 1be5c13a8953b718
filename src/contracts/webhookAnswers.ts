import { z } from 'zod';
import { OUTCOMES } from '../domain/trigger/startResult.ts';

const text = z.string();

/** App settings that a webhook may name as its secrets. */
export const webhookSecretView = z.object({
  name: text,
  types: z.array(z.enum(['standardWebhooks', 'gitHub'])),
});

/** What a webhook answers, and what "run now" does. */
const acceptedView = z.object({
  status: z.literal('accepted'),
  run: text,
  outcome: z.enum(OUTCOMES),
  message: text,
});
export const deliveryView = z.discriminatedUnion('status', [
  acceptedView,
  z.object({ status: z.literal('ignored'), reason: text }),
]);
export type DeliveryView = z.infer<typeof deliveryView>;
