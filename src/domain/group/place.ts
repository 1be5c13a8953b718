import { z } from 'zod';
import type { Immutable } from '../immutable.ts';

/** A slice's place among those that may update at once in a scope: in a stage of a run, or in a fleet. */
const placeSchema = z.object({
  runId: z.string(),
  planId: z.string(),
  attempt: z.int().nonnegative(),
  stage: z.int().nonnegative(),
  group: z.int().nonnegative(),
  /** The slice, by its Fleet run's name. */
  fleetRun: z.string(),
  /** Which of the slice's takings it is: its record has the same number while it counts. */
  taking: z.int().nonnegative(),
  /** Of a slice of one member. */
  clusterResourceId: z.string().exactOptional(),
  since: z.string(),
});
export type Place = Immutable<z.infer<typeof placeSchema>>;

export const placesSchema = z.object({ scope: z.string(), places: z.array(placeSchema) });
/** All places taken in a scope. */
export type Places = Immutable<z.infer<typeof placesSchema>>;

/** How many places a scope has. */
export interface PlaceBound {
  readonly scope: string;
  readonly limit: number;
  /** The scope as it is told. */
  readonly words: string;
}

export const isSameSlice = (
  one: Pick<Place, 'runId' | 'fleetRun'>,
  other: Pick<Place, 'runId' | 'fleetRun'>,
): boolean => one.runId === other.runId && one.fleetRun === other.fleetRun;

/**
 * The places with this one among them; undefined where it is refused: none is free, a later attempt of the run is here
 * already, or the slice has taken its place anew since. A slice never has two.
 */
export function withPlace(places: readonly Place[], place: Place, limit: number): Place[] | undefined {
  const others = places.filter((each) => !isSameSlice(each, place));
  const own = places.find((each) => isSameSlice(each, place));
  if (own && own.taking > place.taking) return undefined;
  if (others.some(({ runId, attempt }) => runId === place.runId && attempt > place.attempt)) return undefined;
  // Whoever has a place keeps it, also where the limit was lowered since.
  return own || others.length < limit ? [...others, place] : undefined;
}

/** The places without that taking of the slice's: a later one stays. */
export function withoutPlace(places: readonly Place[], place: PlaceTaking): Place[] {
  return places.filter((each) => !isSameSlice(each, place) || each.taking > place.taking);
}

export type PlaceTaking = Pick<Place, 'runId' | 'fleetRun' | 'taking'>;
