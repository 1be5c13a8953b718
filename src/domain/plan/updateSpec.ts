import { z } from 'zod';
import { storedGates } from '../gate/gate.ts';
import type { Immutable } from '../immutable.ts';
import { storedCalendarFields } from '../time/calendar.ts';

/** What an update run does to a cluster; the field names are those of Fleet Manager's API. */
export const upgradeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['Full', 'ControlPlaneOnly']), kubernetesVersion: z.string() }),
  z.object({ type: z.literal('NodeImageOnly') }),
]);
export type Upgrade = Immutable<z.infer<typeof upgradeSchema>>;

/**
 * Which node images: the newest of each region (`Latest`), one per image family over all regions of the run
 * (`Consistent`), or those given (`Custom`, full names such as `AKSUbuntu-2204gen2containerd-202508.06.0`).
 */
export const nodeImageSelectionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['Latest', 'Consistent']) }),
  z.object({
    type: z.literal('Custom'),
    customNodeImageVersions: z.array(z.object({ version: z.string() })),
  }),
]);
export type NodeImageSelection = Immutable<z.infer<typeof nodeImageSelectionSchema>>;

export const managedClusterUpdateSchema = z.object({
  upgrade: upgradeSchema,
  /** Absent for `ControlPlaneOnly`, which touches no node. */
  nodeImageSelection: nodeImageSelectionSchema.exactOptional(),
});
export type ManagedClusterUpdate = Immutable<z.infer<typeof managedClusterUpdateSchema>>;

/** How many members update at once: a number, or a share of all members of the scope as they were planned. */
export const maxConcurrencySchema = z.string().regex(/^(?:[1-9]\d*|(?:[1-9]\d?|100)%)$/, {
  error: 'must be a number of members from 1 on, such as "5", or a share of them from "1%" to "100%"',
});

/** The field names of a rollout policy, and what they mean, are Fleet Manager's where it has them. */
const MOST_ALLOWED_FAILURES = 1_000;

/** How many members may fail before nothing more is started: a number, or a share of the scope's members as they were planned. */
export const maxAllowedFailuresSchema = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,3}|(?:0|[1-9]\d?|100)%)$/, {
    error: 'must be a number of members such as "2", or a share of them from "0%" to "100%"',
  })
  .refine((said) => said.endsWith('%') || Number(said) <= MOST_ALLOWED_FAILURES, {
    error: `must be at most ${MOST_ALLOWED_FAILURES} members`,
  });

/** How often a member that failed is tried again in the same attempt, and how long after. */
const retriesSchema = z.strictObject({
  count: z.int().min(0).max(5, 'must be at most 5 retries'),
  delayInSeconds: z.int().min(0).max(86_400, 'must be at most a day'),
});
export type Retries = Immutable<z.infer<typeof retriesSchema>>;

/** What holds for a whole run; a stage and a group have limits of their own. */
export const rolloutPolicySchema = z.strictObject({
  /** Members that update at once in any stage. */
  maxConcurrency: maxConcurrencySchema.exactOptional(),
  maxAllowedFailures: maxAllowedFailuresSchema.exactOptional(),
  retries: retriesSchema.exactOptional(),
  /**
   * `Strict`: nobody starts who, with all that are updating, could fail to more than the limits tolerate and one. Unset is
   * `Soft`: those that are updating when a limit is passed may fail besides.
   */
  budgetMode: z.enum(['Soft', 'Strict']).exactOptional(),
  /** What becomes of a member whose cluster is stopped when its turn comes. */
  onStoppedCluster: z.enum(['Fail', 'Skip']).exactOptional(),
  /** How long a member waits for another operation of AKS on its cluster; 0 is no wait. */
  busyClusterWaitInSeconds: z.int().min(0).max(86_400, 'must be at most a day').exactOptional(),
});
export type RolloutPolicy = Immutable<z.infer<typeof rolloutPolicySchema>>;

/** What a policy says of clusters that cannot be updated now; unset, Fleet Manager finds out and the member fails. */
export type ClusterRules = Pick<RolloutPolicy, 'onStoppedCluster' | 'busyClusterWaitInSeconds'>;

export function hasClusterRules({
  onStoppedCluster,
  busyClusterWaitInSeconds = 0,
}: ClusterRules = {}): boolean {
  return onStoppedCluster === 'Skip' || busyClusterWaitInSeconds > 0;
}

/** Limits that a group may have. */
export const groupLimits = {
  maxConcurrency: maxConcurrencySchema.exactOptional(),
  maxAllowedFailures: maxAllowedFailuresSchema.exactOptional(),
};

/** Limits that a stage may have. */
export const stageLimits = {
  /** Members of all its groups that update at once. */
  maxConcurrency: maxConcurrencySchema.exactOptional(),
  maxAllowedFailures: maxAllowedFailuresSchema.exactOptional(),
};

const LONGEST_WAIT_SECONDS = 2 ** 31 - 1;
/** Seconds, an int32 in Fleet Manager; 0 is no wait. */
export const afterStageWaitSchema = z.int().min(0).max(LONGEST_WAIT_SECONDS);

const storedWindows = z.object(storedCalendarFields);
export type StartWindows = Immutable<z.infer<typeof storedWindows>>;

/** A stage of a strategy: its groups update in parallel, then the wait is served. */
export const stageDefinitionSchema = z.object({
  name: z.string(),
  groups: z.array(z.object({ name: z.string(), ...groupLimits, ...storedGates })),
  ...stageLimits,
  ...storedGates,
  /** When a member of the stage may start; absent for always. */
  startWindows: storedWindows.exactOptional(),
  afterStageWaitInSeconds: z.int().nonnegative().exactOptional(),
});
export type StageDefinition = Immutable<z.infer<typeof stageDefinitionSchema>>;

/** The one stage of a run that was given neither strategy nor stages: all members, one by one. */
export const ONE_BY_ONE: readonly StageDefinition[] = [{ name: 'default', groups: [{ name: 'default' }] }];

/** Fleet Manager's limit (concepts-update-orchestration). */
export const MAX_GROUPS_PER_STAGE = 50;
/** Our own limit: it keeps a run's rows and the orchestrator's history small. */
export const MAX_STAGES = 100;
