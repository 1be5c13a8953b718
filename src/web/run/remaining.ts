import { hasEnded } from '../api/states.ts';
import type { Run } from '../api/types.ts';
import { counted } from '../parts/counted.ts';

/** Something is left to do with it, in this attempt or the next. */
export const isUnfinished = ({ state }: { readonly state: Run['state'] }) =>
  !hasEnded(state) || state === 'Failed' || state === 'Stopped';

/** What is left to do, in a line: `3 members in 2 stages`. */
export function remainingText(run: Pick<Run, 'state' | 'stages'>): string {
  const stages = run.stages.filter(isUnfinished).length;
  const members = run.stages
    .flatMap(({ groups }) => groups.flatMap((group) => group.members))
    .filter(isUnfinished).length;
  if (run.state === 'Completed' || run.state === 'Skipped' || (stages === 0 && members === 0))
    return 'Nothing';
  return `${counted(members, 'member')} in ${counted(stages, 'stage')}`;
}
