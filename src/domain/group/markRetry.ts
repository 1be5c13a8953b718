import type { MemberRow } from '../run/run.ts';
import type { GroupObservation } from './observation.ts';

/** Whoever fails with tries left is marked in the same write: nobody may count it as failed in between. */
export function withRetry(
  { retries, commands }: Partial<Pick<GroupObservation, 'retries' | 'commands'>>,
  before: MemberRow | undefined,
  row: MemberRow,
): MemberRow {
  const isNew = row.state === 'Failed' && before?.state !== 'Failed';
  if (!isNew || !retries || commands?.stop || (row.tries ?? 0) >= retries.count) return row;
  return { ...row, willRetry: true };
}
