import { startsWanted } from './filterFields.ts';
import type { EventFilter } from './trigger.ts';

/** What filters see of an event of GitHub or Azure DevOps. */
export interface PipelineEvent {
  /** GitHub's event name or Azure DevOps's event type. */
  readonly event: string;
  readonly action?: string;
  readonly branch?: string;
  readonly result?: string;
  /** All that a filter may call the repository. */
  readonly repositories: readonly string[];
  readonly pipeline?: string;
  readonly stage?: string;
  /** What started the workflow or the build, in its sender's words. */
  readonly startedBy?: string;
  /** What ran is not the repository's own: somebody without any right in it may have written it. */
  readonly isOfFork?: boolean;
  /** The repository is a fork itself; hooks of an organization tell of those too. */
  readonly isInFork?: boolean;
  readonly isPrerelease?: boolean;
  readonly isDraft?: boolean;
}

/** The actions that mean that something is done; a release is created and edited many times. */
const DEFAULT_ACTIONS: Readonly<Record<string, string>> = { workflow_run: 'completed', release: 'published' };

/** Why no filter matches; undefined when one does. */
export function whyIgnored(event: PipelineEvent, filters: readonly EventFilter[]): string | undefined {
  if (event.event === 'ping') return 'A ping: the webhook is set up.';
  const forEvent = filters.filter((filter) => filter.event === event.event);
  if (forEvent.length === 0) return `No filter of the trigger is for the event ${event.event}.`;
  const reasons = forEvent.map((filter) => mismatch(event, filter));
  return reasons.includes(undefined) ? undefined : [...new Set(reasons)].join(' ');
}

function mismatch(event: PipelineEvent, filter: EventFilter): string | undefined {
  return untrusted(event, filter) ?? differing(event, filter);
}

/** What must not start a run whatever its branch says, as anybody can name a branch of theirs `main`. */
function untrusted(event: PipelineEvent, filter: EventFilter): string | undefined {
  if (event.isOfFork) return 'It is of a fork, or of one that was deleted.';
  if (event.isInFork && filter.repository === undefined) {
    return 'The repository is a fork, which counts only for a filter that names it.';
  }
  const starts = startsWanted(filter);
  if (starts && !starts.some((start) => same(start, event.startedBy))) {
    return differs('startedBy', event.startedBy, starts.join(', '));
  }
  if (event.isDraft) return 'The release is a draft.';
  if (event.isPrerelease && filter.prereleases !== true) {
    return 'It is a prerelease, which counts only for a filter with prereleases: true.';
  }
  return undefined;
}

function differing(event: PipelineEvent, filter: EventFilter): string | undefined {
  const action = filter.action ?? DEFAULT_ACTIONS[event.event];
  if (action !== undefined && event.action !== action) return differs('action', event.action, action);
  if (filter.repository !== undefined && !event.repositories.some((name) => same(name, filter.repository))) {
    return differs('repository', event.repositories.join(', '), filter.repository);
  }
  for (const field of ['branch', 'result', 'pipeline', 'stage'] as const) {
    const wanted = filter[field];
    const isMet = field === 'result' ? same(event[field], wanted) : event[field] === wanted;
    if (wanted !== undefined && !isMet) return differs(field, event[field], wanted);
  }
  return undefined;
}

/** Results and repositories compare without case: Azure DevOps spells its results both ways. */
const same = (one: string | undefined, other: string | undefined) =>
  one?.toLowerCase() === other?.toLowerCase();

function differs(field: string, actual: string | undefined, wanted: string): string {
  const is = actual === undefined || actual === '' ? 'is not told' : `is ${actual.slice(0, 200)}`;
  return `The ${field} ${is}, the filter wants ${wanted}.`;
}
