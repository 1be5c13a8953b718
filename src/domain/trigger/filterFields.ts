import { BUILD_REASONS, WORKFLOW_STARTS, type EventFilter, type PIPELINE_EVENTS } from './trigger.ts';

type Event = (typeof PIPELINE_EVENTS)[number];
type Field = Exclude<keyof EventFilter, 'event'>;

/** What each event tells: a filter for anything else would never match, which nobody would notice. */
const TOLD: Readonly<Record<Event, readonly Field[]>> = {
  workflow_run: ['action', 'branch', 'result', 'repository', 'pipeline', 'startedBy'],
  release: ['action', 'branch', 'repository', 'prereleases'],
  repository_dispatch: ['action', 'branch', 'repository'],
  'build.complete': ['branch', 'result', 'repository', 'pipeline', 'startedBy'],
  // Neither the branch nor what started the run: its repositories are those of the pipeline's definition.
  'ms.vss-pipelines.stage-state-changed-event': ['result', 'repository', 'pipeline', 'stage'],
};

const STARTS_OF: Readonly<Record<string, readonly string[]>> = {
  workflow_run: WORKFLOW_STARTS,
  'build.complete': BUILD_REASONS,
};

/**
 * Of these only somebody who may write to the repository is the cause. A pull request or a comment can be anybody's,
 * and what follows another pipeline can follow a pull request's: it says the default branch all the same.
 */
const BY_WRITERS: Readonly<Record<string, readonly string[]>> = {
  workflow_run: [
    ...['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'release', 'create', 'merge_group'],
    'deployment',
  ],
  'build.complete': ['manual', 'individualCI', 'batchedCI', 'schedule', 'scheduleForced', 'userCreated'],
};

/** What may have started the pipeline for the filter to match; undefined for events that do not tell. */
export function startsWanted({ event, startedBy }: EventFilter): readonly string[] | undefined {
  return startedBy ?? BY_WRITERS[event];
}

export interface FilterProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What of a filter could never match. */
export function filterProblems(filter: EventFilter): FilterProblem[] {
  const { event, startedBy = [] } = filter;
  const told: readonly string[] = TOLD[event];
  const untold = Object.keys(filter)
    .filter((field) => field !== 'event' && !told.includes(field))
    .map((field) => ({
      path: [field],
      message: `must be left out: ${event} tells ${told.filter((each) => each !== 'prereleases').join(', ')} only`,
    }));
  if (untold.length > 0) return untold;
  const known = STARTS_OF[event] ?? [];
  const problems: FilterProblem[] = startedBy.flatMap((start, at) =>
    known.includes(start)
      ? []
      : [{ path: ['startedBy', at], message: `is nothing that ${event} tells: ${known.join(', ')}` }],
  );
  if (event === 'release' && filter.action === 'prereleased' && filter.prereleases !== true) {
    problems.push({ path: ['prereleases'], message: 'must be true for the action prereleased' });
  }
  return problems;
}
