import type { MemberRow } from '../run/run.ts';
import { NOT_WAITING, waitingOf, waitingOn, waitingPatch, type Obstacle } from '../run/waiting.ts';
import { divide, lockedByOther, locksToTake } from './groupLocks.ts';
import { clusterItself } from './clusterInTheWay.ts';
import { giveBackPlaces, noPlace, placesToTake } from './groupPlaces.ts';
import { heldByGate } from './groupGates.ts';
import { freezeOf, type GroupObservation, type GroupStep } from './observation.ts';
import { noLane } from './groupLanes.ts';
import { noBudget } from './strictBudget.ts';
import { closedWindow } from './startWindow.ts';
import { paceInSeconds } from '../pace.ts';
import { look, save, saveAndAct, saveAndWait } from './steps.ts';

/**
 * What one reason says against a start: nothing, that nothing is to start any more, something to wait for, or a step
 * that comes first (a look, locks to take).
 */
type Objection = undefined | 'withdraw' | Obstacle | GroupStep;
type Reason = (observed: GroupObservation, members: readonly MemberRow[]) => Objection;

/**
 * In this order, so that locks are taken last and held while waiting for nothing: a stop or skip, a gate, a freeze, the
 * stage's start windows, a lane, a place, the budget of a strict policy, the locks, the cluster itself. A place is taken only
 * where nothing else is in the way, or it would be taken and given back in every round.
 */
const REASONS: readonly Reason[] = [
  stopOrSkip,
  heldByGate,
  freeze,
  closedWindow,
  noLane,
  noPlace,
  noBudget,
  lockedByOther,
  clusterItself,
  placesToTake,
  locksToTake,
];

/**
 * Whether these members may start: asked before their Fleet run is created, and again right before every start of it,
 * also one that is repeated. The first reason that says no is what the group waits for.
 */
export function mayStart(
  observed: GroupObservation,
  members: readonly MemberRow[],
): 'go' | 'withdraw' | GroupStep {
  for (const reason of REASONS) {
    const objection = reason(observed, members);
    if (objection === undefined) continue;
    return objection === 'withdraw' || 'kind' in objection
      ? objection
      : waitFor(observed, members, objection);
  }
  return resume(observed) ?? 'go';
}

/** Members that are skipped are unfinished no more, so what is left to start is none of them. */
function stopOrSkip({ commands }: GroupObservation, members: readonly MemberRow[]): Objection {
  return commands.stop || members.length === 0 ? 'withdraw' : undefined;
}

/** Of the first member that has one: a slice starts as a whole. */
function freeze(observed: GroupObservation, members: readonly MemberRow[]): Objection {
  for (const row of members) {
    const found = freezeOf(observed, row);
    if (found) return found;
  }
  return undefined;
}

/** Whoever waits holds no place and no lock: so there is no circle of runs that wait for each other. */
function waitFor(observed: GroupObservation, members: readonly MemberRow[], obstacle: Obstacle): GroupStep {
  const before = waitingOf(observed.group);
  const isTold =
    observed.besideRunning === true ||
    (before?.reason === obstacle.reason && before.message === obstacle.message);
  const waiting = waitingPatch(waitingOn(before, obstacle, observed.now));
  const patch = isTold
    ? undefined
    : { group: { state: 'Pending' as const, message: obstacle.message, ...waiting } };
  if (observed.slice?.startedAt === undefined) {
    const places = giveBackPlaces(observed, patch?.group ?? { movedAt: observed.group.movedAt });
    if (places) return places;
  }
  if (!mayGiveBack(observed)) return saveAndWait(observed, patch);
  const clusterResourceIds = members.map((row) => row.clusterResourceId);
  if (!observed.locks) return look({ what: 'locks', clusterResourceIds });
  const held = divide(observed, observed.locks).own.map((lock) => lock.clusterResourceId);
  if (held.length === 0) return saveAndWait(observed, patch);
  // Written even when there is no news: a twin that found nothing in the way must lose before a lock goes.
  const fence = patch ?? { group: { movedAt: observed.group.movedAt } };
  const pace = paceInSeconds(observed.group.movedAt, observed.now);
  return saveAndAct(observed, fence, { do: 'releaseLocks', clusterResourceIds: held }, pace);
}

/** A start that was asked for may still show: until then its members stay locked. */
function mayGiveBack({ group, slice }: GroupObservation): boolean {
  return group.locked && slice?.startedAt === undefined;
}

function resume(observed: GroupObservation): GroupStep | undefined {
  if (observed.besideRunning || waitingOf(observed.group) === undefined) return undefined;
  return save(observed, { group: { state: 'Running', ...NOT_WAITING, message: undefined } });
}
