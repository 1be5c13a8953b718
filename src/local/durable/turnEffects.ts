import { eventText } from './historyEvents.ts';
import type { HistoryEvent } from './historyEvents.ts';
import type { ActivityCall, InstanceRow, Message, Timer } from './messages.ts';
import * as newEvents from './newEvents.ts';
import type { ScheduledTask } from './newEvents.ts';
import type { TurnStart } from './orchestration.ts';
import type { Outcome, TurnPlan } from './turnPlan.ts';

/** All that follows from a turn: it is written in one transaction, and done after it. */
export interface TurnEffects {
  readonly row: InstanceRow;
  /** `restarts`: another execution of the same instance begins, the history so far is dropped. */
  readonly then: 'goesOn' | 'restarts' | 'ended';
  /** What the turn adds to the history. */
  readonly history: readonly HistoryEvent[];
  /** The same as JSON, joined by commas. */
  readonly historyText: string;
  readonly activities: readonly ActivityCall[];
  readonly timers: readonly Timer[];
  readonly children: readonly InstanceRow[];
  /** To itself, to its children, to its parent. */
  readonly messages: readonly Message[];
}

/** ms; about what a turn takes in Azure. */
const SHORTEST_TIMER = 20;

export interface EffectsContext {
  nextSeq(): number;
  /** Id of a new execution, 32 hex digits. */
  newExecutionId(): string;
  /** How much earlier than asked timers fire, ms. */
  readonly timersEarlyByMs: number;
}

export function turnEffects(
  row: InstanceRow,
  start: TurnStart,
  plan: TurnPlan,
  context: EffectsContext,
): TurnEffects {
  const { time } = start;
  const result = resultOf(plan.outcome);
  const added = [
    ...plan.created.map((task) => newEvents.createdEvent(task, time)),
    ...(result ? [newEvents.executionCompleted(result.status, result.text, time)] : []),
    newEvents.orchestratorCompleted(time),
  ];
  const tasks = taskEffects(row, start, plan.created, context);
  const after = rowAfter(row, start, plan, context);
  return {
    row: after,
    then: !result ? 'goesOn' : result.status === 'ContinuedAsNew' ? 'restarts' : 'ended',
    history: [...start.arrived, ...added],
    historyText: [start.arrivedText, ...added.map(eventText)].join(','),
    ...tasks,
    messages: [...tasks.messages, ...endMessages(after, start, plan.outcome, context)],
  };
}

/** A message for an orchestration. */
export function messageTo(
  to: { readonly instanceId: string; readonly executionId: string | null },
  event: HistoryEvent,
  seq: number,
): Message {
  return { seq, instanceId: to.instanceId, executionId: to.executionId, event, text: eventText(event) };
}

function taskEffects(
  row: InstanceRow,
  start: TurnStart,
  created: readonly ScheduledTask[],
  context: EffectsContext,
): Pick<TurnEffects, 'activities' | 'timers' | 'children' | 'messages'> {
  const { instanceId, executionId } = row;
  const activities: ActivityCall[] = [];
  const timers: Timer[] = [];
  const children: InstanceRow[] = [];
  const messages: Message[] = [];
  for (const task of created) {
    const seq = context.nextSeq();
    if (task.kind === 'activity') {
      const { id: taskId, name, data } = task;
      activities.push({ seq, instanceId, executionId, taskId, name, data });
    } else if (task.kind === 'timer') {
      const message = messageTo(row, newEvents.timerFired(task.id, task.fireAt, start.time), seq);
      // What is due already comes with the next turn, not with the next movement of the clock.
      if (task.fireAt > start.time) timers.push({ due: dueTime(task.fireAt, start.time, context), message });
      else messages.push(message);
    } else {
      const child = childOf(row, task, start, context);
      children.push(child.row);
      messages.push(messageTo(child.row, child.started, seq));
    }
  }
  return { activities, timers, children, messages };
}

/**
 * When a timer fires. One that could fire early at once still leaves time for the clock to move: the end of a long timer
 * is created again until it is over, and in a clock that stands still that would be for ever.
 */
function dueTime(fireAt: number, now: number, context: EffectsContext): number {
  return Math.min(fireAt, Math.max(fireAt - context.timersEarlyByMs, now + SHORTEST_TIMER));
}

