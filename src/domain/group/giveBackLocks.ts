import type { MemberRow } from '../run/run.ts';
import { waitingOf, waitingOn, waitingPatch } from '../run/waiting.ts';
import { waitsForAks } from './clusterRules.ts';
import { divide } from './groupLocks.ts';
import { clusterKey } from './lock.ts';
import type { GroupObservation, GroupStep } from './observation.ts';
import { paceInSeconds } from '../pace.ts';
import { look, saveAndAct, saveAndWait } from './steps.ts';

/**
 * The step to take until none of these members' locks is ours. A lock is released at once only where the member's update
 * was seen to complete. Every other cluster is asked first, and keeps its lock until AKS has ended, so that no other run
 * meets it half-way: that of a member that failed or was stopped, and that of one which never began as far as we saw.
 * Somebody may have started our Fleet run and deleted it between two looks, and then nothing but the cluster tells of it.
 */
export function giveBackLocks(
  observed: GroupObservation,
  members: readonly MemberRow[],
): GroupStep | undefined {
  if (!observed.group.locked || members.length === 0) return undefined;
  const ids = members.map(({ clusterResourceId }) => clusterResourceId);
  if (!observed.locks) return look({ what: 'locks', clusterResourceIds: ids });
  const { own } = divide(observed, observed.locks);
  if (own.length === 0) return undefined;
  const held = new Set(own.map((lock) => clusterKey(lock.clusterResourceId)));
  const doubtful = members.filter((row) => held.has(clusterKey(row.clusterResourceId)) && mayStillRun(row));
  const doubtfulIds = doubtful.map(({ clusterResourceId }) => clusterResourceId);
  if (doubtful.length > 0 && !observed.clusters)
    return look({ what: 'clusters', clusterResourceIds: doubtfulIds });
  const busy = doubtful.filter((row) => observed.clusters?.get(clusterKey(row.clusterResourceId)) === 'Busy');
  const kept = new Set(busy.map((row) => clusterKey(row.clusterResourceId)));
  const free = own.map((lock) => lock.clusterResourceId).filter((id) => !kept.has(clusterKey(id)));
  if (free.length === 0) return waitForAks(observed, busy);
  const wait = busy.length === 0 ? undefined : paceInSeconds(observed.group.movedAt, observed.now);
  // Written first, so that of two who decided on this only one releases: a lock may have been taken again since.
  const fence = { group: { movedAt: observed.group.movedAt } };
  return saveAndAct(observed, fence, { do: 'releaseLocks', clusterResourceIds: free }, wait);
}

/** AKS refused the update of whoever waits for AKS: what it is at work on is not ours. */
function mayStillRun(row: MemberRow): boolean {
  return row.state !== 'Completed' && !waitsForAks(row);
}

function waitForAks(observed: GroupObservation, busy: readonly MemberRow[]): GroupStep {
  const names = busy.map(({ name }) => name).join(', ');
  const message = `Waits until AKS has ended its operation on ${names}.`;
  if (observed.besideRunning || observed.group.message === message) return saveAndWait(observed, undefined);
  const waiting = waitingOn(waitingOf(observed.group), { reason: 'ClusterBusy', message }, observed.now);
  return saveAndWait(observed, { group: { message, ...waitingPatch(waiting) } });
}
