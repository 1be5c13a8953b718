import { EventType } from './historyEvents.ts';
import type { HistoryEvent } from './historyEvents.ts';
import { jsonText, NonDeterminism, walkActions } from './actionWalk.ts';
import { customStatusTooLarge, nonDeterminismFailure, orchestratorFailure } from './failureTexts.ts';
import { unreadableFailure } from './failureTexts.ts';
import type { Failure } from './failureTexts.ts';
import type { ScheduledTask } from './newEvents.ts';
import type { OrchestratorResult } from './orchestratorResult.ts';
import { Refusal, refusal } from './refusals.ts';

/** One turn of an orchestration: all that its plan depends on. */
export interface Turn {
  readonly name: string;
  readonly instanceId: string;
  readonly executionId: string;
  readonly parentInstanceId: string | undefined;
  /** Every event of this execution, those of this turn included. */
  readonly history: readonly HistoryEvent[];
  readonly result: OrchestratorResult;
  readonly isOrchestrator: (name: string) => boolean;
  readonly isActivity: (name: string) => boolean;
  /** Whether an instance of that id exists and has not ended. */
  readonly isInUse: (instanceId: string) => boolean;
}

export type Outcome =
  | { readonly kind: 'waits' }
  | { readonly kind: 'continuesAsNew'; readonly input: string | null }
  | { readonly kind: 'completed'; readonly output: string | null }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'terminated'; readonly reason: string };

export interface TurnPlan {
  /** New tasks in the order of their ids. */
  readonly created: readonly ScheduledTask[];
  /** JSON of the custom status; null clears it. */
  readonly customStatus: string | null;
  readonly outcome: Outcome;
}

/** Says what follows from a turn. Pure: the same turn gives the same plan. */
export function planTurn(turn: Turn): TurnPlan {
  const last = turn.history.at(-1);
  const customStatus = turn.result.kind === 'state' ? jsonText(turn.result.customStatus) : null;
  // The orchestrator has been called once more, as in Azure; what it asked for does not count.
  if (last?.EventType === EventType.ExecutionTerminated)
    return { created: [], customStatus, outcome: { kind: 'terminated', reason: last.Input } };
  try {
    const kilobytes = Math.floor(((customStatus ?? '').length * 2) / 1024);
    if (kilobytes > 16) return failed(orchestratorFailure(turn.name, customStatusTooLarge(kilobytes)));
    return { ...planActions(turn), customStatus };
  } catch (error) {
    if (error instanceof Refusal) return failed(orchestratorFailure(turn.name, error.message));
    if (error instanceof NonDeterminism) return failed(nonDeterminismFailure(error.message));
    throw error;
  }
}

function planActions(turn: Turn): Omit<TurnPlan, 'customStatus'> {
  const { result, name } = turn;
  if (result.kind === 'unreadable') {
    // Azure walks on without actions, so any task in history is one too many; the real error is lost.
    walkActions(turn.history, [], turn.executionId);
    return failed(orchestratorFailure(name, unreadableFailure(result.message, result.stack)));
  }
  if (result.reusesTask) throw refusal.reusedTask();
  const { created, open } = walkActions(turn.history, result.actions, turn.executionId);
  for (const task of created) checkTask(task, turn, created);
  return { created, outcome: outcomeOf(turn, result, open) };
}

function outcomeOf(
  turn: Turn,
  result: Extract<OrchestratorResult, { kind: 'state' }>,
  open: number,
): Outcome {
  const next = result.actions.find((action) => action.actionType === 4);
  const ends = result.error !== undefined || result.isDone;
  // A return, a throw and continue-as-new take effect only when no task is open: the orchestrator is called again in
  // each turn until then, and says the same.
  if (!ends || open > 0) return { kind: 'waits' };
  if (result.error !== undefined)
    return { kind: 'failed', failure: orchestratorFailure(turn.name, result.error) };
  if (next) return { kind: 'continuesAsNew', input: jsonText(next.input) };
  return { kind: 'completed', output: jsonText(result.output) };
}

function checkTask(task: ScheduledTask, turn: Turn, created: readonly ScheduledTask[]): void {
  if (task.kind === 'activity' && !turn.isActivity(task.name)) throw refusal.unknownActivity(task.name);
  if (task.kind !== 'child') return;
  const { instanceId } = task;
  if (!turn.isOrchestrator(task.name)) throw refusal.unknownChild(task.name);
  if (instanceId.startsWith('@')) throw refusal.childIdOfEntity(instanceId);
  if (instanceId === turn.instanceId || instanceId === turn.parentInstanceId)
    throw refusal.childIdOfFamily(instanceId);
  const twice = created.some(
    (other) => other.kind === 'child' && other.id < task.id && other.instanceId === instanceId,
  );
  if (twice || turn.isInUse(instanceId)) throw refusal.childIdInUse(instanceId);
}

/** The plan of an orchestration that ends here. */
export function failed(failure: Failure): TurnPlan {
  return { created: [], customStatus: null, outcome: { kind: 'failed', failure } };
}