function childOf(
  row: InstanceRow,
  task: Extract<ScheduledTask, { kind: 'child' }>,
  start: TurnStart,
  context: EffectsContext,
) {
  const { instanceId, name, input } = task;
  const executionId = context.newExecutionId();
  const parent = {
    Name: row.name,
    OrchestrationInstance: { InstanceId: row.instanceId, ExecutionId: row.executionId },
    TaskScheduleId: task.id,
    Version: null,
  };
  const of = { instanceId, executionId, name, input, parent, generation: null };
  return {
    row: pendingInstance({ instanceId, executionId, name, input }, start.time),
    started: newEvents.executionStarted(of, start.time),
  };
}

/** The row of an instance that waits for its first turn. */
export function pendingInstance(
  of: Pick<InstanceRow, 'instanceId' | 'executionId' | 'name' | 'input'>,
  time: number,
): InstanceRow {
  return {
    ...of,
    status: 'Pending',
    output: null,
    customStatus: null,
    createdTime: time,
    lastUpdatedTime: time,
  };
}

/** A client's termination reason as output: JSON if it is JSON, else a string. */
function reasonOutput(reason: string): string {
  // A client without a reason sends this word, and in Azure it goes into the status as it is: invalid JSON.
  if (reason === 'undefined') return reason;
  try {
    return JSON.stringify(JSON.parse(reason));
  } catch {
    return JSON.stringify(reason);
  }
}

/** How the turn ends the execution, with the JSON of the output; undefined when it goes on. */
function resultOf(outcome: Outcome) {
  switch (outcome.kind) {
    case 'waits':
      return undefined;
    case 'continuesAsNew':
      return { status: 'ContinuedAsNew' as const, text: outcome.input };
    case 'completed':
      return { status: 'Completed' as const, text: outcome.output };
    case 'failed':
      return { status: 'Failed' as const, text: JSON.stringify(outcome.failure.reason) };
    case 'terminated':
      return { status: 'Terminated' as const, text: reasonOutput(outcome.reason) };
  }
}

function rowAfter(row: InstanceRow, start: TurnStart, plan: TurnPlan, context: EffectsContext): InstanceRow {
  const result = resultOf(plan.outcome);
  // The status of the generation before stays through the first turn of the next, if that sets none.
  const customStatus = start.continues ? (plan.customStatus ?? row.customStatus) : plan.customStatus;
  const same = { ...row, customStatus, lastUpdatedTime: start.time };
  if (!result) return { ...same, status: 'Running' };
  if (result.status !== 'ContinuedAsNew') return { ...same, status: result.status, output: result.text };
  const executionId = context.newExecutionId();
  return { ...same, status: 'Running', executionId, input: result.text, createdTime: start.time };
}

/** What the end of an execution sends: the start of the next one, or the result to the parent. */
function endMessages(
  after: InstanceRow,
  start: TurnStart,
  outcome: Outcome,
  context: EffectsContext,
): Message[] {
  const { ParentInstance: parent } = start.started;
  if (outcome.kind === 'waits') return [];
  if (outcome.kind === 'continuesAsNew') {
    const { instanceId, executionId, name, input } = after;
    const of = { instanceId, executionId, name, input, parent, generation: null };
    return [messageTo(after, newEvents.executionStarted(of, start.time), context.nextSeq())];
  }
  if (!parent) return [];
  const { InstanceId: instanceId, ExecutionId: executionId } = parent.OrchestrationInstance;
  const event = childEnd(parent.TaskScheduleId, outcome, start.time);
  return [messageTo({ instanceId, executionId }, event, context.nextSeq())];
}

function childEnd(
  id: number,
  outcome: Exclude<Outcome, { kind: 'waits' | 'continuesAsNew' }>,
  time: number,
): HistoryEvent {
  if (outcome.kind === 'completed') return newEvents.childCompleted(id, outcome.output, time);
  if (outcome.kind === 'failed') return newEvents.childFailed(id, outcome.failure, time);
  // Without details the SDK cannot make an error of it: the parent of a terminated child cannot catch it.
  return newEvents.childFailed(id, { reason: outcome.reason, details: null }, time);
}
