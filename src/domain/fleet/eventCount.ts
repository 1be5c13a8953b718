import { z } from 'zod';
import type { Immutable } from '../immutable.ts';

/** How often Event Grid sent events of a type that this app does nothing with. */
export const eventCountSchema = z.object({
  /** The event's type. */
  name: z.string(),
  count: z.int(),
  lastReceivedAt: z.string(),
  /** Why nothing could be made of the last one; absent for a type that is not used. */
  reason: z.string().exactOptional(),
});
export type EventCount = Immutable<z.infer<typeof eventCountSchema>>;
