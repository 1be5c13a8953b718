import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../clock/clock.ts';
import { AppFunctions } from './appFunctions.ts';
import { ActivityRunner } from './activityRunner.ts';
import type { ActivityEnd } from './activityRunner.ts';
import { activityFailure, orchestratorFailure, unknownOrchestrator } from './failureTexts.ts';
import { CrashSilence } from './crashSilence.ts';
import type { DurableEngineOptions } from './engineOptions.ts';
import { historyEvent } from './historyEvents.ts';
import type { ActivityCall, InstanceRow, Message, Timer } from './messages.ts';
import * as newEvents from './newEvents.ts';
import { Orchestration } from './orchestration.ts';
import type { TurnStart } from './orchestration.ts';
import type { DurableStore } from './store.ts';
import { TimerAlarms } from './timerAlarms.ts';
import { messageTo, pendingInstance, turnEffects } from './turnEffects.ts';
import type { TurnEffects } from './turnEffects.ts';
import { failed, planTurn } from './turnPlan.ts';
import type { TurnPlan } from './turnPlan.ts';

const ACTIVITIES_AT_ONCE = 64;
const events = z.array(historyEvent);

/** An instance of that id exists and has not ended. */
export class InstanceInUse extends Error {}

/**
 * Runs orchestrations: one turn at a time, in the order in which messages came, with their activities beside them.
 * Each turn is one transaction, and so is each end of an activity and each timer that fires.
 */
export class Orchestrations {
  readonly #options: DurableEngineOptions;
  readonly #store: DurableStore;
  readonly #clock: Clock;
  readonly #activities: ActivityRunner;
  readonly #alarms: TimerAlarms;
  readonly #functions: AppFunctions;
  readonly #silence: CrashSilence;
  readonly #unfinished = new Map<string, Orchestration>();
  readonly #queue: Orchestration[] = [];
  #state: 'starting' | 'open' | 'closing' | 'abandoned' = 'starting';
  #turns: Promise<void> | undefined;
  #release: (() => void) | undefined;
  #largestHistory = 0;

