import type { MemberRow } from '../run/run.ts';
import { NOT_WAITING, waitingOf, waitingOn, waitingPatch, type Obstacle } from '../run/waiting.ts';
import { divide, lockedByOther, locksToTake } from './groupLocks.ts';
import { giveBackPlaces, noPlace, placesToTake } from './groupPlaces.ts';
import { freezeOf, type GroupObservation, type GroupStep } from './observation.ts';
import { paceInSeconds } from './pace.ts';
import { look, save, saveAndAct, saveAndWait } from './steps.ts';

/**
 * What one reason says against a start: nothing, that nothing is to start any more, something to wait for, or a step
 * that comes first (a look, locks to take).
 */
type Objection = undefined | 'withdraw' | Obstacle | GroupStep;
type Reason = (o: GroupObservation, members: readonly MemberRow[]) => Objection;

/**
 * In this order, so that locks are taken last and held while waiting for nothing: a stop or skip, a gate, a freeze, the
 * stage's start windows, a place, the locks, the cluster itself. A place is taken only where no lock is in the way, or
 * it would be taken and given back in every round.
 */
const REASONS: readonly Reason[] = [stopOrSkip, freeze, noPlace, lockedByOther, placesToTake, locksToTake];

/**
 * Whether these members may start: asked before their Fleet run is created, and again right before every start of it,
 * also one that is repeated. The first reason that says no is what the group waits for.
 */
export function mayStart(o: GroupObservation, members: readonly MemberRow[]): 'go' | 'withdraw' | GroupStep {
  for (const reason of REASONS) {
    const objection = reason(o, members);
    if (objection === undefined) continue;
    return objection === 'withdraw' || 'kind' in objection ? objection : waitFor(o, members, objection);
  }
  return resume(o) ?? 'go';
}

/** Members that are skipped are unfinished no more, so what is left to start is none of them. */
function stopOrSkip({ commands }: GroupObservation, members: readonly MemberRow[]): Objection {
  return commands.stop || members.length === 0 ? 'withdraw' : undefined;
}

/** Of the first member that has one: a slice starts as a whole. */
function freeze(o: GroupObservation, members: readonly MemberRow[]): Objection {
  for (const row of members) {
    const found = freezeOf(o, row);
    if (found) return found;
  }
  return undefined;
}

/** Whoever waits holds no place and no lock: so there is no circle of runs that wait for each other. */
function waitFor(o: GroupObservation, members: readonly MemberRow[], obstacle: Obstacle): GroupStep {
  const before = waitingOf(o.group);
  const isTold =
    o.besideRunning === true || (before?.reason === obstacle.reason && before.message === obstacle.message);
  const waiting = waitingPatch(waitingOn(before, obstacle, o.now));
  const patch = isTold
    ? undefined
    : { group: { state: 'Pending' as const, message: obstacle.message, ...waiting } };
  if (o.slice?.startedAt === undefined) {
    const places = giveBackPlaces(o, patch?.group ?? { movedAt: o.group.movedAt });
    if (places) return places;
  }
  if (!mayGiveBack(o)) return saveAndWait(o, patch);
  const clusterResourceIds = members.map((row) => row.clusterResourceId);
  if (!o.locks) return look({ what: 'locks', clusterResourceIds });
  const held = divide(o, o.locks).own.map((lock) => lock.clusterResourceId);
  if (held.length === 0) return saveAndWait(o, patch);
  // Written even when there is no news: a twin that found nothing in the way must lose before a lock goes.
  const fence = patch ?? { group: { movedAt: o.group.movedAt } };
  const pace = paceInSeconds(o.group.movedAt, o.now);
  return saveAndAct(o, fence, { do: 'releaseLocks', clusterResourceIds: held }, pace);
}

/** A start that was asked for may still show: until then its members stay locked. */
function mayGiveBack({ group, slice }: GroupObservation): boolean {
  return group.locked && slice?.startedAt === undefined;
}

function resume(o: GroupObservation): GroupStep | undefined {
  if (o.besideRunning || waitingOf(o.group) === undefined) return undefined;
  return save(o, { group: { state: 'Running', ...NOT_WAITING, message: undefined } });
}
