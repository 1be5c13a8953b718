import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { secondsBetween } from '../seconds.ts';

/**
 * That a body came which only its sender could sign, under an id that anybody could write. Kept for as long as the
 * trigger lives, whatever became of the delivery: the signature is good for ever.
 */
export const deliveryReceiptSchema = z.object({
  /** `<trigger>.<hash of the trigger and of what is signed>`. */
  name: z.string(),
  trigger: z.string(),
  /** Of the trigger: one that is made anew under the same name is another. */
  triggerCreatedAt: z.string(),
  deliveryId: z.string(),
  receivedAt: z.string(),
});
export type DeliveryReceipt = Immutable<z.infer<typeof deliveryReceiptSchema>>;

/** A delivery that comes again within this time finds its run: senders try for days, not for weeks. */
export const REMEMBERED_DAYS = 30;
const DAY_SECONDS = 86_400;

/** Why a delivery that has come before is not its sender's own repetition; undefined when it may be. */
export function replayProblem(
  { deliveryId, receivedAt }: DeliveryReceipt,
  given: string,
  now: string,
): string | undefined {
  if (deliveryId !== given) {
    return `The signature came before, under the delivery id ${deliveryId}: this is a replay.`;
  }
  if (secondsBetween(receivedAt, now) <= REMEMBERED_DAYS * DAY_SECONDS) return undefined;
  return `The delivery came on ${receivedAt.slice(0, 10)}: after ${REMEMBERED_DAYS} days it is not taken again.`;
}
