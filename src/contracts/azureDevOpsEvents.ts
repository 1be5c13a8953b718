import { z } from 'zod';
import { issueText } from '../domain/issueText.ts';
import type { PipelineEvent } from '../domain/trigger/pipelineEvent.ts';
import { withoutUndefined } from '../domain/withoutUndefined.ts';

const text = z.string();
const optional = text.nullish();

/** learn.microsoft.com/azure/devops/service-hooks/events: `build.complete` (1.0 and 2.0) and stage state changed. */
const buildComplete = z.looseObject({
  resource: z.looseObject({
    result: optional,
    status: optional,
    sourceBranch: optional,
    sourceGetVersion: optional,
    reason: optional,
    triggerInfo: z.looseObject({ 'pr.isFork': z.union([text, z.boolean()]).nullish() }).nullish(),
    definition: z.looseObject({ name: optional }).nullish(),
    repository: z.looseObject({ id: optional, name: optional, url: optional }).nullish(),
  }),
});
const stageChanged = z.looseObject({
  resource: z.looseObject({
    stage: z.looseObject({ name: text, state: optional, result: optional }),
    pipeline: z.looseObject({ name: optional }).nullish(),
    repositories: z.array(z.looseObject({ url: optional, name: optional })).nullish(),
  }),
});

/** Gives the issues of a body that is not as documented. */
export function azureDevOpsEvent(event: string, body: unknown): PipelineEvent | z.core.$ZodIssue[] {
  if (event === 'build.complete') {
    const { data, error } = buildComplete.safeParse(body, { error: issueText });
    return data ? buildEvent(event, data.resource) : error.issues;
  }
  if (event !== 'ms.vss-pipelines.stage-state-changed-event') return { event, repositories: [] };
  const { data, error } = stageChanged.safeParse(body, { error: issueText });
  return data ? stageEvent(event, data.resource) : error.issues;
}

function buildEvent(event: string, build: z.infer<typeof buildComplete>['resource']): PipelineEvent {
  const { id, name, url } = build.repository ?? {};
  // Version 1.0 has the result as the status, and the branch in `LG:refs/heads/<branch>:<commit>`.
  const branch = build.sourceBranch ?? build.sourceGetVersion?.split(':')[1];
  // Somebody may queue a pull request's build by hand: it is of the pull request all the same.
  const startedBy = branch?.startsWith('refs/pull/') === true ? 'pullRequest' : build.reason;
  return withoutUndefined({
    event,
    repositories: [id, name, url].filter((each) => typeof each === 'string'),
    branch: branch?.replace(/^refs\/heads\//, ''),
    result: build.result ?? build.status ?? undefined,
    pipeline: build.definition?.name ?? undefined,
    startedBy: startedBy ?? undefined,
    isOfFork: String(build.triggerInfo?.['pr.isFork'] ?? false).toLowerCase() !== 'false',
  });
}

function stageEvent(event: string, told: z.infer<typeof stageChanged>['resource']): PipelineEvent {
  const { stage, pipeline, repositories } = told;
  const all = (repositories ?? []).flatMap((each) => [each.url, each.name]);
  return withoutUndefined({
    event,
    repositories: all.filter((each) => typeof each === 'string'),
    // A stage that has not completed has no result that a filter could want.
    result: stage.result ?? stage.state ?? undefined,
    pipeline: pipeline?.name ?? undefined,
    stage: stage.name,
  });
}
