import type { Lock, LockHolder } from '../domain/group/lock.ts';
import type { Place, PlaceBound, PlaceTaking, Places } from '../domain/group/place.ts';

/** One lock per cluster, whatever the spelling of its id. */
export interface LockStore {
  read(clusterResourceIds: readonly string[]): Promise<Lock[]>;
  /**
   * Takes them in the order of their keys, stopping at the first that somebody else holds. Those of the same
   * run and purpose count as taken, and pass to this attempt if it is a later one. Returns the foreign lock that
   * it met.
   */
  take(clusterResourceIds: readonly string[], holder: LockHolder, now: string): Promise<Lock | undefined>;
  /** Releases those that the holder (same run and purpose, no later attempt) has; others stay. */
  release(clusterResourceIds: readonly string[], holder: LockHolder): Promise<void>;
  all(): Promise<Lock[]>;
}

/** Places of slices in scopes that bound how many update at once. */
export interface PlaceStore {
  read(scopes: readonly string[]): Promise<ReadonlyMap<string, readonly Place[]>>;
  /** Takes a place in each scope in this order, up to the first that has none: what was taken shows by reading. */
  take(bounds: readonly PlaceBound[], place: Place): Promise<void>;
  /** Gives back those takings; a later one of the same slice stays. */
  release(scopes: readonly string[], places: readonly PlaceTaking[]): Promise<void>;
  all(): Promise<Places[]>;
}
