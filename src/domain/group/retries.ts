import { withoutUndefined } from '../withoutUndefined.ts';
import type { Retries } from '../plan/updateSpec.ts';
import type { FleetRunRecord, MemberRow } from '../run/run.ts';
import { secondsAfter } from '../seconds.ts';
import { backToWaiting, waitsForAks } from './clusterRules.ts';
import { slicesOf, type GroupObservation, type GroupStep } from './observation.ts';
import { isIn } from './slice.ts';
import { save } from './steps.ts';

/** Failed members of a slice that is closed as they go on: not started, and not to be before their delay is over. */
export function retried(
  { retries, commands, ...observed }: GroupObservation,
  record: FleetRunRecord,
): MemberRow[] {
  if (commands.stop) return [];
  const refused = observed.members.filter((row) => row.willRetry && waitsForAks(row) && isIn(record, row));
  const waiting = refused.map(backToWaiting);
  return retries ? [...waiting, ...triedAgain(observed, record, retries)] : waiting;
}

function triedAgain(
  observed: Pick<GroupObservation, 'now' | 'members'>,
  record: FleetRunRecord,
  retries: Retries,
): MemberRow[] {
  const retryAt = secondsAfter(new Date(observed.now), retries.delayInSeconds).toISOString();
  return observed.members.flatMap((row): MemberRow[] => {
    if (!row.willRetry || waitsForAks(row) || !isIn(record, row)) return [];
    const {
      fleet,
      name,
      clusterResourceId,
      from,
      to,
      update,
      index,
      error,
      completedTime: at = observed.now,
    } = row;
    const tries = (row.tries ?? 0) + 1;
    const message = `Retry ${tries} of ${retries.count} after: ${error?.message ?? row.message ?? 'no reason given'}`;
    const lastFailure = withoutUndefined({ code: error?.code, message: error?.message ?? message, at });
    const waiting = { reason: 'Retry' as const, message, since: observed.now, until: retryAt };
    const planned = { fleet, name, clusterResourceId, from, to, update, index };
    return [
      {
        ...planned,
        state: 'NotStarted',
        message,
        tries,
        lastFailure,
        retryAt,
        notBefore: retryAt,
        waiting,
      },
    ];
  });
}

/** Of a slice that was closed by a stop, or left to reconcile, nobody is tried again: they have failed. */
export function settleRetries(observed: GroupObservation): GroupStep | undefined {
  const open = slicesOf(observed.group);
  const members = observed.members
    .filter((row) => row.willRetry && !open.some((record) => isIn(record, row)))
    .map(({ willRetry: _no_more, ...row }): MemberRow => row);
  return members.length > 0 ? save(observed, { members }) : undefined;
}
