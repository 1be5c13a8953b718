import type { GroupRow, StageRow } from './run.ts';
import { isDone } from './states.ts';

// Ended for good: no later attempt takes it up. What ended within its limits with failed members is Completed, and the
// next start takes those up, and those that were skipped because their clusters were stopped.

type Counted = Pick<GroupRow, 'counts' | 'postponedCount'>;

const isAnyLeft = ({ counts, postponedCount = 0 }: Counted) => (counts.Failed ?? 0) + postponedCount > 0;

export function isGroupDone(group: Pick<GroupRow, 'state'> & Counted): boolean {
  return isDone(group.state) && !isAnyLeft(group);
}

/** `groups` may be those of the whole run. */
export function isStageDone(
  { stage, state }: Pick<StageRow, 'stage' | 'state'>,
  groups: readonly (Pick<GroupRow, 'stage'> & Counted)[],
): boolean {
  return isDone(state) && groups.every((row) => row.stage !== stage || !isAnyLeft(row));
}
