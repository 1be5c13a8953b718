import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { secondsBetween } from '../seconds.ts';

/** Something of which not all may have been told yet: a run, or the audit log. */
export const untoldSchema = z.object({
  /** The id of the run. */
  name: z.string(),
  enteredAt: z.string(),
  /** What happened before was looked through. */
  toldUpTo: z.string().exactOptional(),
});
export type Untold = Immutable<z.infer<typeof untoldSchema>>;

/** A slow writer writes something down with the time at which it began: so long what is past is looked through again. */
const LOOK_BACK_SECONDS = 600;

/** From when on it is looked through. */
export function lookFrom({ toldUpTo }: Untold): string | undefined {
  return toldUpTo === undefined ? undefined : lookBack(toldUpTo);
}

export function lookBack(from: string): string {
  return new Date(Date.parse(from) - LOOK_BACK_SECONDS * 1000).toISOString();
}

/** Whether nothing can come any more of a run whose attempt ended then: looked through until now, and for long enough. */
export function isTold({ enteredAt }: Untold, endedAt: string | undefined, now: string): boolean {
  const isOver = (time: string) => secondsBetween(time, now) > LOOK_BACK_SECONDS;
  return isOver(enteredAt) && (endedAt === undefined || isOver(endedAt));
}
