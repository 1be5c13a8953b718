import { LRUCache } from 'lru-cache';
import type { UpdateTimes } from '../../domain/estimate/updateTimes.ts';
import { onceFor } from '../../domain/lastMade.ts';
import { secondsBetween } from '../../domain/seconds.ts';
import type { App } from '../../ports/app.ts';

/** So old may be what is known: one update more hardly moves a median. */
const KEPT_SECONDS = 60;
const MOST_COMBINATIONS = 100;

interface Reading {
  readonly at: string;
  readonly known: Promise<readonly UpdateTimes[]>;
}

/** By store: the groups of a process share one reading, and so do those who look at its runs. */
const readings = onceFor(
  (_store: App['updateTimes']) => new LRUCache<string, Reading>({ max: MOST_COMBINATIONS }),
);

/** How long updates took, as it was known a minute ago at most. */
export async function knownTimes(
  { updateTimes, now }: Pick<App, 'updateTimes' | 'now'>,
  fleets: readonly string[],
): Promise<readonly UpdateTimes[]> {
  const ofStore = readings(updateTimes);
  const key = fleets.join();
  const at = now();
  const kept = ofStore.get(key);
  const age = kept && secondsBetween(kept.at, at);
  if (kept && age !== undefined && age >= 0 && age < KEPT_SECONDS) return await kept.known;
  const known = updateTimes.read(fleets);
  ofStore.set(key, { at, known });
  known.catch(() => ofStore.delete(key));
  return await known;
}
