import { secondsBetween } from '../seconds.ts';

/** Seconds until the next look: 15 while things happen, then 30, and 60 when nothing has for five minutes. */
export function paceInSeconds(movedAt: string | undefined, now: string): number {
  const quiet = movedAt === undefined ? 0 : secondsBetween(movedAt, now);
  if (quiet < 60) return 15;
  return quiet < 300 ? 30 : 60;
}
