import type { FleetRunRecord, GroupRow, MemberRow } from '../run/run.ts';
import { hasEnded } from '../run/states.ts';
import { looksOf } from './looks.ts';
import { mayStart } from './mayStart.ts';
import {
  fleetRunNameOf,
  isOfThisAttempt,
  nextSliceOf,
  slicesOf,
  type GroupObservation,
  type GroupStep,
} from './observation.ts';
import { isIn, rangesOf } from './slice.ts';
import { save } from './steps.ts';

/** So many slices are tried in a round: where one may not start, another may. */
const MOST_TRIED = 20;

/**
 * Opens the next slice that may start, where a lane is free; undefined where there is none. What an earlier attempt left
 * is gone before anything new is begun.
 */
export function openSlice(o: GroupObservation): GroupStep | 'nothingLeft' | undefined {
  const open = slicesOf(o.group);
  const free = o.members.filter((row) => !hasEnded(row.state) && !open.some((record) => isIn(record, row)));
  if (open.length === 0 && (o.commands.stop || free.length === 0)) return 'nothingLeft';
  const isBlocked = open.some((record) => !isOfThisAttempt(o, record));
  if (isBlocked || o.commands.stop || free.length === 0 || open.length >= o.slicing.lanes) return undefined;
  return firstThatMayStart(o, candidates(o, free).slice(0, MOST_TRIED));
}

/** In the order of fleets, then of the plan. */
function candidates(o: GroupObservation, free: readonly MemberRow[]): MemberRow[][] {
  const byFleet = [...Map.groupBy(free, ({ fleet }) => fleet)].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return o.slicing.size === 'fleet'
    ? byFleet.map(([, members]) => members)
    : byFleet.flatMap(([, members]) => members.map((row) => [row]));
}

/** What the first waits for is what the group waits for, if none may start. */
function firstThatMayStart(o: GroupObservation, tried: readonly MemberRow[][]): GroupStep | undefined {
  let waits: GroupStep | undefined;
  for (const members of tried) {
    const lane = `next ${members[0]?.index ?? ''}`;
    const looked = { ...looksOf(o, lane), besideRunning: slicesOf(o.group).length > 0 };
    const group = withSlice(o, members);
    const may = mayStart({ ...looked, group }, members);
    if (may === 'withdraw') continue;
    // The name is stored before the Fleet run is created: only what a row names is ours.
    if (may === 'go') return save(looked, { group });
    if (may.kind === 'look') return { ...may, lane };
    if (may.act?.do === 'takeLocks') return may;
    const wait = mayStart(looked, members);
    if (typeof wait === 'object') waits ??= wait.kind === 'look' ? { ...wait, lane } : wait;
  }
  return waits;
}

function withSlice(o: GroupObservation, members: readonly MemberRow[]): GroupRow {
  const slice = nextSliceOf(o.group);
  const fleet = members[0]?.fleet ?? '';
  const record: FleetRunRecord = {
    fleet,
    name: fleetRunNameOf(o, fleet, slice),
    members: rangesOf(members.map(({ index }) => index)),
  };
  return { ...o.group, fleetRuns: [...o.group.fleetRuns, record], nextSlice: slice + 1 };
}
