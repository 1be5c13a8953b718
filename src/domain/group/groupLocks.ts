import type { MemberRow } from '../run/run.ts';
import type { Obstacle } from '../run/waiting.ts';
import { clusterKey, isSameHolder, type Lock } from './lock.ts';
import { lockHolder, type GroupObservation, type GroupStep } from './observation.ts';
import { look, saveAndAct } from './steps.ts';

/** A lock of these members that somebody else holds. */
export function lockedByOther(
  observed: GroupObservation,
  members: readonly MemberRow[],
): Obstacle | GroupStep | undefined {
  const clusterResourceIds = members.map((row) => row.clusterResourceId);
  if (!observed.locks) return look({ what: 'locks', clusterResourceIds });
  const [blocking] = divide(observed, observed.locks).foreign;
  return blocking && lockedBy(blocking);
}

/** The step to take until all locks of these members are ours; nobody else has one. */
export function locksToTake(
  observed: GroupObservation,
  members: readonly MemberRow[],
): GroupStep | undefined {
  const ids = members.map(({ clusterResourceId }) => clusterResourceId);
  const { own } = divide(observed, observed.locks ?? []);
  // What an earlier attempt left is taken over, or a late activity of that attempt could still release it.
  const taken = own.filter(({ holder }) => holder.attempt >= observed.attempt);
  if (taken.length === new Set(ids.map(clusterKey)).size && observed.group.locked) return undefined;
  const patch = { group: { locked: true } };
  return saveAndAct(observed, patch, { do: 'takeLocks', clusterResourceIds: ids });
}

/** Those of the given locks that this group holds, and those that somebody else does. */
export function divide(observed: GroupObservation, locks: readonly Lock[]): { own: Lock[]; foreign: Lock[] } {
  const holder = lockHolder(observed);
  const own = locks.filter((lock) => isSameHolder(lock.holder, holder));
  return { own, foreign: locks.filter((lock) => !own.includes(lock)) };
}

function lockedBy({ clusterResourceId, holder }: Lock): Obstacle {
  const cluster = clusterResourceId.split('/').at(-1) ?? clusterResourceId;
  return { reason: 'LockedBy', message: `Waits for run ${holder.runName}, which holds cluster ${cluster}.` };
}
