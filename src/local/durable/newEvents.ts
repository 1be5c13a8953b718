import { EventType } from './historyEvents.ts';
import type { CreatedEvent, ExecutionStarted, HistoryEvent, ParentInstance } from './historyEvents.ts';
import type { Failure } from './failureTexts.ts';

/** A task that an orchestrator's actions lead to, with the id that the host gave it. */
export type ScheduledTask =
  | {
      readonly kind: 'activity';
      readonly id: number;
      readonly name: string;
      readonly data: string | undefined;
    }
  | {
      readonly kind: 'child';
      readonly id: number;
      readonly name: string;
      readonly instanceId: string;
      readonly input: string | null;
    }
  | { readonly kind: 'timer'; readonly id: number; readonly fireAt: number };

/** A time (ms since the epoch) as .NET writes it: trailing zeros of the fraction are cut. */
function eventTime(time: number): string {
  return new Date(time).toISOString().replace(/\.?0*Z$/, 'Z');
}

const tail = (time: number, id = -1) => ({ EventId: id, IsPlayed: false, Timestamp: eventTime(time) });

export function executionStarted(
  of: {
    instanceId: string;
    executionId: string;
    name: string;
    input: string | null;
    parent: ParentInstance | null;
    /** 0 when a client started it; null for children and after continue-as-new. */
    generation: 0 | null;
  },
  time: number,
): ExecutionStarted {
  return {
    OrchestrationInstance: { InstanceId: of.instanceId, ExecutionId: of.executionId },
    EventType: EventType.ExecutionStarted,
    ParentInstance: of.parent,
    Name: of.name,
    Version: null,
    Input: of.input,
    Tags: null,
    Correlation: null,
    ParentTraceContext: null,
    ScheduledStartTime: null,
    Generation: of.generation,
    GenerateNewTrace: false,
    ...tail(time),
  };
}

export function executionCompleted(
  status: 'Completed' | 'Failed' | 'Terminated' | 'ContinuedAsNew',
  result: string | null,
  time: number,
): HistoryEvent {
  return {
    EventType: EventType.ExecutionCompleted,
    OrchestrationStatus: status,
    Result: result,
    FailureDetails: null,
    ...tail(time),
  };
}

export function executionTerminated(reason: string, time: number): HistoryEvent {
  return { EventType: EventType.ExecutionTerminated, Input: reason, ...tail(time) };
}

/** The event by which history remembers a task; it carries no input, as Azure leaves inputs out. */
export function createdEvent(task: ScheduledTask, time: number): CreatedEvent {
  switch (task.kind) {
    case 'activity':
      return {
        EventType: EventType.TaskScheduled,
        Name: task.name,
        Version: '',
        Input: null,
        ParentTraceContext: null,
        Tags: null,
        ...tail(time, task.id),
      };
    case 'child':
      return {
        EventType: EventType.SubOrchestrationInstanceCreated,
        Name: task.name,
        Version: null,
        InstanceId: task.instanceId,
        Input: null,
        ClientSpanId: null,
        Tags: null,
        ...tail(time, task.id),
      };
    case 'timer':
      return { EventType: EventType.TimerCreated, FireAt: eventTime(task.fireAt), ...tail(time, task.id) };
  }
}

export function taskCompleted(id: number, result: string | null, time: number): HistoryEvent {
  return { EventType: EventType.TaskCompleted, TaskScheduledId: id, Result: result, ...tail(time) };
}

export function taskFailed(id: number, failure: Failure, time: number): HistoryEvent {
  return {
    EventType: EventType.TaskFailed,
    TaskScheduledId: id,
    Reason: failure.reason,
    Details: failure.details,
    FailureDetails: null,
    ...tail(time),
  };
}

export function childCompleted(id: number, result: string | null, time: number): HistoryEvent {
  const EventTypeCompleted = EventType.SubOrchestrationInstanceCompleted;
  return { EventType: EventTypeCompleted, TaskScheduledId: id, Result: result, ...tail(time) };
}

export function childFailed(id: number, failure: Failure, time: number): HistoryEvent {
  return {
    EventType: EventType.SubOrchestrationInstanceFailed,
    TaskScheduledId: id,
    Reason: failure.reason,
    Details: failure.details,
    FailureDetails: null,
    ...tail(time),
  };
}

/** Carries the time at which the timer was created, not that at which it fired: so does Azure's. */
export function timerFired(id: number, fireAt: number, createdAt: number): HistoryEvent {
  return { EventType: EventType.TimerFired, TimerId: id, FireAt: eventTime(fireAt), ...tail(createdAt) };
}

export function orchestratorStarted(time: number): HistoryEvent {
  return { EventType: EventType.OrchestratorStarted, ...tail(time) };
}

export function orchestratorCompleted(time: number): HistoryEvent {
  return { EventType: EventType.OrchestratorCompleted, ...tail(time) };
}
