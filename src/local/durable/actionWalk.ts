import { EventType } from './historyEvents.ts';
import type { CreatedEvent, HistoryEvent } from './historyEvents.ts';
import type { ScheduledTask } from './newEvents.ts';
import type { Action } from './orchestratorResult.ts';
import { notYetScheduled, otherKind, otherName } from './failureTexts.ts';
import { refusal } from './refusals.ts';

const DAY = 86_400_000;
/** Longer timers are made of parts; the SDK counts the same parts (maximumShortTimerDuration). */
const LONGEST_TIMER = 6 * DAY;
const LONG_TIMER_PART = 3 * DAY;

/** The actions do not lead to what history has. */
export class NonDeterminism extends Error {}

/** Where a walk ended. */
export interface WalkEnd {
  /** Tasks that history does not have yet, in the order of their ids. */
  readonly created: readonly ScheduledTask[];
  /** How many tasks have no result yet; a cancelled timer is not among them. */
  readonly open: number;
}

/**
 * Replays an orchestrator's list of actions against the events of its history as Azure's host does, which numbers
 * tasks for itself: one counter per execution; the next action of the list begins when the one before is settled;
 * a Task.all is settled when all its members are; a cancelled timer takes an id and is settled at once.
 * Throws NonDeterminism or a Refusal.
 */
export function walkActions(
  history: readonly HistoryEvent[],
  actions: readonly Action[],
  executionId: string,
): WalkEnd {
  const walk = new ActionWalk(actions, executionId);
  for (const event of history) walk.take(event);
  return walk.end();
}

class ActionWalk {
  readonly #actions: readonly Action[];
  readonly #executionId: string;
  #next = 0;
  #sequence = 0;
  #now = 0;
  /** Tasks that no created event has confirmed yet. */
  readonly #pending = new Map<number, ScheduledTask>();
  /** What follows when a task that has no result yet has one. */
  readonly #open = new Map<number, () => void>();

  constructor(actions: readonly Action[], executionId: string) {
    this.#actions = actions;
    this.#executionId = executionId;
  }

  take(event: HistoryEvent): void {
    switch (event.EventType) {
      case EventType.OrchestratorStarted:
        this.#now = Date.parse(event.Timestamp);
        return;
      case EventType.ExecutionStarted:
        this.#advance();
        return;
      case EventType.TaskScheduled:
      case EventType.SubOrchestrationInstanceCreated:
      case EventType.TimerCreated:
        this.#confirm(event);
        return;
      case EventType.TaskCompleted:
      case EventType.TaskFailed:
      case EventType.SubOrchestrationInstanceCompleted:
      case EventType.SubOrchestrationInstanceFailed:
        this.#settle(event.TaskScheduledId);
        return;
      case EventType.TimerFired:
        this.#settle(event.TimerId);
        return;
      case EventType.ExecutionCompleted:
      case EventType.ExecutionTerminated:
      case EventType.OrchestratorCompleted:
        return;
    }
  }

  end(): WalkEnd {
    return { created: [...this.#pending.values()], open: this.#open.size };
  }

  #advance(): void {
    const action = this.#actions[this.#next];
    if (!action) return;
    this.#next += 1;
    this.#begin(action, () => this.#advance());
  }

  #begin(action: Action, settled: () => void): void {
    switch (action.actionType) {
      case 0:
        this.#schedule((id) => activityTask(id, action.functionName, action.input), settled);
        return;
      case 2:
        if (action.version) throw refusal.childVersion(action.functionName);
        this.#schedule((id) => this.#childTask(id, action), settled);
        return;
      case 4:
        settled();
        return;
      case 5:
        this.#beginTimer(Date.parse(action.fireAt), action.isCanceled, settled);
        return;
      case 12: {
        let left = action.compoundActions.length;
        const one = () => {
          left -= 1;
          if (left === 0) settled();
        };
        for (const member of action.compoundActions) this.#begin(member, one);
        return;
      }
      case 1:
      case 3:
      case 6:
      case 7:
      case 8:
      case 9:
      case 11:
      case 13:
      case 14:
        throw refusal.construct(action.actionType);
    }
  }

