import { z } from 'zod';

/** What became of a message that was sent. */
export const notificationTestView = z.object({
  outcome: z.enum(['Delivered', 'Gone', 'Rejected', 'Unavailable']),
  message: z.string(),
  /** Of HTTP, where there was an answer. */
  status: z.int().exactOptional(),
});
