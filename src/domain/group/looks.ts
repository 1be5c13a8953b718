import type { GroupObservation, GroupStep, Looked, SharedLooks } from './observation.ts';

/** What was found for one lane, or for a slice that might be opened: what others asked for says nothing to it. */
export function looksOf(o: GroupObservation, lane: string | undefined): GroupObservation {
  const { locks: _locks, fleetRun: _run, clusters: _clusters, slice: _slice, failed: _failed, ...rest } = o;
  return { ...rest, ...o.looked?.get(lane ?? '') };
}

/** The observation with what a look found. */
export function withLook(
  o: GroupObservation,
  { lane = '' }: Extract<GroupStep, { kind: 'look' }>,
  found: Looked & SharedLooks,
): GroupObservation {
  const { lists, places, ...looked } = found;
  const all = new Map(o.looked).set(lane, { ...o.looked?.get(lane), ...looked });
  return {
    ...o,
    looked: all,
    lists: new Map([...(o.lists ?? []), ...(lists ?? [])]),
    places: new Map([...(o.places ?? []), ...(places ?? [])]),
  };
}
