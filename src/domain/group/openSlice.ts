import { paceInSeconds, secondsOnTheWay } from '../pace.ts';
import type { FleetRunRecord, GroupRow, MemberRow } from '../run/run.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { hasEnded } from '../run/states.ts';
import { waitingOf, waitingPatch } from '../run/waiting.ts';
import { secondsBetween } from '../seconds.ts';
import { changeRows } from './change.ts';
import { followBusy } from './clusterInTheWay.ts';
import { waitsForAks } from './clusterRules.ts';
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
import { heldByTime } from './startWindow.ts';
import { save } from './steps.ts';

/** So many slices are tried in a round: where one may not start, another may. */
const MOST_TRIED = 20;

/**
 * Opens the next slice that may start, where a lane is free; undefined where there is none. What an earlier attempt left
 * is gone before anything new is begun.
 */
export function openSlice(observed: GroupObservation): GroupStep | 'nothingLeft' | undefined {
  const open = slicesOf(observed.group);
  const free = observed.members.filter(
    (row) => !hasEnded(row.state) && !open.some((record) => isIn(record, row)),
  );
  if (open.length === 0 && (observed.commands.stop || free.length === 0)) return 'nothingLeft';
  const isBlocked = open.some((record) => !isOfThisAttempt(observed, record));
  if (isBlocked || observed.commands.stop || free.length === 0) return undefined;
  const busy = followBusy(looksOf(observed, undefined), free);
  if (busy || open.length >= observed.slicing.lanes) return busy;
  const due = free.filter((row) => !waitsForAks(row) && (row.notBefore ?? '') <= observed.now);
  if (due.length === 0) return open.length > 0 ? undefined : waitForFirst(observed, free);
  return firstThatMayStart(observed, candidates(observed, due).slice(0, MOST_TRIED));
}

/** In the order of fleets, then of the plan; who was paused last, and who is frozen after all others. */
function candidates(observed: GroupObservation, free: readonly MemberRow[]): MemberRow[][] {
  // Last, so that they hold up nobody; if none else is left they say what the group waits for.
  const { frozen = [], open = [] } = Object.groupBy(free, (row) =>
    heldByTime(observed, row) ? 'frozen' : 'open',
  );
  return [...slicesFrom(observed, open), ...slicesFrom(observed, frozen)];
}

function slicesFrom({ slicing }: GroupObservation, rows: readonly MemberRow[]): MemberRow[][] {
  const byFleet = [...Map.groupBy(rows, ({ fleet }) => fleet)].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return slicing.size === 'fleet'
    ? byFleet.map(([, members]) => members)
    : byFleet
        .flatMap(([, members]) => members)
        .toSorted((one, other) => order(one.notBefore, other.notBefore))
        .map((row) => [row]);
}

/** Whoever was paused comes behind the others. */
function order(one = '', other = ''): number {
  return one < other ? -1 : Number(one > other);
}

/** Everybody left was paused, or waits for AKS: the group waits for whose time comes first. */
function waitForFirst(observed: GroupObservation, held: readonly MemberRow[]): GroupStep {
  const [first] = held.toSorted((one, other) => order(one.notBefore, other.notBefore));
  const pace = paceInSeconds(observed.group.movedAt, observed.now);
  const times = held.map((row) =>
    waitsForAks(row) || row.notBefore === undefined ? pace : secondsBetween(observed.now, row.notBefore),
  );
  const left = Math.min(...times);
  const next = { waitSeconds: secondsOnTheWay(left) };
  const { waiting } = first ?? {};
  const isTold = waiting === undefined || waitingOf(observed.group)?.message === waiting.message;
  if (isTold) return { kind: 'step', next };
  const group = { state: 'Pending' as const, message: waiting.message, ...waitingPatch(waiting) };
  return { kind: 'step', change: changeRows(observed, { group }), next };
}

/** What the first waits for is what the group waits for, if none may start. */
function firstThatMayStart(observed: GroupObservation, tried: readonly MemberRow[][]): GroupStep | undefined {
  let waits: GroupStep | undefined;
  for (const members of tried) {
    const lane = `next ${members[0]?.index ?? ''}`;
    const looked = { ...looksOf(observed, lane), besideRunning: slicesOf(observed.group).length > 0 };
    const group = withSlice(observed, members);
    const may = mayStart(withoutUndefined({ ...looked, group, slice: group.fleetRuns.at(-1) }), members);
    if (may === 'withdraw') continue;
    // The name is stored before the Fleet run is created: only what a row names is ours.
    if (may === 'go') return save(looked, { group });
    if (may.kind === 'look') return { ...may, lane };
    if (may.act?.do === 'takePlaces' || may.act?.do === 'takeLocks') return may;
    const wait = mayStart(looked, members);
    if (typeof wait !== 'object') continue;
    // A member that ends, or that is parked, is in nobody's way.
    if (wait.kind === 'step' && writesMembers(wait)) return wait;
    waits ??= wait.kind === 'look' ? { ...wait, lane } : wait;
  }
  return waits;
}

export const writesMembers = ({ change }: Extract<GroupStep, { kind: 'step' }>) =>
  change !== undefined && change.members.length > 0;

function withSlice(observed: GroupObservation, members: readonly MemberRow[]): GroupRow {
  const slice = nextSliceOf(observed.group);
  const fleet = members[0]?.fleet ?? '';
  const record: FleetRunRecord = {
    fleet,
    name: fleetRunNameOf(observed, fleet, slice),
    members: rangesOf(members.map(({ index }) => index)),
  };
  return { ...observed.group, fleetRuns: [...observed.group.fleetRuns, record], nextSlice: slice + 1 };
}
