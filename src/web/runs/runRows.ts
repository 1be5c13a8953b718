import { hasEnded, stateText } from '../api/states.ts';
import type { RunListItem } from '../api/types.ts';
import { scopeText } from '../parts/scopeText.ts';
import type { TextColumn } from '../tables/tableRows.ts';
import { progressText } from './progress.ts';

/** How long a run took, or takes until now, ms; undefined before its start. */
export function durationOf(
  { startTime, completedTime, state }: RunListItem,
  now: number,
): number | undefined {
  if (startTime === undefined) return undefined;
  const end = hasEnded(state) && completedTime !== undefined ? Date.parse(completedTime) : now;
  return end - Date.parse(startTime);
}

export interface RunFilter {
  readonly state: string;
  readonly strategy: string;
}

/** Stands in filters for runs of no strategy; it can be no strategy's name. */
export const NO_STRATEGY = '-';

export function filteredRuns(runs: readonly RunListItem[], { state, strategy }: RunFilter): RunListItem[] {
  return runs.filter(
    (run) =>
      (state === '' || run.state === state) &&
      (strategy === '' || (run.strategy ?? NO_STRATEGY) === strategy),
  );
}

/** What the list of runs has of each, as text. */
export const RUN_TEXTS = {
  name: { heading: 'Run', text: ({ name }) => name },
  state: {
    heading: 'State',
    text: ({ state, leftOutCount, message, waiting }) =>
      [stateText(state, leftOutCount), message ?? waiting?.message ?? ''].join(' ').trim(),
  },
  progress: { heading: 'Progress', text: ({ counts }) => progressText(counts) },
  update: { heading: 'Update', text: ({ managedClusterUpdate }) => scopeText(managedClusterUpdate) },
  strategy: { heading: 'Strategy', text: ({ strategy }) => strategy ?? '' },
  created: {
    heading: 'Created',
    text: ({ createdAt, createdBy }) => `${createdAt} by ${createdBy}`,
    order: ({ createdAt }) => Date.parse(createdAt),
  },
} as const satisfies Record<string, Omit<TextColumn<RunListItem>, 'key'>>;
