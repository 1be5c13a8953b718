import { z } from 'zod';
import type { Immutable } from '../immutable.ts';

/** A freeze that is on, and perhaps told of. */
export const notedFreezeSchema = z.object({
  name: z.string(),
  since: z.string(),
  reason: z.string(),
  fleets: z.array(z.string()).exactOptional(),
  told: z.boolean(),
});
export type NotedFreeze = Immutable<z.infer<typeof notedFreezeSchema>>;

/** A notification at whose address nothing is any more. */
export const pauseSchema = z.object({ name: z.string(), at: z.string(), reason: z.string() });
export type Pause = Immutable<z.infer<typeof pauseSchema>>;
