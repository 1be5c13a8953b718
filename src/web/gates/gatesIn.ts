import type { Gate, Run, RunGroup, RunStage } from '../api/types.ts';

type WithGates = Pick<RunStage | RunGroup, 'beforeGates' | 'afterGates'>;

const around = ({ beforeGates = [], afterGates = [] }: WithGates, within: readonly Gate[]) => [
  ...beforeGates,
  ...within,
  ...afterGates,
];

/** All gates of a run, in the order in which they are reached. */
export function gatesIn({ stages }: Pick<Run, 'stages'>): readonly Gate[] {
  return stages.flatMap((stage) =>
    around(
      stage,
      stage.groups.flatMap((group) => around(group, [])),
    ),
  );
}

/** The gate that has failed a run; undefined when it failed for something else. */
export function failedGate({ error, stages }: Pick<Run, 'error' | 'stages'>): Gate | undefined {
  if (error?.code !== 'GateFailed') return undefined;
  return gatesIn({ stages }).find(({ state }) => state === 'Failed');
}

/** Whether a place waits for a gate of its own, which stands beside it with all that is known of it. */
export function holdsItself(
  { beforeGates = [], afterGates = [] }: WithGates,
  waiting: { readonly gate?: string } | undefined,
): boolean {
  return [...beforeGates, ...afterGates].some(({ id }) => id === waiting?.gate);
}
