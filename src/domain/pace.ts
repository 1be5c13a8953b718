import { secondsBetween } from './seconds.ts';

// How soon a round follows another, in seconds. README promises that a command takes effect within the first while
// something has just happened or is about to, and within the last otherwise.

/** While something is under way, or was just asked of Azure. */
export const SOON_SECONDS = 15;
/** When nothing has moved for a while, and before an attempt begins. */
export const LATER_SECONDS = 30;
/** No round waits longer: it is also how long a failed one waits where nothing better is known. */
export const LONGEST_SECONDS = 60;
/** Until an effect of ours shows that Azure makes at once. */
export const AT_ONCE_SECONDS = 2;

/** Seconds until the round in which something so far ahead is met, or the next look on the way there; at least one. */
export const secondsOnTheWay = (left: number): number =>
  Math.max(1, Math.min(LONGEST_SECONDS, Math.ceil(left)));

const QUIET_AFTER_SECONDS = 60;
const STILL_AFTER_SECONDS = 300;

/** Seconds until the next look, longer the longer nothing has moved. */
export function paceInSeconds(movedAt: string | undefined, now: string): number {
  const quiet = movedAt === undefined ? 0 : secondsBetween(movedAt, now);
  if (quiet < QUIET_AFTER_SECONDS) return SOON_SECONDS;
  return quiet < STILL_AFTER_SECONDS ? LATER_SECONDS : LONGEST_SECONDS;
}

/** When something is expected that the next step waits for. */
export interface Expected {
  readonly from: string;
  readonly to: string;
  /** It rests on what the like of it took: nothing happens before that is worth a look. */
  readonly isMeasured: boolean;
}

/** As `paceInSeconds`, but quick while it is expected, and slow before: no look goes far into that time. */
export function paceTowards(
  expected: Expected | undefined,
  movedAt: string | undefined,
  now: string,
): number {
  const pace = paceInSeconds(movedAt, now);
  if (!expected) return pace;
  const until = secondsBetween(now, expected.from);
  if (until <= 0) return secondsBetween(now, expected.to) > 0 ? SOON_SECONDS : pace;
  return Math.min(expected.isMeasured ? LONGEST_SECONDS : pace, Math.max(SOON_SECONDS, Math.ceil(until)));
}
