import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EventType, eventText, historyEvent } from '../../../src/local/durable/historyEvents.ts';
import type { HistoryEvent } from '../../../src/local/durable/historyEvents.ts';
import type { Message } from '../../../src/local/durable/messages.ts';
import { Orchestration } from '../../../src/local/durable/orchestration.ts';
import type { TurnStart } from '../../../src/local/durable/orchestration.ts';
import { readReturned, readThrown } from '../../../src/local/durable/orchestratorResult.ts';
import { pendingInstance, turnEffects } from '../../../src/local/durable/turnEffects.ts';
import type { TurnEffects } from '../../../src/local/durable/turnEffects.ts';
import { planTurn } from '../../../src/local/durable/turnPlan.ts';
import type { TurnPlan } from '../../../src/local/durable/turnPlan.ts';

const turnSchema = z.object({
  executionId: z.string(),
  parentInstanceId: z.string().optional(),
  newEvents: z.array(z.unknown()),
  out: z.unknown().optional(),
  err: z.string().optional(),
});
const recordedSchema = z.object({
  orchestrator: z.string(),
  instanceId: z.string(),
  turns: z.array(turnSchema),
});
type Recorded = z.infer<typeof recordedSchema>;
type RecordedTurn = z.infer<typeof turnSchema>;

const path = join(__dirname, '../../fixtures/durable-turns.json');
const { instances } = z
  .object({ instances: z.array(recordedSchema) })
  .parse(JSON.parse(readFileSync(path, 'utf8')));

/** What made an event: tasks and the end of a turn are the engine's own, the rest came from outside. */
const OWN = new Set<number>([
  EventType.TaskScheduled,
  EventType.SubOrchestrationInstanceCreated,
  EventType.TimerCreated,
  EventType.OrchestratorStarted,
  EventType.OrchestratorCompleted,
]);

interface ReplayedTurn {
  readonly start: TurnStart;
  readonly plan: TurnPlan;
  readonly effects: TurnEffects;
}

/** Gives the pure part the recorded answers and completions, turn by turn. */
class Replay {
  readonly turns: ReplayedTurn[] = [];
  readonly #orchestration: Orchestration;
  #seq = 0;

  constructor(instance: Recorded, executionId: string) {
    const { orchestrator: name, instanceId } = instance;
    this.#orchestration = new Orchestration(
      pendingInstance({ instanceId, executionId, name, input: null }, 0),
    );
  }

  get row() {
    return this.#orchestration.row;
  }

  take(turn: RecordedTurn, nextExecutionId: string): void {
    const events = turn.newEvents.map((event) => historyEvent.parse(event));
    for (const event of events) if (!OWN.has(event.EventType)) this.#receive(event, turn.executionId);
    const begun = events.findLast((event) => event.EventType === EventType.OrchestratorStarted);
    const start = this.#orchestration.beginTurn(Date.parse(begun?.Timestamp ?? ''));
    if (!start) throw new Error('Nothing arrived.');
    const { name, instanceId, executionId } = this.row;
    const plan = planTurn({
      name,
      instanceId,
      executionId,
      parentInstanceId: turn.parentInstanceId,
      history: start.history,
      result: turn.err === undefined ? readReturned(turn.out) : readThrown(new Error(turn.err)),
      isOrchestrator: () => true,
      isActivity: () => true,
      isInUse: () => false,
    });
    const effects = turnEffects(this.row, start, plan, {
      nextSeq: () => this.#seq++,
      newExecutionId: () => nextExecutionId,
      timersEarlyByMs: 0,
    });
    this.turns.push({ start, plan, effects });
    this.#orchestration.append(effects.history, effects.historyText);
    this.#orchestration.row = effects.row;
    if (effects.then !== 'restarts') return;
    this.#orchestration.restart(effects.row);
    // The start of the next execution is the engine's own too: the recorded one is only compared.
    for (const message of effects.messages)
      if (message.event.EventType === EventType.ExecutionStarted) this.#orchestration.receive(message);
  }

  #receive(event: HistoryEvent, executionId: string): void {
    const restarts =
      this.turns.at(-1)?.effects.then === 'restarts' && event.EventType === EventType.ExecutionStarted;
    if (restarts) return;
    const message: Message = {
      seq: this.#seq++,
      instanceId: this.row.instanceId,
      executionId,
      event,
      text: eventText(event),
    };
    this.#orchestration.receive(message);
  }
}

function replay(instance: Recorded): ReplayedTurn[] {
  let current: Replay | undefined;
  const turns: ReplayedTurn[] = [];
  instance.turns.forEach((turn, at) => {
    if (current?.row.executionId !== turn.executionId) current = new Replay(instance, turn.executionId);
    current.take(turn, instance.turns[at + 1]?.executionId ?? 'next');
    turns.push(...current.turns.slice(-1));
  });
  return turns;
}

const payloadSchema = z.looseObject({ history: z.array(z.looseObject({})), isReplaying: z.boolean() });

