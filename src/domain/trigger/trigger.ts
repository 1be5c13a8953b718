import type { LeavableCode } from '../plan/findings.ts';
import type { Day } from '../time/calendar.ts';
import type { ManagedClusterUpdate, NodeImageSelection, Upgrade } from '../plan/updateSpec.ts';

/** A stored rule that starts runs. */
export type Trigger = ScheduleTrigger | WebhookTrigger | ReleaseTrigger;

interface TriggerBasics {
  readonly name: string;
  /** A paused trigger starts nothing, and what falls due meanwhile is not made up for. */
  readonly enabled: boolean;
  /** Absent: One by one. */
  readonly strategy?: string;
  /** Aliases; absent: all. */
  readonly fleets?: readonly string[];
  /** Codes of findings: members that have one are left out of its runs. */
  readonly leaveOut?: readonly LeavableCode[];
  /** Has the placeholders that make the names of its runs unique. */
  readonly nameTemplate: string;
  /** What becomes of a start while the trigger's last run is under way. */
  readonly overlap: (typeof OVERLAPS)[number];
  readonly createdAt: string;
  readonly createdBy: string;
  readonly changedAt: string;
  readonly changedBy: string;
}

/** Starts runs at the times of its schedule; its names have `{trigger}`, `{date}` and `{time}`, UTC. */
export interface ScheduleTrigger extends TriggerBasics {
  readonly kind: 'schedule';
  readonly managedClusterUpdate: ManagedClusterUpdate;
  readonly schedule: Schedule;
}

/** Starts a run for each delivery; its names have `{delivery}`, a hash of the delivery's id. */
export interface WebhookTrigger extends TriggerBasics {
  readonly kind: 'webhook';
  readonly managedClusterUpdate: WebhookUpdate;
  readonly webhook: Webhook;
}

/** Starts a run for each new Kubernetes version of its channel; its names have `{version}`. */
export interface ReleaseTrigger extends TriggerBasics {
  readonly kind: 'release';
  readonly managedClusterUpdate: {
    readonly upgrade: { readonly type: VersionedUpgrade['type'] };
    readonly nodeImageSelection?: NodeImageSelection;
  };
  readonly release: Release;
}

type VersionedUpgrade = Exclude<Upgrade, { type: 'NodeImageOnly' }>;

/** As a run's, but that the delivery may be the one to say the version. */
interface WebhookUpdate {
  readonly upgrade:
    | { readonly type: VersionedUpgrade['type']; readonly kubernetesVersion?: string }
    | { readonly type: 'NodeImageOnly' };
  readonly nodeImageSelection?: NodeImageSelection;
}

export interface Schedule {
  /** Five fields: minute, hour, day of month, month, day of week. */
  readonly cron: string;
  /** IANA, for example `Europe/Berlin`. */
  readonly timeZone: string;
  /** After a time in which the app was down: run once for the newest due time, or leave all out. */
  readonly catchUp: (typeof CATCH_UPS)[number];
  /** Days on which nothing starts, in the schedule's time zone; both ends included. */
  readonly blackouts: readonly { readonly from: string; readonly to: string }[];
  /** Hours of the week in which nothing starts, from `from` up to `to`; over midnight when `to` is not later. */
  readonly quietTimes: readonly {
    readonly days: readonly Day[];
    readonly from: string;
    readonly to: string;
  }[];
}

export interface Webhook {
  /** A delivery needs to pass one of them. Secrets are names of app settings, never the secrets themselves. */
  readonly authentication: readonly WebhookAuthentication[];
  /** Which events of GitHub and Azure DevOps start a run: those that one of these matches. */
  readonly filters: readonly EventFilter[];
  /** What a delivery may say of its run. */
  readonly allow: {
    readonly kubernetesVersion: boolean;
    readonly name: boolean;
    readonly strategies: readonly string[];
    /** Whether it may ask for a run that is created only. */
    readonly start: boolean;
  };
}

export type WebhookAuthentication =
  | { readonly type: 'standardWebhooks' | 'gitHub'; readonly secrets: readonly string[] }
  | { readonly type: 'entra' };

/** Every field that is given must be as the event has it. */
export interface EventFilter {
  readonly event: (typeof PIPELINE_EVENTS)[number];
  /** Of GitHub's events; absent: `completed` for a workflow run, `published` for a release, any for a dispatch. */
  readonly action?: string;
  /** Without `refs/heads/`. */
  readonly branch?: string;
  /** As the event says it, for example `success` (GitHub) or `succeeded` (Azure DevOps). */
  readonly result?: string;
  /** `owner/name` (GitHub), the name or the address of the repository (Azure DevOps). */
  readonly repository?: string;
  /** Name of the workflow or of the pipeline. */
  readonly pipeline?: string;
  readonly stage?: string;
  /**
   * What may have started the workflow (GitHub's `event`) or the build (Azure DevOps's `reason`); absent: what needs
   * the right to write to the repository. Never that of a fork.
   */
  readonly startedBy?: readonly (typeof STARTS)[number][];
  /** Whether a release that is a prerelease counts too. */
  readonly prereleases?: boolean;
}

export interface Release {
  /** As Fleet Manager's: Stable is the newest patch of N-1, Rapid of N, Patch of a given minor. */
  readonly channel: (typeof CHANNELS)[number];
  /** For `Patch` only, for example `1.33`. */
  readonly minor?: string;
}

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
export const OUTCOMES = [
  'Starting',
  'Waiting',
  'Started',
  'Created',
  'Skipped',
  'Cancelled',
  'Failed',
] as const;

/** How far a trigger has come. Written by what carries out its start requests alone. */
export interface TriggerState {
  /** The trigger's. */
  readonly name: string;
  /** Of a schedule: due times up to this one have a start request. */
  readonly dispatchedUpTo?: string;
  /** Of a release trigger, the newest that a run was made for: older versions are ignored. */
  readonly newestVersion?: string;
  /** The run that it started last, or is starting. */
  readonly lastRun?: string;
  /** Starts that may still be under way, whatever came after them. */
  readonly claims?: readonly StartClaim[];
  readonly last?: StartResult;
}

/** The right of one start request to start its run: written before the run, seen by all who come after. */
export interface StartClaim {
  /** Name of the start request; absent in what the version before claimed. */
  readonly request?: string;
  readonly run: string;
  readonly release?: string;
}

/** What became of a start request. `Starting` is tried again every minute until it is anything else. */
export interface StartResult {
  /** Of a schedule. */
  readonly dueAt?: string;
  /** When this was written. */
  readonly at: string;
  readonly outcome: (typeof OUTCOMES)[number];
  readonly message: string;
  readonly run?: string;
  /** Of the error, when it failed. */
  readonly code?: string;
}
