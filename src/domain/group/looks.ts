import type { GroupObservation, GroupStep, Looked, SharedLooks } from './observation.ts';

/** What was found for one lane, or for a slice that might be opened: what others asked for says nothing to it. */
export function looksOf(observed: GroupObservation, lane: string | undefined): GroupObservation {
  const {
    locks: _locks,
    fleetRun: _run,
    clusters: _clusters,
    standings: _standings,
    slice: _slice,
    failed: _failed,
    ...rest
  } = observed;
  return { ...rest, ...observed.looked?.get(lane ?? '') };
}

/** The observation with what a look found. */
export function withLook(
  observed: GroupObservation,
  { lane = '' }: Extract<GroupStep, { kind: 'look' }>,
  found: Looked & SharedLooks,
): GroupObservation {
  const { lists, places, listedStandings, ...looked } = found;
  const all = new Map(observed.looked).set(lane, { ...observed.looked?.get(lane), ...looked });
  return {
    ...observed,
    looked: all,
    lists: new Map([...(observed.lists ?? []), ...(lists ?? [])]),
    places: new Map([...(observed.places ?? []), ...(places ?? [])]),
    ...(listedStandings && { listedStandings }),
  };
}
