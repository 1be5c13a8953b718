import { z } from 'zod';
import { gateViewSchema } from '../gate/gateView.ts';
import type { Immutable } from '../immutable.ts';
import { estimateSchema, expectedEndSchema } from '../estimate/estimate.ts';
import { findingSchema } from '../plan/findings.ts';
import { maxConcurrencySchema, stageDefinitionSchema } from '../plan/updateSpec.ts';
import { failuresShownFields } from './failuresShown.ts';
import { leftFleetRunSchema } from './leftFleetRun.ts';
import {
  abandonmentSchema,
  errorDetailSchema,
  groupRowSchema,
  lastErrorSchema,
  memberRowSchema,
  runSchema,
  runListEntrySchema,
  stageRowSchema,
  stageWaitSchema,
  times,
} from './run.ts';
import { countsSchema, stateSchema } from './states.ts';
import { allowedSchema } from './runCommands.ts';
import { waitingSchema } from './waiting.ts';

// What the API answers of a run: picked from what is stored, so that a field has one meaning and one spelling.

const gateLists = {
  beforeGates: z.array(gateViewSchema).exactOptional(),
  afterGates: z.array(gateViewSchema).exactOptional(),
};

export const memberViewSchema = memberRowSchema
  .pick({
    fleet: true,
    name: true,
    clusterResourceId: true,
    from: true,
    to: true,
    state: true,
    message: true,
    startTime: true,
    completedTime: true,
    error: true,
    waiting: true,
    operationId: true,
    tries: true,
    lastFailure: true,
    retryAt: true,
  })
  .extend({
    /** What to do about `error`, where it is one of AKS that is known. */
    advice: z.string().exactOptional(),
  });
export type MemberView = Immutable<z.infer<typeof memberViewSchema>>;

const groupViewSchema = groupRowSchema
  .pick({
    name: true,
    state: true,
    message: true,
    startTime: true,
    completedTime: true,
    waiting: true,
    waitingSince: true,
    lastError: true,
    leftOutCount: true,
  })
  .extend({
    ...failuresShownFields,
    /** As the run was given it; absent where none is set. */
    maxConcurrency: maxConcurrencySchema.exactOptional(),
    ...gateLists,
    members: z.array(memberViewSchema),
    /** Said to a reader who has the members already: they are left out. */
    unchanged: z.literal(true).exactOptional(),
  });
export type GroupView = Immutable<z.infer<typeof groupViewSchema>>;

const stageViewSchema = stageRowSchema
  .pick({ name: true, state: true, message: true, startTime: true, completedTime: true })
  .extend({
    ...failuresShownFields,
    maxConcurrency: maxConcurrencySchema.exactOptional(),
    startWindows: stageDefinitionSchema.shape.startWindows,
    ...gateLists,
    groups: z.array(groupViewSchema),
    afterStageWait: stageWaitSchema.exactOptional(),
    waiting: waitingSchema.exactOptional(),
  });
export type StageView = Immutable<z.infer<typeof stageViewSchema>>;

/** A Fleet run that nobody drives any more: reconcile stops and deletes it. */
const leftFleetRunViewSchema = leftFleetRunSchema.pick({
  fleet: true,
  name: true,
  since: true,
  lastError: true,
});

/** A run with the whole tree of its states. */
const runViewSchema = runSchema
  .pick({
    name: true,
    createdAt: true,
    createdBy: true,
    cause: true,
    strategy: true,
    implicit: true,
    fleets: true,
    managedClusterUpdate: true,
    versionsFrom: true,
    leaveOut: true,
    members: true,
    policy: true,
    policyChange: true,
  })
  .extend({
    state: stateSchema,
    message: z.string().exactOptional(),
    /** 0 before the first start. */
    attempt: z.int().nonnegative(),
    /** When its first attempt was started, and when its newest ended. */
    ...times,
    /** The version lock's node images; empty with `Latest` and before the plan is frozen. */
    selectedNodeImageVersions: z.array(z.object({ version: z.string() })),
    counts: countsSchema,
    /** Members of the plan that were not updated for a reason that nobody asked for; absent for none. */
    leftOutCount: z.int().positive().exactOptional(),
    /** Of these, members that the next start takes up: their clusters were stopped. */
    postponedCount: z.int().positive().exactOptional(),
    ...failuresShownFields,
    error: errorDetailSchema.exactOptional(),
    lastError: lastErrorSchema.exactOptional(),
    waiting: waitingSchema.exactOptional(),
    /** `since` of `waiting`. */
    waitingSince: z.string().exactOptional(),
    /** The newest attempt was given up by an Admin. */
    abandoned: abandonmentSchema.exactOptional(),
    leftFleetRuns: z.array(leftFleetRunViewSchema).exactOptional(),
    findings: z.array(findingSchema),
    stages: z.array(stageViewSchema),
    /** What is left of a run that is under way, as of the last full minute. */
    estimate: estimateSchema.exactOptional(),
  });
export type RunView = Immutable<z.infer<typeof runViewSchema>>;

/** To one caller: with what they may do. */
export const runAnswerSchema = runViewSchema.extend({ allowed: allowedSchema });
export type RunAnswer = Immutable<z.infer<typeof runAnswerSchema>>;

/** For a reader who comes again: what it has seen, to be handed back as `since`. */
export const liveRunSchema = runAnswerSchema.extend({ seen: z.string().exactOptional() });

export const runListItemSchema = runListEntrySchema
  .omit({ runId: true, endsAt: true })
  .extend({ allowed: allowedSchema.pick({ start: true }), estimate: expectedEndSchema.exactOptional() });
