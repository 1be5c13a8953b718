import type { ClusterStanding } from '../fleet/clusterStanding.ts';
import { ourError } from '../errors.ts';
import type { ClusterRules } from '../plan/updateSpec.ts';
import { secondsAfter } from '../seconds.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import type { MemberRow } from '../run/run.ts';
import { waitingOn } from '../run/waiting.ts';
import { clusterKey } from './lock.ts';

export type Standings = ReadonlyMap<string, ClusterStanding>;
export type Verdict = 'skip' | 'wait' | 'fail';

interface Ruled {
  readonly now: string;
  readonly clusterRules?: ClusterRules;
}

/** What the policy has done with a member whose cluster stands so; undefined for nothing, also where nobody can tell. */
export function verdictOn(
  { now, clusterRules = {} }: Ruled,
  row: MemberRow,
  standings: Standings | undefined,
): Verdict | undefined {
  const standing = standings?.get(clusterKey(row.clusterResourceId));
  if (!standing) return undefined;
  const { onStoppedCluster, busyClusterWaitInSeconds = 0 } = clusterRules;
  // Of one that is being stopped or started it is not known yet what it will be.
  if (busyClusterWaitInSeconds > 0 && standing.movements.length > 0)
    return now < busyUntil(row.busySince ?? now, busyClusterWaitInSeconds) ? 'wait' : 'fail';
  return onStoppedCluster === 'Skip' && standing.isStopped ? 'skip' : undefined;
}

const busyUntil = (since: string, seconds: number) => secondsAfter(new Date(since), seconds).toISOString();

/** The member as that verdict has it. */
export function ruledRow(
  { now, clusterRules = {} }: Ruled,
  row: MemberRow,
  verdict: Verdict,
  standings: Standings | undefined,
): MemberRow {
  const { waiting: before, willRetry: _not, ...rest } = row;
  const { busyClusterWaitInSeconds: seconds = 0 } = clusterRules;
  const movements = standings?.get(clusterKey(row.clusterResourceId))?.movements.join(', ') ?? '';
  switch (verdict) {
    case 'skip': {
      const { error: _refused, ...skipped } = rest;
      const message = `ClusterStopped: the cluster of ${row.name} is stopped, so it is not updated. Start the cluster, then start the run again: that takes it up.`;
      return { ...skipped, state: 'Skipped', message, passedOver: true, postponed: true, completedTime: now };
    }
    case 'fail': {
      const message = `AKS has been at work on the cluster of ${row.name} (${movements}) for longer than the ${seconds} seconds of busyClusterWaitInSeconds. Start the run again once it is idle.`;
      return {
        ...rest,
        state: 'Failed',
        message,
        error: ourError('ClusterBusy', message),
        completedTime: now,
      };
    }
    case 'wait': {
      const busySince = row.busySince ?? now;
      const message = `Waits until AKS has ended what it does on the cluster of ${row.name} (${movements}).`;
      const obstacle = { reason: 'ClusterBusy' as const, message, until: busyUntil(busySince, seconds) };
      return { ...rest, busySince, waiting: waitingOn(before, obstacle, now) };
    }
  }
}

/** AKS was found at work on its cluster: no slice is opened for it until it is idle. */
export const waitsForAks = ({ busySince, waiting }: MemberRow) =>
  busySince !== undefined && waiting?.reason === 'ClusterBusy';

/** AKS answers a cluster that is stopped, or busy, with these (409, AKS#5733); a quota has the first one too. */
const REFUSALS = new Set(['OperationNotAllowed', 'AnotherOperationInProgress']);

/** Whether AKS may have refused the update because of how the cluster stood: nothing of it was begun then. */
export const isRefused = ({ state, error, operationId }: MemberRow) =>
  state === 'Failed' && operationId === undefined && error !== undefined && REFUSALS.has(error.code);

/** A member whose update AKS has refused, as the policy has it; undefined where that says nothing of it. */
export function afterRefusal(
  observed: Ruled & { readonly isStopping: boolean; readonly asked?: Standings | undefined },
  row: MemberRow,
): MemberRow | undefined {
  if (!isRefused(row)) return undefined;
  const verdict = verdictOn(observed, row, observed.asked);
  if (verdict === undefined || (verdict === 'wait' && observed.isStopping)) return undefined;
  const ruled = ruledRow(observed, row, verdict, observed.asked);
  return verdict === 'wait' ? { ...ruled, willRetry: true } : ruled;
}

/** Not started, once its slice is closed; no try is used. */
export function backToWaiting(row: MemberRow): MemberRow {
  const { willRetry: _now, error: _refused, startTime: _start, completedTime: _end, ...rest } = row;
  return withoutUndefined({ ...rest, state: 'NotStarted' as const, message: row.waiting?.message });
}
