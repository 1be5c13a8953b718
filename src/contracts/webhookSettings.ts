import { z } from 'zod';
import { name } from '../domain/nameSchemas.ts';
import { filterProblems } from '../domain/trigger/filterFields.ts';
import { PIPELINE_EVENTS, STARTS } from '../domain/trigger/trigger.ts';
import { WEBHOOK_SECRET_SETTING } from './settings.ts';

const secrets = z
  .array(
    z.string().max(100).regex(WEBHOOK_SECRET_SETTING, {
      message: 'must be the name of an app setting that begins with WEBHOOK_SECRET_, never the secret itself',
    }),
  )
  .min(1, 'must name at least one app setting')
  .max(5);
const field = z.string().min(1).max(200).exactOptional();
const eventFilter = z
  .strictObject({
    event: z.enum(PIPELINE_EVENTS),
    action: field,
    branch: field,
    result: field,
    repository: field,
    pipeline: field,
    stage: field,
    /** What may have started the workflow or the build; left out: what needs the right to write. Never a fork's. */
    startedBy: z.array(z.enum(STARTS)).min(1, 'must name at least one').max(STARTS.length).exactOptional(),
    /** Whether prereleases count too. */
    prereleases: z.boolean().exactOptional(),
  })
  .superRefine((filter, context) => {
    for (const { path, message } of filterProblems(filter)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });

/** Who may call a webhook, which events of pipelines count, and what a delivery may say. */
export const webhook = z.strictObject({
  authentication: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.enum(['standardWebhooks', 'gitHub']), secrets }),
        z.strictObject({ type: z.literal('entra') }),
      ]),
    )
    .min(1, 'must have at least one way to tell who calls')
    .superRefine((ways, context) => {
      ways.forEach(({ type }, index) => {
        if (ways.findIndex((way) => way.type === type) === index) return;
        const message = `must not be repeated: name all secrets of ${type} in one`;
        context.addIssue({ code: 'custom', path: [index, 'type'], message });
      });
    }),
  filters: z.array(eventFilter).max(50).default([]),
  allow: z
    .strictObject({
      kubernetesVersion: z.boolean().default(false),
      name: z.boolean().default(false),
      strategies: z.array(name).max(50).default([]),
      start: z.boolean().default(false),
    })
    .default({ kubernetesVersion: false, name: false, strategies: [], start: false }),
});
