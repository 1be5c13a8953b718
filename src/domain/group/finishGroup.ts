import { clusterKey } from './lock.ts';
import type { MemberRow } from '../run/run.ts';
import { hasEnded, type State } from '../run/states.ts';
import { NOT_WAITING, waitingOf, waitingOn, waitingPatch } from '../run/waiting.ts';
import type { GroupPatch } from './change.ts';
import { divide } from './groupLocks.ts';
import type { GroupObservation, GroupStep } from './observation.ts';
import { paceInSeconds } from './pace.ts';
import { act, look, saveAndEnd, saveAndWait } from './steps.ts';

/** Nothing more is to be updated: releases the locks, then ends the group. */
export function finishGroup(o: GroupObservation): GroupStep {
  return releaseLocks(o) ?? saveAndEnd(o, { group: ending(o) });
}

/**
 * A lock is released at once only where the member's update was seen to complete. Every other cluster is asked first,
 * and keeps its lock until AKS has ended, so that no other run meets it half-way: that of a member that failed or was
 * stopped, and that of one which never began as far as we saw. Somebody may have started our Fleet run and deleted it
 * between two looks, and then nothing but the cluster tells of it.
 */
function releaseLocks(o: GroupObservation): GroupStep | undefined {
  if (!o.group.locked) return undefined;
  const ids = o.members.map(({ clusterResourceId }) => clusterResourceId);
  if (!o.locks) return look({ what: 'locks', clusterResourceIds: ids });
  const { own } = divide(o, o.locks);
  if (own.length === 0) return undefined;
  const held = new Set(own.map((lock) => clusterKey(lock.clusterResourceId)));
  const doubtful = o.members.filter((row) => held.has(clusterKey(row.clusterResourceId)) && mayStillRun(row));
  const doubtfulIds = doubtful.map(({ clusterResourceId }) => clusterResourceId);
  if (doubtful.length > 0 && !o.clusters) return look({ what: 'clusters', clusterResourceIds: doubtfulIds });
  const busy = doubtful.filter((row) => o.clusters?.get(clusterKey(row.clusterResourceId)) === 'Busy');
  const kept = new Set(busy.map((row) => clusterKey(row.clusterResourceId)));
  const free = own.map((lock) => lock.clusterResourceId).filter((id) => !kept.has(clusterKey(id)));
  if (busy.length === 0) return act({ do: 'releaseLocks', clusterResourceIds: free });
  return free.length > 0
    ? act({ do: 'releaseLocks', clusterResourceIds: free }, paceInSeconds(o.group.movedAt, o.now))
    : waitForAks(o, busy);
}

function mayStillRun(row: MemberRow): boolean {
  return row.state !== 'Completed';
}

function waitForAks(o: GroupObservation, busy: readonly MemberRow[]): GroupStep {
  const names = busy.map(({ name }) => name).join(', ');
  const message = `Waits until AKS has ended its operation on ${names}.`;
  if (o.group.message === message) return saveAndWait(o, undefined);
  const waiting = waitingOn(waitingOf(o.group), { reason: 'ClusterBusy', message }, o.now);
  return saveAndWait(o, { group: { message, ...waitingPatch(waiting) } });
}

function ending(o: GroupObservation): GroupPatch {
  const state = endState(o);
  return {
    state,
    finished: true,
    locked: false,
    message: endMessage(o),
    ...NOT_WAITING,
    completedTime: state === 'NotStarted' ? undefined : o.now,
  };
}

function endState(o: GroupObservation): State {
  const states = o.members.map(({ state }) => state);
  if (o.group.error || states.includes('Failed')) return 'Failed';
  if (states.some((state) => !hasEnded(state) || state === 'Stopped')) {
    // The release before slices told it by the closed records that it kept.
    const begun = o.group.begun ?? o.group.fleetRuns.some(({ startedAt }) => startedAt !== undefined);
    return begun || states.includes('Completed') ? 'Stopped' : 'NotStarted';
  }
  return states.includes('Completed') ? 'Completed' : 'Skipped';
}

/** So many reasons say enough; each member has its own. */
const MOST_REASONS = 3;

function endMessage(o: GroupObservation): string | undefined {
  if (o.group.error) return o.group.error.message;
  const failed = o.members.find(({ state }) => state === 'Failed');
  if (failed)
    return `Member ${failed.name} failed: ${failed.error?.message ?? failed.message ?? 'no reason given'}`;
  if (o.members.some(({ state }) => !hasEnded(state) || state === 'Stopped')) return o.commands.stop?.message;
  return o.members.length === 0 ? 'No member is in this group.' : leftOutMessage(o.members);
}

function leftOutMessage(members: readonly MemberRow[]): string | undefined {
  const reasons = members.flatMap(({ passedOver, message }) =>
    passedOver && message !== undefined ? [message] : [],
  );
  return reasons.length > 0 ? reasons.slice(0, MOST_REASONS).join(' ') : undefined;
}
