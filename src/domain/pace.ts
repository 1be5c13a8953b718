import { secondsBetween } from './seconds.ts';

// How soon a round follows another, in seconds. README promises that a command takes effect within the first while things
// happen, and within the last otherwise.

/** While something is under way, or was just asked of Azure. */
export const SOON_SECONDS = 15;
/** When nothing has moved for a while, and before an attempt begins. */
export const LATER_SECONDS = 30;
/** No round waits longer: it is also how long a failed one waits where nothing better is known. */
export const LONGEST_SECONDS = 60;
/** Until an effect of ours shows that Azure makes at once. */
export const AT_ONCE_SECONDS = 2;

const QUIET_AFTER_SECONDS = 60;
const STILL_AFTER_SECONDS = 300;

/** Seconds until the next look, longer the longer nothing has moved. */
export function paceInSeconds(movedAt: string | undefined, now: string): number {
  const quiet = movedAt === undefined ? 0 : secondsBetween(movedAt, now);
  if (quiet < QUIET_AFTER_SECONDS) return SOON_SECONDS;
  return quiet < STILL_AFTER_SECONDS ? LATER_SECONDS : LONGEST_SECONDS;
}
