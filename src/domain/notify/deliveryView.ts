import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { deliverySchema, type Delivery } from './delivery.ts';
import { occurrenceSchema } from './occurrence.ts';

/** A delivery as it is shown. */
export const deliveryViewSchema = deliverySchema
  .pick({ state: true, tries: true, last: true })
  .extend(occurrenceSchema.pick({ id: true, time: true, message: true, run: true }).shape)
  .extend({
    event: occurrenceSchema.shape.type,
    /** While it waits. */
    nextTryAt: z.string().exactOptional(),
  });
export type DeliveryView = Immutable<z.infer<typeof deliveryViewSchema>>;

export function deliveryViewOf({ occurrence, state, tries, nextTryAt, last }: Delivery): DeliveryView {
  const { id, time, message, run, type } = occurrence;
  return {
    id,
    event: type,
    time,
    message,
    ...(run !== undefined && { run }),
    state,
    tries,
    ...(state === 'Waiting' && { nextTryAt }),
    ...(last && { last }),
  };
}
