import type { Run } from '../api/types.ts';

/** Why members were left out, a line for each group that did. */
export function leftOutReasons({ stages }: Pick<Run, 'stages'>): string[] {
  const groups = stages.flatMap((stage) => stage.groups.map((group) => ({ stage, group })));
  return groups.flatMap(({ stage, group: { name, leftOutCount, message } }) =>
    leftOutCount === undefined
      ? []
      : [`${leftOutCount} in stage ${stage.name}, group ${name}: ${message ?? 'see its skipped members.'}`],
  );
}
