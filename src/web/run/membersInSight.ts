import type { RunMember } from '../api/types.ts';

const MOST = 12;
/** What an operator looks for first. */
const URGENCY: Readonly<Record<RunMember['state'], number>> = {
  Failed: 0,
  Running: 1,
  Stopping: 2,
  Pending: 3,
  Stopped: 4,
  NotStarted: 5,
  Skipped: 6,
  Completed: 7,
};

/** All members of a small group; of a large one the dozen that matters most now, in the order of the plan. */
export function membersInSight<Member extends Pick<RunMember, 'state'>>(
  members: readonly Member[],
): readonly Member[] {
  if (members.length <= MOST) return members;
  const ranked = members
    .map((member, index) => ({ member, index }))
    .toSorted((a, b) => URGENCY[a.member.state] - URGENCY[b.member.state] || a.index - b.index);
  return ranked
    .slice(0, MOST)
    .toSorted((a, b) => a.index - b.index)
    .map(({ member }) => member);
}
