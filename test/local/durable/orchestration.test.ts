import { EventType } from '../../../src/local/durable/historyEvents.ts';
import type { HistoryEvent } from '../../../src/local/durable/historyEvents.ts';
import * as newEvents from '../../../src/local/durable/newEvents.ts';
import { Orchestration } from '../../../src/local/durable/orchestration.ts';
import { messageTo, pendingInstance } from '../../../src/local/durable/turnEffects.ts';

const NOW = Date.parse('2026-03-01T00:00:00.000Z');
const row = pendingInstance({ instanceId: 'one', executionId: 'e1', name: 'Steps', input: null }, NOW);
const started = newEvents.executionStarted({ ...row, parent: null, generation: 0 }, NOW);
const completed = (id: number) => newEvents.taskCompleted(id, '1', NOW);
const terminated = newEvents.executionTerminated('stop', NOW);

let seq = 0;
const send = (to: Orchestration, event: HistoryEvent, executionId: string | null = 'e1') =>
  to.receive(messageTo({ instanceId: 'one', executionId }, event, seq++));
const typesOf = (events: readonly HistoryEvent[] | undefined) => events?.map(({ EventType: type }) => type);

test('everything that waits comes into one turn, in the order of its arrival', () => {
  const one = new Orchestration(row);
  send(one, started);
  for (const id of [2, 0, 1]) send(one, completed(id));
  const ids = one
    .beginTurn(NOW)
    ?.arrived.map((event) => ('TaskScheduledId' in event ? event.TaskScheduledId : ''));
  expect(ids).toEqual(['', '', 2, 0, 1]);
});

test('a termination has a turn of its own, after what came before it and whatever came after', () => {
  const one = new Orchestration(row);
  send(one, terminated, null);
  send(one, started);
  expect(typesOf(one.beginTurn(NOW)?.arrived)).toEqual([
    EventType.OrchestratorStarted,
    EventType.ExecutionStarted,
  ]);
  one.append([newEvents.orchestratorStarted(NOW), started], '');
  expect(one.hasMessages).toBe(true);
  send(one, completed(0));
  expect(typesOf(one.beginTurn(NOW)?.arrived)).toEqual([
    EventType.OrchestratorStarted,
    EventType.ExecutionTerminated,
  ]);
});

test('a message for an execution that is over is used up without being told', () => {
  const one = new Orchestration(row);
  send(one, started);
  send(one, completed(7), 'e0');
  const start = one.beginTurn(NOW);
  expect(typesOf(start?.arrived)).toEqual([EventType.OrchestratorStarted, EventType.ExecutionStarted]);
  expect(start?.consumed).toHaveLength(2);
});

test('without a message for this execution there is no turn', () => {
  const one = new Orchestration(row);
  send(one, completed(7), 'e0');
  expect(one.beginTurn(NOW)).toBeUndefined();
});

test('time never runs backwards from turn to turn', () => {
  const one = new Orchestration(row);
  one.append([newEvents.orchestratorStarted(NOW), started], '');
  send(one, completed(0));
  expect(one.beginTurn(NOW - 5_000)?.time).toBe(NOW);
});