/** What a turn's payload has more than the turn before of the same execution. */
function freshHistory(turns: readonly ReplayedTurn[], at: number): unknown[] {
  const history = payloadSchema.parse(JSON.parse(turns[at]?.start.payload ?? '')).history;
  const before = turns[at - 1];
  const isSame = before?.effects.then === 'goesOn' && before.start.started === turns[at]?.start.started;
  return isSame ? history.slice(before.start.history.length) : history;
}

/** Keys, their order and their values as text. Times of the engine's own events are its own; others are cut to ms. */
function comparable(event: unknown): string {
  const own = z.object({ EventType: z.number() }).parse(event).EventType;
  return JSON.stringify(event, (key, value: unknown) => {
    if (key === 'Timestamp' && (OWN.has(own) || own === EventType.ExecutionStarted)) return 'now';
    if (key === 'Timestamp' || key === 'FireAt') return new Date(Date.parse(String(value))).toISOString();
    return value;
  });
}

/** Seconds of the recording stand for days in it: the extension's limits were set to 6 s and 3 s. */
function inDays(instance: Recorded): Recorded {
  const base = Date.parse('2026-11-23T00:00:00.000Z');
  const scaled = (time: string) => new Date(base + (Date.parse(time) - base) * 86_400).toISOString();
  const text = JSON.stringify(instance).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, scaled);
  return recordedSchema.parse(JSON.parse(text));
}

const cases = instances.map((instance) => {
  const it = instance.orchestrator === 'LongT' ? inDays(instance) : instance;
  return { name: `${it.orchestrator} ${it.instanceId}`, instance: it };
});

describe('the recorded turns of the Durable extension 3.19.0', () => {
  test.each(cases)('$name: the orchestrator is told the same history, event by event', ({ instance }) => {
    const turns = replay(instance);
    expect(instance.turns.map((_turn, at) => freshHistory(turns, at).map(comparable))).toEqual(
      instance.turns.map(({ newEvents }) => newEvents.map(comparable)),
    );
  });

  test.each(cases)('$name: what is asked for becomes the recorded tasks and nothing else', ({ instance }) => {
    const turns = replay(instance);
    // One turn alone asks for nothing that a later one shows.
    expect(turns).toHaveLength(instance.turns.length);
    turns.forEach(({ effects, plan }, at) => {
      const next = instance.turns[at + 1];
      if (!next || next.executionId !== instance.turns[at]?.executionId) return;
      const created = next.newEvents.filter((event) =>
        [4, 7, 10].includes(historyEvent.parse(event).EventType),
      );
      expect(plan.outcome.kind).toBe('waits');
      expect(effects.history.filter(({ EventId }) => EventId >= 0).map(comparable)).toEqual(
        created.map(comparable),
      );
      expect(effects.activities.length + effects.timers.length + effects.children.length).toBeLessThanOrEqual(
        created.length,
      );
    });
  });

  test.each(cases)('$name: isReplaying is false in the first turn of each execution only', ({ instance }) => {
    const turns = replay(instance);
    const isFirst = instance.turns.map(
      ({ executionId }, at) => instance.turns[at - 1]?.executionId !== executionId,
    );
    const replaying = turns.map(({ start }) => payloadSchema.parse(JSON.parse(start.payload)).isReplaying);
    expect(replaying).toEqual(isFirst.map((first) => !first));
  });

  const ends: Record<string, RegExp> = {
    NonDet:
      /^Non-Deterministic .* activity task with sequence number 0 named 'Echo', but .* activity task named 'Ret' with this/,
    NonDetKind:
      /^Non-Deterministic .* produced a CreateTimerOrchestratorAction action with this sequence number\./,
    NonDetLess:
      /^Non-Deterministic .* sequence ID 0 and name 'Echo' \(version ''\), but .* hasn't \(yet\?\) scheduled/,
    CircOut: /^Non-Deterministic .* hasn't \(yet\?\) scheduled this task/,
    ThrowNullLate: /^Non-Deterministic .* hasn't \(yet\?\) scheduled this task/,
    CanThrow: /^Non-Deterministic .* hasn't \(yet\?\) scheduled this task/,
    ThrowStr:
      /^Orchestrator function 'ThrowStr' failed: One or more errors occurred\. \(Result: Failure\nException: false/,
    Throws: /^Orchestrator function 'Throws' failed: orch boom$/,
    Throws0: /^Orchestrator function 'Throws0' failed: at once$/,
  };
  test.each(Object.entries(ends))('%s fails with the text of Azure', (name, text) => {
    expect(lastFailure(instances.find(({ orchestrator }) => orchestrator === name))).toMatch(text);
  });

  test('the parent of a terminated child is non-deterministic, since the SDK cannot read the failure', () => {
    const parent = instances.find(({ instanceId }) => instanceId === 'c5k');
    expect(lastFailure(parent)).toMatch(
      /^Non-Deterministic .* a sub-orchestration task .* hasn't \(yet\?\) scheduled/,
    );
  });
});

/** Output of an instance that its last turn makes fail. */
function lastFailure(instance: Recorded | undefined): string {
  const outcome = instance && replay(instance).at(-1)?.plan.outcome;
  return outcome?.kind === 'failed' ? outcome.failure.reason : `not failed but ${outcome?.kind ?? 'unknown'}`;
}
