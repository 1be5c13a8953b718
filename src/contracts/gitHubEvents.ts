import { z } from 'zod';
import { issueText } from '../domain/issueText.ts';
import type { PipelineEvent } from '../domain/trigger/pipelineEvent.ts';
import { withoutUndefined } from '../domain/withoutUndefined.ts';

const text = z.string();
const optional = text.nullish();
const flag = z.boolean().nullish();
const repository = z.looseObject({ id: z.number().nullish(), full_name: text, fork: flag });
type Repository = z.infer<typeof repository>;

/** docs.github.com/webhooks/webhook-events-and-payloads, as far as filters look at it. */
const schemas = {
  workflow_run: z.looseObject({
    action: text,
    repository,
    workflow_run: z.looseObject({
      name: optional,
      head_branch: optional,
      conclusion: optional,
      event: optional,
      // Null once the fork is deleted.
      head_repository: repository.nullish(),
    }),
  }),
  release: z.looseObject({
    action: text,
    repository,
    release: z.looseObject({ target_commitish: optional, prerelease: flag, draft: flag }),
  }),
  repository_dispatch: z.looseObject({ action: text, repository, branch: optional }),
};

/**
 * Why the header `X-GitHub-Event`, which no signature covers, cannot be believed: the signed body is another event's.
 * Undefined when they agree, or when the body could be of any event that nothing here looks at.
 */
export function gitHubEventProblem(event: string, body: unknown): string | undefined {
  if (!(event in SUBJECTS) && otherSubject(body) !== undefined) return undefined;
  const told = eventToldBy(body);
  if (told === event) return undefined;
  if (told !== undefined) return `says ${event.slice(0, 50)}, but the body is of ${told}`;
  return event in SUBJECTS && !(event in schemas)
    ? `says ${event}, but the body is of another event`
    : undefined;
}

/** What only that event's body has. */
const SUBJECTS: Readonly<Record<string, string>> = {
  ping: 'zen',
  repository_dispatch: 'client_payload',
  release: 'release',
  workflow_run: 'workflow_run',
};
/** Events of deployments and checks have the workflow run with them that they belong to. */
const OF_OTHERS = [
  'deployment',
  'deployment_status',
  'check_run',
  'reviewers',
  'workflow_job_run',
  'workflow_job_runs',
];

function otherSubject(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  return OF_OTHERS.find((key) => Object.hasOwn(body, key));
}

function eventToldBy(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const other = otherSubject(body);
  if (other !== undefined) return `another event, which has ${other}`;
  return Object.keys(SUBJECTS).find((event) => Object.hasOwn(body, SUBJECTS[event] ?? ''));
}

/** Gives the issues of a body that is not as documented. */
export function gitHubPipelineEvent(event: string, body: unknown): PipelineEvent | z.core.$ZodIssue[] {
  switch (event) {
    case 'workflow_run': {
      const { data, error } = schemas.workflow_run.safeParse(body, { error: issueText });
      if (!data) return error.issues;
      const { name: pipeline, head_branch: branch, conclusion: result, event: startedBy } = data.workflow_run;
      const isOfFork = isAnother(data.workflow_run.head_repository, data.repository);
      return eventOf(event, data, { branch, result, pipeline, startedBy, isOfFork });
    }
    case 'release': {
      const { data, error } = schemas.release.safeParse(body, { error: issueText });
      if (!data) return error.issues;
      const { target_commitish: branch, prerelease: isPrerelease, draft: isDraft } = data.release;
      return eventOf(event, data, { branch, isPrerelease, isDraft });
    }
    case 'repository_dispatch': {
      const { data, error } = schemas.repository_dispatch.safeParse(body, { error: issueText });
      return data ? eventOf(event, data, { branch: data.branch }) : error.issues;
    }
    default:
      return { event, repositories: [] };
  }
}

/** Left out says nothing; null was a fork. */
function isAnother(head: Repository | null | undefined, own: Repository): boolean {
  if (head === undefined) return false;
  if (head === null) return true;
  const isNamedOtherwise = head.full_name.toLowerCase() !== own.full_name.toLowerCase();
  return isNamedOtherwise || (head.id ?? own.id) !== (own.id ?? head.id);
}

/** What GitHub may leave out or have as null. */
type Told = { readonly [Key in keyof PipelineEvent]?: PipelineEvent[Key] | null | undefined };

function eventOf(
  event: string,
  { action, repository: { full_name, fork } }: { action: string; repository: Repository },
  told: Told,
): PipelineEvent {
  return withoutUndefined({
    event,
    action,
    repositories: [full_name],
    isInFork: fork ?? undefined,
    branch: told.branch?.replace(/^refs\/heads\//, ''),
    result: told.result ?? undefined,
    pipeline: told.pipeline ?? undefined,
    startedBy: told.startedBy ?? undefined,
    isOfFork: told.isOfFork ?? undefined,
    isPrerelease: told.isPrerelease ?? undefined,
    isDraft: told.isDraft ?? undefined,
  });
}
