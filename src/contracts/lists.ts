import { z } from 'zod';

/** What a list leaves out, as this release cannot read it; absent when it leaves out nothing. */
const unreadable = z.array(z.object({ name: z.string(), reason: z.string() })).exactOptional();

/** A list of things each of which is stored by itself. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ value: z.array(item), unreadable });
}
