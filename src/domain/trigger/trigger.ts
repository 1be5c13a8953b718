import { z } from 'zod';
import { savedBySchema } from '../access/savedBy.ts';
import type { Immutable } from '../immutable.ts';
import { authorship } from '../named/namedKind.ts';
import { leaveOutSchema } from '../plan/findings.ts';
import { requestedUpdateSchema } from '../plan/requestedUpdate.ts';
import { nodeImageSelectionSchema } from '../plan/updateSpec.ts';
import { versionsFromSchema } from '../run/run.ts';
import { endedStateSchema } from '../run/states.ts';
import { DAYS } from '../time/calendar.ts';

// A stored rule that starts runs, and how far it has come.

export const OVERLAPS = ['skip', 'queue', 'allow'] as const;
export const CATCH_UPS = ['once', 'skip'] as const;
export const CHANNELS = ['Stable', 'Rapid', 'Patch'] as const;
export const PIPELINE_EVENTS = [
  'workflow_run',
  'release',
  'repository_dispatch',
  'build.complete',
  'ms.vss-pipelines.stage-state-changed-event',
] as const;
/** What starts a workflow of GitHub, by its own words. */
export const WORKFLOW_STARTS = [
  ...['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'release', 'create', 'merge_group'],
  ...['pull_request', 'pull_request_target', 'pull_request_review', 'issue_comment', 'workflow_run'],
  ...['deployment', 'deployment_status', 'registry_package'],
] as const;
/** Why Azure DevOps builds, by its own words. */
export const BUILD_REASONS = [
  ...['manual', 'individualCI', 'batchedCI', 'schedule', 'scheduleForced', 'userCreated'],
  ...['pullRequest', 'buildCompletion', 'resourceTrigger'],
] as const;
export const STARTS = [...new Set([...WORKFLOW_STARTS, ...BUILD_REASONS])] as const;

const text = z.string();
const period = { from: text, to: text };
const versioned = z.enum(['Full', 'ControlPlaneOnly']);

const basics = {
  name: text,
  /** A paused trigger starts nothing, and what falls due meanwhile is not made up for. */
  enabled: z.boolean(),
  /** Absent: One by one. */
  strategy: text.exactOptional(),
  /** Aliases; absent: all. */
  fleets: z.array(text).exactOptional(),
  /** Codes of findings: members that have one are left out of its runs. */
  leaveOut: leaveOutSchema.exactOptional(),
  /** Has the placeholders that make the names of its runs unique. */
  nameTemplate: text,
  /** What becomes of a start while the trigger's last run is under way. */
  overlap: z.enum(OVERLAPS),
  /** Who saved it and what let them; absent where nobody is told apart, and where an earlier release saved it. */
  savedBy: savedBySchema.exactOptional(),
  ...authorship,
};

const scheduleSchema = z.object({
  /** Five fields: minute, hour, day of month, month, day of week. */
  cron: text,
  /** IANA, for example `Europe/Berlin`. */
  timeZone: text,
  /** After a time in which the app was down: run once for the newest due time, or leave all out. */
  catchUp: z.enum(CATCH_UPS),
  /** Days on which nothing starts, in the schedule's time zone; both ends included. */
  blackouts: z.array(z.object(period)),
  /** Hours of the week in which nothing starts, from `from` up to `to`; over midnight when `to` is not later. */
  quietTimes: z.array(z.object({ days: z.array(z.enum(DAYS)), ...period })),
});
export type Schedule = Immutable<z.infer<typeof scheduleSchema>>;

const releaseSchema = z.object({
  /** As Fleet Manager's: Stable is the newest patch of N-1, Rapid of N, Patch of a given minor. */
  channel: z.enum(CHANNELS),
  /** For `Patch` only, for example `1.33`. */
  minor: text.exactOptional(),
});
export type Release = Immutable<z.infer<typeof releaseSchema>>;

/** Starts runs at the times of its schedule; its names have `{trigger}`, `{date}` and `{time}`, UTC. */
export const scheduleTriggerSchema = z.object({
  kind: z.literal('schedule'),
  ...basics,
  managedClusterUpdate: requestedUpdateSchema,
  /** Instead of a version: what this channel means when a time is due. */
  release: releaseSchema.exactOptional(),
  /** Instead of a version or a channel: the run whose versions each of its runs takes over. */
  versionsFrom: versionsFromSchema.exactOptional(),
  schedule: scheduleSchema,
});
export type ScheduleTrigger = Immutable<z.infer<typeof scheduleTriggerSchema>>;

const authenticationSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['standardWebhooks', 'gitHub']), secrets: z.array(text) }),
  z.object({ type: z.literal('entra') }),
]);
export type WebhookAuthentication = Immutable<z.infer<typeof authenticationSchema>>;

