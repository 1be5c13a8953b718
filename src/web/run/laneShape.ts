import { isActive } from '../api/states.ts';
import type { Run, RunGroup, RunMember, RunStage } from '../api/types.ts';

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

const isDone = (state: RunMember['state']) => state === 'Completed' || state === 'Skipped';

const MOST_MEMBERS = 8;
const MOST_GROUPS = 24;
const MOST_STAGES = 12;
/** Members of open groups over all the page: what is drawn at first stays small, however large the run is. */
const MOST_DRAWN = 40;

/** Of many the few that matter most now, in the order that they have. */
export function urgent<Thing extends { readonly state: RunMember['state'] }>(
  things: readonly Thing[],
  most: number,
): readonly Thing[] {
  if (things.length <= most) return things;
  return things
    .map((thing, index) => ({ thing, index }))
    .toSorted((a, b) => URGENCY[a.thing.state] - URGENCY[b.thing.state] || a.index - b.index)
    .slice(0, most)
    .toSorted((a, b) => a.index - b.index)
    .map(({ thing }) => thing);
}

export const membersInSight = (members: readonly RunMember[]) => urgent(members, MOST_MEMBERS);
export const groupsInSight = (groups: readonly RunGroup[]) => urgent(groups, MOST_GROUPS);

/** Stages to draw; the one that the address names is always there. */
export function stagesInSight(stages: readonly RunStage[], named: string | undefined): readonly RunStage[] {
  const shown = new Set(urgent(stages, MOST_STAGES));
  return stages.filter((stage) => shown.has(stage) || stage.name === named);
}

export const groupKey = (stage: string, group: string) => `${stage}/${group}`;

/**
 * The groups that are open at first: all of a run that is small, else those that fail, then those that run, as far as
 * there is room.
 */
export function openAtFirst(run: Pick<Run, 'stages'>): ReadonlySet<string> {
  const groups = run.stages.flatMap((stage) =>
    stage.groups.map((group) => ({
      key: groupKey(stage.name, group.name),
      group,
      drawn: Math.min(group.members.length, MOST_MEMBERS),
    })),
  );
  const all = groups.reduce((sum, { drawn }) => sum + drawn, 0);
  if (all <= MOST_DRAWN) {
    // Beside a failure what went well is folded, so that the failure is in sight.
    const failed = groups.some(({ group }) => group.state === 'Failed');
    const shown = groups.filter(({ group }) => !failed || !isDone(group.state));
    return new Set(shown.map(({ key }) => key));
  }
  const open = new Set<string>();
  let drawn = 0;
  for (const each of groups.toSorted((a, b) => URGENCY[a.group.state] - URGENCY[b.group.state])) {
    const isOfInterest = each.group.state === 'Failed' || isActive(each.group.state);
    if (!isOfInterest || drawn + each.drawn > MOST_DRAWN) break;
    open.add(each.key);
    drawn += each.drawn;
  }
  return open;
}
