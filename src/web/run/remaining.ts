import { hasEnded } from '../api/states.ts';
import type { Run } from '../api/types.ts';

/** What is left to do, in a line: `2 stages, 3 members`. */
export function remainingText(run: Pick<Run, 'state' | 'stages'>): string {
  const isLeft = ({ state }: { state: Run['state'] }) =>
    !hasEnded(state) || state === 'Failed' || state === 'Stopped';
  const stages = run.stages.filter(isLeft).length;
  const members = run.stages
    .flatMap(({ groups }) => groups.flatMap((group) => group.members))
    .filter(isLeft).length;
  if (run.state === 'Completed' || run.state === 'Skipped' || (stages === 0 && members === 0))
    return 'Nothing';
  return `${counted(members, 'member')} in ${counted(stages, 'stage')}`;
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
