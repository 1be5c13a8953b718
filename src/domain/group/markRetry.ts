import type { ErrorCode } from '../errors.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { afterRefusal } from './clusterRules.ts';
import type { MemberRow } from '../run/run.ts';
import type { GroupObservation } from './observation.ts';

/**
 * Whoever fails and is to be updated all the same is marked in the same write: nobody may count it as failed in between. A
 * refusal because the cluster was stopped or busy is as the policy has it, and is no try.
 */
export function withRetry(
  {
    now,
    retries,
    commands,
    clusterRules,
    standings,
  }: Partial<Pick<GroupObservation, 'retries' | 'commands' | 'clusterRules' | 'standings'>> &
    Pick<GroupObservation, 'now'>,
  before: MemberRow | undefined,
  row: MemberRow,
): MemberRow {
  if (row.state !== 'Failed' || before?.state === 'Failed') return row;
  const isStopping = commands?.stop !== undefined;
  const ruled = afterRefusal(withoutUndefined({ now, clusterRules, isStopping, asked: standings }), row);
  if (ruled) return ruled;
  // Its time was given to it before.
  const isOver = row.error?.code === ('ClusterBusy' satisfies ErrorCode);
  if (isOver || !retries || isStopping || (row.tries ?? 0) >= retries.count) return row;
  return { ...row, willRetry: true };
}
