import { secondsBetween } from '../seconds.ts';
import { clusterKey, isSameHolder, type Lock } from './lock.ts';
import type { MemberRow } from '../run/run.ts';
import { NOT_WAITING, waitingOf, waitingOn, waitingPatch } from '../run/waiting.ts';
import { lockHolder, type GroupObservation, type GroupStep } from './observation.ts';
import { paceInSeconds } from './pace.ts';
import { act, look, save, saveAndAct, saveAndWait } from './steps.ts';

/** After waiting so long for a foreign lock a group gives back those it has, so that two cannot block each other. */
const KEEP_LOCKS_FOR_SECONDS = 600;

/** The step to take until all members' locks are ours; undefined once they are. */
export function takeLocks(o: GroupObservation, members: readonly MemberRow[]): GroupStep | undefined {
  const ids = members.map(({ clusterResourceId }) => clusterResourceId);
  if (!o.locks) return look({ what: 'locks', clusterResourceIds: ids });
  const { own, foreign } = divide(o, o.locks);
  const [blocking] = foreign;
  if (blocking) return waitFor(o, blocking, own);
  // What an earlier attempt left is taken over, or a late activity of that attempt could still release it.
  const taken = own.filter(({ holder }) => holder.attempt >= o.attempt);
  if (taken.length === new Set(ids.map(clusterKey)).size && o.group.locked) return resume(o);
  const patch = { group: { locked: true } };
  return saveAndAct(o, patch, { do: 'takeLocks', clusterResourceIds: ids });
}

/** Those of the given locks that this group holds, and those that somebody else does. */
export function divide(o: GroupObservation, locks: readonly Lock[]): { own: Lock[]; foreign: Lock[] } {
  const holder = lockHolder(o);
  const own = locks.filter((lock) => isSameHolder(lock.holder, holder));
  return { own, foreign: locks.filter((lock) => !own.includes(lock)) };
}

function resume(o: GroupObservation): GroupStep | undefined {
  if (waitingOf(o.group) === undefined) return undefined;
  return save(o, {
    group: { state: 'Running', ...NOT_WAITING, message: undefined },
  });
}

function waitFor(o: GroupObservation, blocking: Lock, own: readonly Lock[]): GroupStep {
  const cluster = blocking.clusterResourceId.split('/').at(-1) ?? blocking.clusterResourceId;
  const message = `Waits for run ${blocking.holder.runName}, which holds cluster ${cluster}.`;
  const before = waitingOf(o.group);
  const waiting = waitingOn(before, { reason: 'LockedBy', message }, o.now);
  if (before?.message !== message)
    return saveAndWait(o, { group: { state: 'Pending', message, ...waitingPatch(waiting) } });
  const pace = paceInSeconds(o.group.movedAt, o.now);
  if (own.length > 0 && secondsBetween(waiting.since, o.now) >= KEEP_LOCKS_FOR_SECONDS) {
    return act({ do: 'releaseLocks', clusterResourceIds: own.map((lock) => lock.clusterResourceId) }, pace);
  }
  return saveAndWait(o, undefined);
}
