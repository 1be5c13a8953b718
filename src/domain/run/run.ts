import { z } from 'zod';
import { gateRowSchema } from '../gate/gateRow.ts';
import type { Immutable } from '../immutable.ts';
import { findingSchema, leaveOutSchema } from '../plan/findings.ts';
import { plannedMemberSchema, versionLockSchema, memberNameSchema } from '../plan/plan.ts';
import {
  managedClusterUpdateSchema,
  rolloutPolicySchema,
  stageDefinitionSchema,
} from '../plan/updateSpec.ts';
import { openEnum } from '../openEnum.ts';
import { RUN_EVENT_TYPES, type RunEventType } from './eventTypes.ts';
import { countsSchema, endedStateSchema, stateSchema } from './states.ts';
import { waitingFields, waitingSchema } from './waiting.ts';

// What is kept of a run, each shape once: tables read rows by these schemas (and keep what they do not know), views
// pick their fields from them, and the types below are inferred. Times are ISO 8601 UTC.

/** When something began and ended. */
export const times = { startTime: z.string().exactOptional(), completedTime: z.string().exactOptional() };

/** An error as it is shown: a stable code of ours or ARM's own, and words. */
export const errorDetailSchema = z.object({ code: z.string(), message: z.string() });
export type ErrorDetail = Immutable<z.infer<typeof errorDetailSchema>>;

/** What fails again and again: kept on the row until it is over. */
export const lastErrorSchema = errorDetailSchema.extend({
  /** When the failing began. */
  since: z.string(),
  count: z.int().nonnegative(),
  /** The call that Azure refused: the error is over when that is done, or not wanted any more. */
  act: z.string().exactOptional(),
  /** That call is not repeated before. */
  nextTry: z.string().exactOptional(),
  /** On an attempt: the step that fails. Only it takes the error away. */
  where: z.string().exactOptional(),
});
export type LastError = Immutable<z.infer<typeof lastErrorSchema>>;

/** The policy of a run, as it holds for its stages too, since somebody has changed it. */
const policyChangeSchema = z.object({
  /** Counts the changes. */
  number: z.int().positive(),
  at: z.string(),
  by: z.string(),
});

export const versionsFromSchema = z.object({ run: z.string() });
export type VersionsFrom = Immutable<z.infer<typeof versionsFromSchema>>;

/**
 * What was asked for when the run was created. Its row never changes: whoever reads it gets `stages` and `policy` as
 * they were changed last, from a row of their own (`runPolicySchema`).
 */
export const runSchema = z.object({
  runId: z.string(),
  name: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  /** For whom a trigger created it: who saved the trigger last, and who pressed "run now". */
  requestedBy: z.array(z.string()).exactOptional(),
  /** The event, delivery or due time for which a trigger created it. */
  cause: z.string().exactOptional(),
  /** Its first attempt waits until every region of its members offers its Kubernetes version. */
  awaitsVersion: z.boolean().exactOptional(),
  /** The strategy that the stages were copied from. */
  strategy: z.string().exactOptional(),
  /** True for One by one. */
  implicit: z.boolean(),
  stages: z.array(stageDefinitionSchema),
  /** What holds for the whole run. */
  policy: rolloutPolicySchema.exactOptional(),
  /** The last change of `stages` and `policy`; absent while they are as the run was created. */
  policyChange: policyChangeSchema.exactOptional(),
  managedClusterUpdate: managedClusterUpdateSchema,
  /** The run that the versions above were copied from. */
  versionsFrom: versionsFromSchema.exactOptional(),
  /** Members of which the plan finds this are passed over. */
  leaveOut: leaveOutSchema.exactOptional(),
  /** Only these; absent for all of its groups. */
  members: z.array(memberNameSchema).exactOptional(),
  /** Aliases, sorted. */
  fleets: z.array(z.string()),
});
export type Run = Immutable<z.infer<typeof runSchema>>;

/** What holds in place of what the run was created with. */
export const runPolicySchema = z.object({
  stages: z.array(stageDefinitionSchema),
  policy: rolloutPolicySchema.exactOptional(),
  policyChange: policyChangeSchema,
});
export type RunPolicy = Immutable<z.infer<typeof runPolicySchema>>;

/** What an Admin said when an attempt was given up. */
export const abandonmentSchema = z.object({ by: z.string(), at: z.string(), reason: z.string() });
export type Abandonment = Immutable<z.infer<typeof abandonmentSchema>>;

