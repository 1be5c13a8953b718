import { z } from 'zod';
import type { PipelineEvent } from '../domain/trigger/pipelineEvent.ts';
import { azureDevOpsEvent } from './azureDevOpsEvents.ts';
import { gitHubPipelineEvent } from './gitHubEvents.ts';
import { name } from '../domain/nameSchemas.ts';
import { kubernetesVersion } from './runs.ts';

/** What a pipeline may say of the run, where the trigger allows it. */
export const deliveryParameters = z.strictObject({
  kubernetesVersion: kubernetesVersion.exactOptional(),
  name: name.exactOptional(),
  strategy: name.exactOptional(),
  start: z.boolean().exactOptional(),
});

/** All of Azure DevOps's service hooks send these. */
const serviceHook = z.looseObject({ eventType: z.string(), publisherId: z.string() });

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