  #beginTimer(fireAt: number, isCanceled: boolean, settled: () => void): void {
    const isLong = fireAt - this.#now > LONGEST_TIMER;
    if (isLong && isCanceled) throw refusal.longTimerCancelled();
    if (isCanceled) {
      const id = this.#sequence++;
      this.#pending.set(id, { kind: 'timer', id, fireAt });
      settled();
      return;
    }
    const part = () => {
      const isPart = isLong && fireAt - this.#now > LONG_TIMER_PART;
      const until = isPart ? this.#now + LONG_TIMER_PART : fireAt;
      this.#schedule(
        (id) => ({ kind: 'timer', id, fireAt: until }),
        // Only a long timer looks at the clock again: a short one is over when it fires, if a little early.
        () => (isLong && this.#now < fireAt ? part() : settled()),
      );
    };
    part();
  }

  #schedule(taskOf: (id: number) => ScheduledTask, settled: () => void): void {
    const task = taskOf(this.#sequence++);
    this.#pending.set(task.id, task);
    this.#open.set(task.id, settled);
  }

  #childTask(id: number, action: Extract<Action, { actionType: 2 }>): ScheduledTask {
    const given = action.instanceId ?? '';
    const instanceId = given === '' ? `${this.#executionId}:${id}` : given;
    return { kind: 'child', id, name: action.functionName, instanceId, input: jsonText(action.input) };
  }

  #settle(id: number): void {
    const settled = this.#open.get(id);
    // A cancelled timer fires all the same; nobody waits for it.
    if (!settled) return;
    this.#open.delete(id);
    settled();
  }

  #confirm(event: CreatedEvent): void {
    const task = this.#pending.get(event.EventId);
    const before = describe(event);
    if (!task) throw new NonDeterminism(notYetScheduled(before.what, event.EventId, before.detail));
    if (task.kind !== before.kind) {
      const named = before.name === undefined ? '' : ` named '${before.name}'`;
      throw new NonDeterminism(otherKind(before.what, event.EventId, named, actionNames[task.kind]));
    }
    // Inputs, times and instance ids may differ unnoticed; names are compared without regard to case.
    if (task.kind !== 'timer' && before.name !== undefined && !sameName(task.name, before.name))
      throw new NonDeterminism(otherName(before.what, event.EventId, before.name, task.name));
    this.#pending.delete(event.EventId);
  }
}

const actionNames = {
  activity: 'ScheduleTaskOrchestratorAction',
  child: 'CreateSubOrchestrationAction',
  timer: 'CreateTimerOrchestratorAction',
} as const;

interface Description {
  readonly kind: ScheduledTask['kind'];
  readonly what: string;
  readonly name: string | undefined;
  readonly detail: string;
}

function describe(event: CreatedEvent): Description {
  switch (event.EventType) {
    case EventType.TaskScheduled: {
      const detail = ` and name '${event.Name}' (version '${event.Version}')`;
      return { kind: 'activity', what: 'an activity task', name: event.Name, detail };
    }
    case EventType.SubOrchestrationInstanceCreated: {
      const detail = ` and name '${event.Name}' (version '', instance ID '${event.InstanceId}')`;
      return { kind: 'child', what: 'a sub-orchestration task', name: event.Name, detail };
    }
    case EventType.TimerCreated:
      return { kind: 'timer', what: 'a timer task', name: undefined, detail: '' };
  }
}

const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/**
 * The trigger of an activity has the type string in Azure, so booleans arrive as the words "True" and "False" and
 * null as no data. Strings come from the SDK as JSON already.
 */
function activityTask(id: number, name: string, input: unknown): ScheduledTask {
  return { kind: 'activity', id, name, data: activityData(input) };
}

function activityData(input: unknown): string | undefined {
  if (input === undefined || input === null) return undefined;
  if (typeof input === 'boolean') return input ? '"True"' : '"False"';
  return typeof input === 'string' ? input : JSON.stringify(input);
}

/** JSON of an orchestrator's input; undefined and null are none. A string is encoded even when it is JSON itself. */
export function jsonText(input: unknown): string | null {
  return input === undefined || input === null ? null : JSON.stringify(input);
}