/** One start of a run. Without `endedAt` it is unfinished, whatever its groups say. */
export const attemptSchema = z.object({
  runId: z.string(),
  number: z.int().nonnegative(),
  /** How often its orchestration was started: reconcile starts a lost one again. */
  generation: z.int().nonnegative(),
  startedAt: z.string(),
  startedBy: z.string(),
  /** Digest of the plan that start was answered on, to tell what changed before it was frozen. */
  planDigest: z.string().exactOptional(),
  /** An Admin started it in spite of freezes. */
  overrideFreezes: z.literal(true).exactOptional(),
  endedAt: z.string().exactOptional(),
  state: endedStateSchema.exactOptional(),
  message: z.string().exactOptional(),
  error: errorDetailSchema.exactOptional(),
  /** Why an attempt ended before it touched anything. */
  findings: z.array(findingSchema).exactOptional(),
  /** What it waits for before its first stage. */
  ...waitingFields,
  lastError: lastErrorSchema.exactOptional(),
  /** When reconcile first found its orchestration ended though the attempt is not. */
  lostSince: z.string().exactOptional(),
  /** An Admin gave it up: it ended at once, whatever Azure was doing. */
  abandoned: abandonmentSchema.exactOptional(),
});
export type Attempt = Immutable<z.infer<typeof attemptSchema>>;

/** The plan that all attempts of a run follow. Its rows are keyed with `planId`. */
export const frozenPlanSchema = z.object({
  planId: z.string(),
  frozenAt: z.string(),
  asOf: z.record(z.string(), z.string()),
  lock: versionLockSchema,
  warnings: z.array(findingSchema),
  /** Number of groups of each stage. */
  groupCounts: z.array(z.int().nonnegative()),
  /** Number of members of each stage: what shares are taken of. */
  memberCounts: z.array(z.int().nonnegative()).exactOptional(),
  /** Not compared yet with the assignments that came while it was made: nothing begins on it. */
  unsettled: z.literal(true).exactOptional(),
});
export type FrozenPlan = Immutable<z.infer<typeof frozenPlanSchema>>;

export const stageWaitSchema = z.object({
  durationInSeconds: z.int().nonnegative(),
  state: stateSchema,
  ...times,
});
const storedWaitSchema = stageWaitSchema.extend({
  /** The attempt that last wrote it. */
  attempt: z.int().nonnegative().exactOptional(),
});
export type StageWait = Immutable<z.infer<typeof storedWaitSchema>>;

/** Written by the stage's own activities only. */
export const stageRowSchema = z.object({
  stage: z.int().nonnegative(),
  name: z.string(),
  /** The attempt that last wrote it; 0 as frozen. */
  attempt: z.int().nonnegative(),
  state: stateSchema,
  message: z.string().exactOptional(),
  ...times,
  wait: storedWaitSchema.exactOptional(),
  /** How far its gates are; a gate that was never reached has none. */
  gates: z.array(gateRowSchema).exactOptional(),
});
export type StageRow = Immutable<z.infer<typeof stageRowSchema>>;

/** A slice of a group: the members that one Fleet Manager update run updates, and that run as far as we know it. */
const fleetRunRecordSchema = z.object({
  fleet: z.string(),
  name: z.string(),
  /** Index ranges, ends included. Absent on a row of the release before slices: all of the group's in that fleet. */
  members: z.array(z.object({ from: z.int().nonnegative(), to: z.int().nonnegative() })).exactOptional(),
  /** Its attempt is over, and it is not yet gone: what it says of its members is no news for this one. */
  ofEarlierAttempt: z.literal(true).exactOptional(),
  /** What it was last seen as, once it was started. */
  seen: stateSchema.exactOptional(),
  /** When we last asked Fleet to start it, or found it started by somebody else. */
  startedAt: z.string().exactOptional(),
  result: z.enum([...endedStateSchema.options, 'Gone', 'Withdrawn', 'Foreign']).exactOptional(),
  deleted: z.boolean().exactOptional(),
  /** Started, and not found by a first look since: not believed yet. */
  absentSince: z.string().exactOptional(),
  /** Nobody waits for its deletion any more: reconcile goes on trying. */
  left: z.boolean().exactOptional(),
  /** It is stopped so that its members wait for this without a lane: its end is nobody's stop. Stored before the stop. */
  pausing: waitingSchema.exactOptional(),
  /** The number of its taking of a place: written before the place is taken, gone before it is given back. */
  place: z.int().nonnegative().exactOptional(),
  /** With other lanes beside it: when it is its turn again. */
  nextTurn: z.string().exactOptional(),
  /** A call on it that Azure refused, or did not answer: other slices go on meanwhile. */
  lastError: lastErrorSchema.exactOptional(),
});
export type FleetRunRecord = Immutable<z.infer<typeof fleetRunRecordSchema>>;

