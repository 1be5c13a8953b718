import type { GroupRow, StageRow } from './run.ts';
import { isDone } from './states.ts';

// Ended for good: no later attempt takes it up. What ended within its limits with failed members is Completed, and the
// next start takes those up.

export function isGroupDone({ state, counts }: Pick<GroupRow, 'state' | 'counts'>): boolean {
  return isDone(state) && (counts.Failed ?? 0) === 0;
}

/** `groups` may be those of the whole run. */
export function isStageDone(
  { stage, state }: Pick<StageRow, 'stage' | 'state'>,
  groups: readonly Pick<GroupRow, 'stage' | 'counts'>[],
): boolean {
  return isDone(state) && groups.every((row) => row.stage !== stage || (row.counts.Failed ?? 0) === 0);
}