  constructor(options: DurableEngineOptions, store: DurableStore) {
    this.#options = options;
    this.#store = store;
    this.#clock = options.clock;
    this.#functions = new AppFunctions(options);
    this.#silence = new CrashSilence(options.clock);
    this.#activities = new ActivityRunner(
      options.maxConcurrentActivities ?? ACTIVITIES_AT_ONCE,
      (call) => this.#functions.callActivity(call),
      (call, end) => this.#activityEnded(call, end),
    );
    this.#alarms = new TimerAlarms(options.clock, (timer) => this.#timerFired(timer));
  }

  get largestHistory(): number {
    return this.#largestHistory;
  }

  /** Takes up what the database holds, and begins to work. */
  open(): void {
    for (const row of this.#store.unfinished()) {
      const orchestration = new Orchestration(row);
      for (const text of this.#store.history(row.instanceId))
        orchestration.append(events.parse(JSON.parse(`[${text}]`)), text);
      this.#unfinished.set(row.instanceId, orchestration);
    }
    for (const timer of this.#store.timers()) this.#alarms.set(timer);
    this.#state = 'open';
    this.#activities.open();
    const inFlight = this.#receiveAll(this.#store.messages());
    const calls = this.#store.activities();
    const silentMs = this.#store.takeOver() ? (this.#options.silentAfterCrashMs ?? 0) : 0;
    this.#silence.begin(silentMs, inFlight, () => {
      for (const orchestration of inFlight) this.#enqueue(orchestration);
      for (const call of calls) this.#activities.add(call);
    });
  }

  /** Starts an orchestration; its first turn comes later. Throws InstanceInUse. `input` is JSON. */
  start(name: string, instanceId: string, input: string | null): void {
    if (this.#unfinished.has(instanceId)) throw new InstanceInUse();
    const time = this.#clock.now();
    const row = pendingInstance({ instanceId, executionId: randomUUID(), name, input }, time);
    const event = newEvents.executionStarted({ ...row, parent: null, generation: 0 }, time);
    const message = messageTo(row, event, this.#store.nextSeq());
    this.#store.transaction(() => {
      this.#store.deleteInstance(instanceId);
      this.#store.putInstance(row);
      this.#store.putMessage(message);
    });
    this.#unfinished.set(instanceId, new Orchestration(row));
    this.#deliver(message);
  }

  /** Queues a termination; it takes effect in the instance's next turn. False when the instance has ended. */
  terminate(instanceId: string, reason: string): boolean {
    if (!this.#unfinished.has(instanceId)) return false;
    const event = newEvents.executionTerminated(reason, this.#clock.now());
    const message = messageTo({ instanceId, executionId: null }, event, this.#store.nextSeq());
    this.#store.transaction(() => this.#store.putMessage(message));
    this.#deliver(message);
    return true;
  }

  async close(): Promise<void> {
    this.#state = 'closing';
    await this.#activities.drain();
    await this.#turns;
    this.#alarms.cancelAll();
    this.#silence.end();
    this.#letTimePass();
  }

  abandon(): void {
    this.#state = 'abandoned';
    this.#alarms.cancelAll();
    this.#silence.end();
    void this.#activities.drain();
    this.#letTimePass();
  }

  #deliver(message: Message): void {
    const orchestration = this.#unfinished.get(message.instanceId);
    if (!orchestration) return;
    orchestration.receive(message);
    this.#enqueue(orchestration);
  }

  #receiveAll(messages: readonly Message[]): ReadonlySet<Orchestration> {
    const receivers = new Set<Orchestration>();
    for (const message of messages) {
      const orchestration = this.#unfinished.get(message.instanceId);
      orchestration?.receive(message);
      if (orchestration) receivers.add(orchestration);
    }
    return receivers;
  }

  #enqueue(orchestration: Orchestration): void {
    if (orchestration.isQueued || this.#silence.covers(orchestration)) return;
    orchestration.isQueued = true;
    this.#queue.push(orchestration);
    this.#release ??= this.#clock.hold();
    this.#takeTurns();
  }

  #takeTurns(): void {
    if (this.#state === 'open') this.#turns ??= this.#takeAllTurns();
  }

  async #takeAllTurns(): Promise<void> {
    for (;;) {
      // Lets whatever else is ready run between turns; what arrives meanwhile comes into the same turn.
      await new Promise((resume) => setImmediate(resume));
      const orchestration = this.#state === 'open' ? this.#queue.shift() : undefined;
      if (!orchestration) break;
      orchestration.isQueued = false;
      await this.#takeTurn(orchestration);
      if (orchestration.hasMessages && this.#unfinished.get(orchestration.row.instanceId) === orchestration)
        this.#enqueue(orchestration);
    }
    this.#turns = undefined;
    if (this.#state === 'open') this.#letTimePass();
  }

  #letTimePass(): void {
    this.#release?.();
    this.#release = undefined;
  }

  async #takeTurn(orchestration: Orchestration): Promise<void> {
    const start = orchestration.beginTurn(this.#clock.now());
    if (!start) return;
    const plan = await this.#plan(orchestration.row, start);
    // A killed process would not know of this turn.
    if (this.#isAbandoned()) return;
    const effects = turnEffects(orchestration.row, start, plan, {
      nextSeq: () => this.#store.nextSeq(),
      newExecutionId: () => randomUUID().replaceAll('-', ''),
      timersEarlyByMs: this.#options.timersEarlyByMs ?? 0,
    });
    this.#write(orchestration, start, effects);
    this.#follow(orchestration, effects);
    if (plan.outcome.kind === 'failed')
      this.#options.log?.(`${orchestration.row.instanceId}: ${plan.outcome.failure.reason}`);
  }

  async #plan(row: InstanceRow, start: TurnStart): Promise<TurnPlan> {
    if (!this.#functions.isOrchestrator(row.name)) {
      const text = unknownOrchestrator(row.name, this.#functions.orchestratorNames);
      return failed(orchestratorFailure(row.name, text));
    }
    return planTurn({
      name: row.name,
      instanceId: row.instanceId,
      executionId: row.executionId,
      parentInstanceId: start.started.ParentInstance?.OrchestrationInstance.InstanceId,
      history: start.history,
      result: await this.#functions.callOrchestrator(row.name, start.payload),
      isOrchestrator: (other) => this.#functions.isOrchestrator(other),
      isActivity: (other) => this.#functions.isActivity(other),
      isInUse: (other) => this.#unfinished.has(other),
    });
  }

  #write(orchestration: Orchestration, start: TurnStart, effects: TurnEffects): void {
    const store = this.#store;
    const { instanceId } = effects.row;
    const childIds = new Set(effects.children.map((child) => child.instanceId));
    const isAwaited = (message: Message) => {
      if (message.instanceId === instanceId) return effects.then !== 'ended';
      return childIds.has(message.instanceId) || this.#isRunning(message.instanceId, message.executionId);
    };
    store.transaction(() => {
      for (const message of start.consumed) store.deleteMessage(message.seq);
      if (effects.then === 'restarts') store.deleteHistory(instanceId);
      else store.appendHistory(instanceId, orchestration.turns, effects.historyText);
      store.putInstance(effects.row);
      if (effects.then !== 'goesOn') store.deleteTimers(instanceId);
      if (effects.then === 'ended') store.deleteMessages(instanceId);
      for (const child of effects.children) {
        store.deleteInstance(child.instanceId);
        store.putInstance(child);
      }
      for (const call of effects.activities) store.putActivity(call);
      for (const timer of effects.timers) store.putTimer(timer);
      for (const message of effects.messages) if (isAwaited(message)) store.putMessage(message);
    });
  }

  /** Does what has been written. */
  #follow(orchestration: Orchestration, effects: TurnEffects): void {
    const { instanceId } = effects.row;
    orchestration.append(effects.history, effects.historyText);
    this.#largestHistory = Math.max(this.#largestHistory, orchestration.historyLength);
    orchestration.row = effects.row;
    if (effects.then === 'restarts') orchestration.restart(effects.row);
    if (effects.then === 'ended') {
      this.#unfinished.delete(instanceId);
    }
    if (effects.then !== 'goesOn') this.#alarms.cancelOf(instanceId);
    for (const child of effects.children) this.#unfinished.set(child.instanceId, new Orchestration(child));
    for (const timer of effects.timers) this.#alarms.set(timer);
    for (const message of effects.messages) this.#deliver(message);
    // Last, as this calls out: whoever is called may abandon the engine.
    for (const call of effects.activities) this.#activities.add(call);
  }

  #timerFired(timer: Timer): void {
    this.#store.transaction(() => {
      this.#store.deleteTimer(timer.message.seq);
      this.#store.putMessage(timer.message);
    });
    this.#deliver(timer.message);
  }

  #activityEnded(call: ActivityCall, end: ActivityEnd): void {
    if (this.#isAbandoned()) return;
    const time = this.#clock.now();
    const event =
      'value' in end
        ? newEvents.taskCompleted(call.taskId, end.value, time)
        : newEvents.taskFailed(call.taskId, activityFailure(call.name, end.error), time);
    const message = messageTo(call, event, this.#store.nextSeq());
    const isAwaited = this.#isRunning(call.instanceId, call.executionId);
    this.#store.transaction(() => {
      this.#store.deleteActivity(call.seq);
      if (isAwaited) this.#store.putMessage(message);
    });
    if (isAwaited) this.#deliver(message);
  }

  #isRunning(instanceId: string, executionId: string | null): boolean {
    return this.#unfinished.get(instanceId)?.row.executionId === executionId;
  }

  #isAbandoned(): boolean {
    return this.#state === 'abandoned';
  }
}