/** Every field that is given must be as the event has it. */
const eventFilterSchema = z.object({
  event: z.enum(PIPELINE_EVENTS),
  /** Of GitHub's events; absent: `completed` for a workflow run, `published` for a release, any for a dispatch. */
  action: text.exactOptional(),
  /** Without `refs/heads/`. */
  branch: text.exactOptional(),
  /** As the event says it, for example `success` (GitHub) or `succeeded` (Azure DevOps). */
  result: text.exactOptional(),
  /** `owner/name` (GitHub), the name or the address of the repository (Azure DevOps). */
  repository: text.exactOptional(),
  /** Name of the workflow or of the pipeline. */
  pipeline: text.exactOptional(),
  stage: text.exactOptional(),
  /**
   * What may have started the workflow (GitHub's `event`) or the build (Azure DevOps's `reason`); absent: what needs
   * the right to write to the repository. Never that of a fork.
   */
  startedBy: z.array(z.enum(STARTS)).exactOptional(),
  /** Whether a release that is a prerelease counts too. */
  prereleases: z.boolean().exactOptional(),
});
export type EventFilter = Immutable<z.infer<typeof eventFilterSchema>>;

const webhookSchema = z.object({
  /** A delivery needs to pass one of them. Secrets are names of app settings, never the secrets themselves. */
  authentication: z.array(authenticationSchema),
  /** Which events of GitHub and Azure DevOps start a run: those that one of these matches. */
  filters: z.array(eventFilterSchema),
  /** What a delivery may say of its run. */
  allow: z.object({
    kubernetesVersion: z.boolean(),
    name: z.boolean(),
    strategies: z.array(text),
    /** Whether it may ask for a run that is created only. */
    start: z.boolean(),
  }),
});
export type Webhook = Immutable<z.infer<typeof webhookSchema>>;

/** Starts a run for each delivery; its names have `{delivery}`, a hash of the delivery's id. */
export const webhookTriggerSchema = z.object({
  kind: z.literal('webhook'),
  ...basics,
  managedClusterUpdate: requestedUpdateSchema,
  /** Instead of a version: the run whose versions each of its runs takes over. */
  versionsFrom: versionsFromSchema.exactOptional(),
  webhook: webhookSchema,
});
export type WebhookTrigger = Immutable<z.infer<typeof webhookTriggerSchema>>;

/** Starts a run for each new Kubernetes version of its channel; its names have `{version}`. */
export const releaseTriggerSchema = z.object({
  kind: z.literal('release'),
  ...basics,
  managedClusterUpdate: z.object({
    upgrade: z.object({ type: versioned }),
    nodeImageSelection: nodeImageSelectionSchema.exactOptional(),
  }),
  release: releaseSchema,
});
export type ReleaseTrigger = Immutable<z.infer<typeof releaseTriggerSchema>>;

const completionSchema = z.object({
  /** Of the runs that count: the strategy that they were made from, or the trigger that made them. */
  strategy: text.exactOptional(),
  trigger: text.exactOptional(),
  /** A run counts when it first comes to one of these. */
  states: z.array(endedStateSchema),
  /** From the end of that run to the start of the new one. */
  delayInSeconds: z.int().nonnegative().exactOptional(),
});

/** Starts a run when another has ended; its names have `{completion}`, the first eight characters of that run's id. */
export const completionTriggerSchema = z.object({
  kind: z.literal('completion'),
  ...basics,
  managedClusterUpdate: requestedUpdateSchema,
  /** Instead of a version: the run whose versions are taken over; `{run}` is the one that has ended. */
  versionsFrom: versionsFromSchema.exactOptional(),
  completion: completionSchema,
});
export type CompletionTrigger = Immutable<z.infer<typeof completionTriggerSchema>>;

export const triggerSchema = z.discriminatedUnion('kind', [
  scheduleTriggerSchema,
  webhookTriggerSchema,
  releaseTriggerSchema,
  completionTriggerSchema,
]);
export type Trigger = Immutable<z.infer<typeof triggerSchema>>;
