import type { Run, RunGroup, RunMember, RunStage } from '../api/types.ts';

export interface Place {
  readonly stage: RunStage;
  readonly group: RunGroup;
  readonly member: RunMember;
}

/** Where a member is in a run. */
export function placeOf(run: Pick<Run, 'stages'>, fleet: string, name: string): Place | undefined {
  for (const stage of run.stages) {
    for (const group of stage.groups) {
      const member = group.members.find((each) => each.fleet === fleet && each.name === name);
      if (member) return { stage, group, member };
    }
  }
  return undefined;
}