/** Written by the group's own activity only, with its members' rows. */
export const groupRowSchema = z.object({
  stage: z.int().nonnegative(),
  group: z.int().nonnegative(),
  name: z.string(),
  attempt: z.int().nonnegative(),
  /** Every write counts it up, so that the row's ETag stands for its members' rows too. */
  version: z.int().nonnegative(),
  state: stateSchema,
  message: z.string().exactOptional(),
  ...times,
  counts: countsSchema,
  /** True when nothing of this attempt is left to do or to clean up. */
  finished: z.boolean(),
  /** The open slices, in the order in which they were opened. */
  fleetRuns: z.array(fleetRunRecordSchema),
  /** How many slices this attempt has opened: the next one's number, which is in its Fleet run's name. */
  nextSlice: z.int().nonnegative().exactOptional(),
  /** Members that earlier attempts had updated when this one took the group up. */
  completedBefore: z.int().positive().exactOptional(),
  /** Failed members that are tried again. */
  retryingCount: z.int().positive().exactOptional(),
  /** A Fleet run was started in this attempt. */
  begun: z.literal(true).exactOptional(),
  /** True from before the first lock is taken until the last is released. */
  locked: z.boolean(),
  /** A place was taken in this attempt. */
  placed: z.literal(true).exactOptional(),
  ...waitingFields,
  /** A final error of the group itself, with no member to blame. */
  error: errorDetailSchema.exactOptional(),
  /** When something last moved: the pace of the next rounds follows it. */
  movedAt: z.string().exactOptional(),
  lastError: lastErrorSchema.exactOptional(),
  /** Members that were not updated for a reason that nobody asked for; absent for none. */
  leftOutCount: z.int().positive().exactOptional(),
  /** How far its gates are; a gate that was never reached has none. */
  gates: z.array(gateRowSchema).exactOptional(),
  /** Of these, members that the next attempt takes up. */
  postponedCount: z.int().positive().exactOptional(),
});
export type GroupRow = Immutable<z.infer<typeof groupRowSchema>>;

/** A member of the frozen plan and how far it is. Written by its group only. */
export const memberRowSchema = plannedMemberSchema.extend({
  index: z.int().nonnegative(),
  state: stateSchema,
  message: z.string().exactOptional(),
  ...times,
  error: errorDetailSchema.exactOptional(),
  /** When it went on after it was Pending: its update began then, not at its start time. */
  resumedAt: z.string().exactOptional(),
  /** Why Fleet keeps it Pending. */
  waiting: waitingSchema.exactOptional(),
  /** AKS's id of the operation, when Fleet says it. */
  operationId: z.string().exactOptional(),
  /** A skip was asked for when the member was running already; said once. */
  skipCameTooLate: z.boolean().exactOptional(),
  /** How often it was taken up again after a failure in this attempt. */
  tries: z.int().positive().exactOptional(),
  /** What the last of these failures was. */
  lastFailure: z
    .object({ code: z.string().exactOptional(), message: z.string(), at: z.string() })
    .exactOptional(),
  /** When it is tried again. */
  retryAt: z.string().exactOptional(),
  /** It failed with tries left: it is NotStarted again once its slice is closed, and counts as failed nowhere. */
  willRetry: z.literal(true).exactOptional(),
  /** No slice is opened for it before. */
  notBefore: z.string().exactOptional(),
  /** Not updated, for a reason that nobody asked for. */
  passedOver: z.literal(true).exactOptional(),
  /** Skipped because its cluster was stopped: the next attempt takes it up. */
  postponed: z.literal(true).exactOptional(),
  /** When another operation of AKS on its cluster was first in the way, in this attempt. */
  busySince: z.string().exactOptional(),
});
export type MemberRow = Immutable<z.infer<typeof memberRowSchema>>;

/** A place in the frozen plan. */
export interface GroupKey {
  readonly runId: string;
  readonly planId: string;
  readonly stage: number;
  readonly group: number;
}

/** What a list of runs shows of one. */
export const runListEntrySchema = runSchema
  .pick({
    runId: true,
    name: true,
    createdAt: true,
    createdBy: true,
    strategy: true,
    managedClusterUpdate: true,
    fleets: true,
  })
  .extend({ attempt: z.int().nonnegative(), state: stateSchema, counts: countsSchema, ...times })
  .extend({
    /** Members of the plan that were not updated for a reason that nobody asked for; absent for none. */
    leftOutCount: z.int().positive().exactOptional(),
    /** Of these, members that the next start takes up: their clusters were stopped. */
    postponedCount: z.int().positive().exactOptional(),
    /** Why it is as it is: what it waits for, what stopped it, what failed. */
    message: z.string().exactOptional(),
    waiting: waitingSchema.exactOptional(),
    /** When one that is under way is expected to end, as it was reckoned when this was written. */
    endsAt: z.string().exactOptional(),
  });
export type RunListEntry = Immutable<z.infer<typeof runListEntrySchema>>;

/** A line of a run's audit trail: a command, a transition or a warning. */
export const runEventSchema = z.object({
  time: z.string(),
  /** One of `RUN_EVENT_TYPES`, or what another release called it. */
  type: openEnum(RUN_EVENT_TYPES),
  /** Who did it; absent for what happened by itself. */
  actor: z.string().exactOptional(),
  message: z.string(),
  attempt: z.int().nonnegative().exactOptional(),
  stage: z.string().exactOptional(),
  group: z.string().exactOptional(),
  fleet: z.string().exactOptional(),
  member: z.string().exactOptional(),
  /** The gate's id. */
  gate: z.string().exactOptional(),
  from: z.string().exactOptional(),
  to: z.string().exactOptional(),
});
/** As it is read: of any release. */
export type StoredRunEvent = Immutable<z.infer<typeof runEventSchema>>;
/** As it is written. */
export type RunEvent = StoredRunEvent & { readonly type: RunEventType };
