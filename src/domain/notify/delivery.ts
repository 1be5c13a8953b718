import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { secondsBetween } from '../seconds.ts';
import type { Judgement } from './judgement.ts';
import type { Notification } from './notification.ts';
import { occurrenceSchema, type Occurrence } from './occurrence.ts';

const text = z.string();

/** One occurrence on its way to one notification. */
export const deliverySchema = z.object({
  notification: text,
  occurrence: occurrenceSchema,
  /** `GivenUp`: a day was not enough. */
  state: z.enum(['Waiting', 'Delivered', 'GivenUp']),
  addedAt: text,
  tries: z.int().nonnegative(),
  /** Not before; counted from the try, which is written before anything is sent. */
  nextTryAt: text,
  /** What became of the last try. */
  last: z
    .object({
      at: text,
      outcome: z.enum(['Delivered', 'Gone', 'Rejected', 'Unavailable']),
      message: text,
      status: z.int().exactOptional(),
    })
    .exactOptional(),
});
export type Delivery = Immutable<z.infer<typeof deliverySchema>>;

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;
/** More than a try takes: nobody sends it again meanwhile. */
const FIRST_DISTANCE_SECONDS = 60;

/** Whether the notification is about it. What happened before it was made is no news. */
export function isOf(notification: Notification, occurrence: Occurrence): boolean {
  const { enabled, events, strategies, fleets, createdAt } = notification;
  const { type, strategy, time } = occurrence;
  if (!enabled || !events.includes(type) || Date.parse(time) < Date.parse(createdAt)) return false;
  if (strategies && (strategy === undefined || !strategies.includes(strategy))) return false;
  return !fleets || !occurrence.fleets || occurrence.fleets.some((fleet) => fleets.includes(fleet));
}

export function deliveryOf({ name }: Notification, occurrence: Occurrence, now: string): Delivery {
  return { notification: name, occurrence, state: 'Waiting', addedAt: now, tries: 0, nextTryAt: now };
}

/** What is done with one that waits. */
export type DeliveryStep =
  /** Sent, after this was written. */
  | { readonly kind: 'send'; readonly claim: Delivery }
  | { readonly kind: 'giveUp'; readonly delivery: Delivery }
  /** `block`: what happened later waits too, so that it comes in order once somebody is there again. */
  | { readonly kind: 'wait' | 'block' };

export function decideDelivery(delivery: Delivery, now: string): DeliveryStep {
  const isOld = secondsBetween(delivery.addedAt, now) > DAY_SECONDS;
  if (isOld) return { kind: 'giveUp', delivery: { ...delivery, state: 'GivenUp' } };
  if (Date.parse(now) < Date.parse(delivery.nextTryAt)) {
    return { kind: delivery.last?.outcome === 'Rejected' ? 'wait' : 'block' };
  }
  const distance = Math.min(FIRST_DISTANCE_SECONDS * 2 ** delivery.tries, HOUR_SECONDS);
  const nextTryAt = new Date(Date.parse(now) + distance * 1000).toISOString();
  return { kind: 'send', claim: { ...delivery, tries: delivery.tries + 1, nextTryAt } };
}

/** The delivery once it is known what became of a try. */
export function judged(claim: Delivery, judgement: Judgement, now: string): Delivery {
  const last = { at: now, ...judgement };
  return { ...claim, ...(judgement.outcome === 'Delivered' && { state: 'Delivered' }), last };
}
