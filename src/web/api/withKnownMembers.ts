import type { Run } from './types.ts';

/** The run with the groups that did not change as they are known: the same objects, so that nothing draws them again. */
export function withKnownMembers(run: Run, known: Run | undefined): Run {
  const stages = run.stages.map((stage, at) => ({
    ...stage,
    groups: stage.groups.map((group, position) => {
      const before = known?.stages[at]?.groups[position];
      return group.unchanged === true && before?.name === group.name ? before : group;
    }),
  }));
  return { ...run, stages };
}
