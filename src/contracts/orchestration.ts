import type { Task } from 'durable-functions';
import { z } from 'zod';

/**
 * Names, inputs and outcomes of the orchestrators and activities. Inputs are keys, never the plan: a run's
 * rows are the truth. All are objects of JSON values, as Durable rewrites bare booleans and strings.
 * A run in flight outlives deployments: change a name or a shape only as docs/operations.md says.
 */
export const UPDATE_RUN = 'updateRun';
export const UPDATE_STAGE = 'updateStage';
export const UPDATE_GROUP = 'updateGroup';

export const BEGIN_ATTEMPT = 'beginAttempt';
export const STEP_STAGE = 'stepStage';
export const STEP_GROUP = 'stepGroup';
export const END_ATTEMPT = 'endAttempt';

/** The five constructs of Durable that an orchestrator uses, and the time of its turn: real or in memory. */
export interface OrchestratorContext {
  readonly df: {
    readonly instanceId: string;
    readonly currentUtcDateTime: Date;
    readonly Task: { readonly all: (tasks: Task[]) => Task };
    getInput(): unknown;
    callActivity(name: string, input?: unknown): Task;
    callSubOrchestrator(name: string, input?: unknown, instanceId?: string): Task;
    createTimer(fireAt: Date): Task;
    continueAsNew(input: unknown): void;
  };
}
export type Orchestrator = (context: OrchestratorContext) => Generator<Task, object>;

export const attemptKey = z.object({
  runId: z.string(),
  attempt: z.int(),
  generation: z.int(),
});
export type AttemptKey = z.infer<typeof attemptKey>;

export const updateRunInput = attemptKey.extend({
  /** The stage to go on with; the ones before it have ended. */
  nextStage: z.int(),
});

const stageKey = attemptKey.extend({ planId: z.string(), stage: z.int() });
export type StageKey = z.infer<typeof stageKey>;

export const updateStageInput = stageKey.extend({ fannedOut: z.boolean() });

export const groupStepKey = stageKey.extend({ group: z.int() });
export type GroupStepKey = z.infer<typeof groupStepKey>;

/** What an activity tells its generator: go on at once, look again later, or that it has ended. */
export type Round<Outcome> =
  | { readonly next: 'again' }
  | { readonly next: 'wait'; readonly seconds: number }
  | ({ readonly next: 'ended' } & Outcome);

export type BeginAttemptRound = Round<
  { readonly ready: true; readonly planId: string; readonly stages: number } | { readonly ready: false }
>;

/** `groups`: indices of the groups to drive before the next round, after so many seconds. */
export type StageRound =
  | Round<StageOutcome>
  | { readonly next: 'fanOut'; readonly groups: readonly number[]; readonly seconds: number };

/** Whether the run goes on to the next stage. */
interface StageOutcome {
  readonly goesOn: boolean;
}

export type GroupRound = Round<object>;
