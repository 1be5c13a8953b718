import { z } from 'zod';

/** The EventType numbers of the Durable Task history that the five constructs, start and terminate lead to. */
export const EventType = {
  ExecutionStarted: 0,
  ExecutionCompleted: 1,
  ExecutionTerminated: 3,
  TaskScheduled: 4,
  TaskCompleted: 5,
  TaskFailed: 6,
  SubOrchestrationInstanceCreated: 7,
  SubOrchestrationInstanceCompleted: 8,
  SubOrchestrationInstanceFailed: 9,
  TimerCreated: 10,
  TimerFired: 11,
  OrchestratorStarted: 12,
  OrchestratorCompleted: 13,
} as const;

// Keys stand in the order in which Azure sends them, and parsing keeps that order.
const tail = { EventId: z.number(), IsPlayed: z.boolean(), Timestamp: z.string() };
const instance = z.object({ InstanceId: z.string(), ExecutionId: z.string() });
const parent = z.object({
  Name: z.string(),
  OrchestrationInstance: instance,
  TaskScheduleId: z.number(),
  Version: z.null(),
});

const executionStarted = z.object({
  OrchestrationInstance: instance,
  EventType: z.literal(EventType.ExecutionStarted),
  ParentInstance: parent.nullable(),
  Name: z.string(),
  Version: z.null(),
  Input: z.string().nullable(),
  Tags: z.null(),
  Correlation: z.null(),
  ParentTraceContext: z.null(),
  ScheduledStartTime: z.null(),
  Generation: z.number().nullable(),
  GenerateNewTrace: z.boolean(),
  ...tail,
});
const executionCompleted = z.object({
  EventType: z.literal(EventType.ExecutionCompleted),
  OrchestrationStatus: z.enum(['Completed', 'Failed', 'Terminated', 'ContinuedAsNew']),
  Result: z.string().nullable(),
  FailureDetails: z.null(),
  ...tail,
});
const executionTerminated = z.object({
  EventType: z.literal(EventType.ExecutionTerminated),
  Input: z.string(),
  ...tail,
});
const taskScheduled = z.object({
  EventType: z.literal(EventType.TaskScheduled),
  Name: z.string(),
  Version: z.literal(''),
  Input: z.null(),
  ParentTraceContext: z.null(),
  Tags: z.null(),
  ...tail,
});
const childCreated = z.object({
  EventType: z.literal(EventType.SubOrchestrationInstanceCreated),
  Name: z.string(),
  Version: z.null(),
  InstanceId: z.string(),
  Input: z.null(),
  ClientSpanId: z.null(),
  Tags: z.null(),
  ...tail,
});
const completed = z.object({
  EventType: z.literal([EventType.TaskCompleted, EventType.SubOrchestrationInstanceCompleted]),
  TaskScheduledId: z.number(),
  Result: z.string().nullable(),
  ...tail,
});
const failed = z.object({
  EventType: z.literal([EventType.TaskFailed, EventType.SubOrchestrationInstanceFailed]),
  TaskScheduledId: z.number(),
  Reason: z.string(),
  Details: z.string().nullable(),
  FailureDetails: z.null(),
  ...tail,
});
const timerCreated = z.object({ EventType: z.literal(EventType.TimerCreated), FireAt: z.string(), ...tail });
const timerFired = z.object({
  EventType: z.literal(EventType.TimerFired),
  TimerId: z.number(),
  FireAt: z.string(),
  ...tail,
});
const turnBoundary = z.object({
  EventType: z.literal([EventType.OrchestratorStarted, EventType.OrchestratorCompleted]),
  ...tail,
});

export const historyEvent = z.discriminatedUnion('EventType', [
  executionStarted,
  executionCompleted,
  executionTerminated,
  taskScheduled,
  childCreated,
  completed,
  failed,
  timerCreated,
  timerFired,
  turnBoundary,
]);

/** One event of an orchestration's history, in the form in which Azure hands it to the SDK (Durable extension 3.19.0). */
export type HistoryEvent = z.infer<typeof historyEvent>;
export type ExecutionStarted = z.infer<typeof executionStarted>;
export type CreatedEvent = z.infer<typeof taskScheduled | typeof childCreated | typeof timerCreated>;
export type ParentInstance = z.infer<typeof parent>;

const NOT_PLAYED = '"IsPlayed":false';

/** JSON of an event as it first reaches the orchestrator. */
export function eventText(event: HistoryEvent): string {
  return JSON.stringify(event);
}

/** The same text in every later turn. Only Timestamp comes after IsPlayed, so the last match is the flag itself. */
export function playedText(text: string): string {
  const at = text.lastIndexOf(NOT_PLAYED);
  return at < 0 ? text : `${text.slice(0, at)}"IsPlayed":true${text.slice(at + NOT_PLAYED.length)}`;
}
