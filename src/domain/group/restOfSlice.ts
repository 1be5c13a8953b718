import type { FleetRunRecord, MemberRow } from '../run/run.ts';
import type { GroupObservation } from './observation.ts';
import { isIn } from './slice.ts';

/**
 * Members that Fleet Manager stopped beside one that failed, where that failure is tolerated: not started, for another slice.
 * A failure that is not tolerated has written the attempt's stop before.
 */
export function restOfSlice({ members, commands }: GroupObservation, record: FleetRunRecord): MemberRow[] {
  if (commands.stop || record.pausing) return [];
  return members
    .filter((row) => row.state === 'Stopped' && isIn(record, row))
    .map((row): MemberRow => {
      const { startTime: _start, completedTime: _end, operationId: _operation, ...rest } = row;
      const { error: _error, message: _message, waiting: _waiting, ...fresh } = rest;
      return { ...fresh, state: 'NotStarted' };
    });
}
