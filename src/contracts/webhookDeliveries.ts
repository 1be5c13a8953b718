import { z } from 'zod';
import { present } from '../domain/present.ts';
import type { PipelineEvent } from '../domain/trigger/pipelineEvent.ts';
import { name } from './names.ts';
import { kubernetesVersion } from './runs.ts';

/** What a pipeline may say of the run, where the trigger allows it. */
export const deliveryParameters = z.strictObject({
  kubernetesVersion: kubernetesVersion.exactOptional(),
  name: name.exactOptional(),
  strategy: name.exactOptional(),
  start: z.boolean().exactOptional(),
});
export type DeliveryParameters = z.infer<typeof deliveryParameters>;

const text = z.string();
const optional = text.nullish();
const repository = z.looseObject({ full_name: text });

/** docs.github.com/webhooks/webhook-events-and-payloads, as far as filters look at it. */
const gitHubEvents = {
  workflow_run: z.looseObject({
    action: text,
    repository,
    workflow_run: z.looseObject({ name: optional, head_branch: optional, conclusion: optional }),
  }),
  release: z.looseObject({
    action: text,
    repository,
    release: z.looseObject({ target_commitish: optional }),
  }),
  repository_dispatch: z.looseObject({ action: text, repository, branch: optional }),
};

/** learn.microsoft.com/azure/devops/service-hooks/events: `build.complete` (1.0 and 2.0) and stage state changed. */
const buildComplete = z.looseObject({
  resource: z.looseObject({
    result: optional,
    status: optional,
    sourceBranch: optional,
    sourceGetVersion: optional,
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
/** All of Azure DevOps's service hooks send these. */
const serviceHook = z.looseObject({ eventType: text, publisherId: text, id: optional });

/**
 * The event of a delivery; undefined for one that is none, but a call of a pipeline. `gitHubEvent` is the header
 * `X-GitHub-Event`. Gives the issues of an event that is not as its documentation says.
 */
export function readPipelineEvent(
  gitHubEvent: string | undefined,
  body: unknown,
): PipelineEvent | z.core.$ZodIssue[] | undefined {
  if (gitHubEvent !== undefined) return gitHubPipelineEvent(gitHubEvent, body);
  const hook = serviceHook.safeParse(body);
  return hook.success ? azureDevOpsEvent(hook.data.eventType, body) : undefined;
}

function gitHubPipelineEvent(event: string, body: unknown): PipelineEvent | z.core.$ZodIssue[] {
  switch (event) {
    case 'workflow_run': {
      const { data, error } = gitHubEvents.workflow_run.safeParse(body);
      if (!data) return error.issues;
      const { name: pipeline, head_branch, conclusion } = data.workflow_run;
      return eventOf(event, data, { branch: head_branch, result: conclusion, pipeline });
    }
    case 'release': {
      const { data, error } = gitHubEvents.release.safeParse(body);
      return data ? eventOf(event, data, { branch: data.release.target_commitish }) : error.issues;
    }
    case 'repository_dispatch': {
      const { data, error } = gitHubEvents.repository_dispatch.safeParse(body);
      return data ? eventOf(event, data, { branch: data.branch }) : error.issues;
    }
    default:
      return { event, repositories: [] };
  }
}

type Maybe = string | null | undefined;

function eventOf(
  event: string,
  { action, repository: { full_name } }: { action: string; repository: { full_name: string } },
  told: { readonly branch?: Maybe; readonly result?: Maybe; readonly pipeline?: Maybe },
): PipelineEvent {
  return pipelineEvent({ event, action, repositories: [full_name] }, told);
}

function azureDevOpsEvent(event: string, body: unknown): PipelineEvent | z.core.$ZodIssue[] {
  if (event === 'build.complete') {
    const { data, error } = buildComplete.safeParse(body);
    if (!data) return error.issues;
    const { resource } = data;
    const { id, name: called, url } = resource.repository ?? {};
    return pipelineEvent(
      { event, repositories: [id, called, url].filter((each) => typeof each === 'string') },
      {
        // Version 1.0 has the result as the status, and the branch in `LG:refs/heads/<branch>:<commit>`.
        result: resource.result ?? resource.status,
        branch: resource.sourceBranch ?? resource.sourceGetVersion?.split(':')[1],
        pipeline: resource.definition?.name,
      },
    );
  }
  if (event !== 'ms.vss-pipelines.stage-state-changed-event') return { event, repositories: [] };
  const { data, error } = stageChanged.safeParse(body);
  if (!data) return error.issues;
  const { stage, pipeline, repositories } = data.resource;
  const all = (repositories ?? []).flatMap((each) => [each.url, each.name]);
  return pipelineEvent(
    { event, repositories: all.filter((each) => typeof each === 'string') },
    // A stage that has not completed has no result that a filter could want.
    { result: stage.result ?? stage.state, pipeline: pipeline?.name, stage: stage.name },
  );
}

function pipelineEvent(
  event: Pick<PipelineEvent, 'event' | 'action' | 'repositories'>,
  told: { branch?: Maybe; result?: Maybe; pipeline?: Maybe; stage?: Maybe },
): PipelineEvent {
  return present({
    ...event,
    branch: told.branch?.replace(/^refs\/heads\//, ''),
    result: told.result ?? undefined,
    pipeline: told.pipeline ?? undefined,
    stage: told.stage ?? undefined,
  });
}
