import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as df from 'durable-functions';
import { z } from 'zod';
import { testEngine } from '../local/durable/testEngine.ts';

/**
 * Orchestrations as they were run on the Durable extension, run here by the SDK on the local engine: the histories
 * have the same events, with the same fields in the same order. Source: `test/fixtures/durable-turns.json`, whose
 * instance ids stand in brackets. `test/local/durable/recordedTurns.test.ts` does the same for all of them without SDK.
 */
const eventShape = z.looseObject({ EventType: z.number(), Input: z.string().nullish() });
type Event = z.infer<typeof eventShape>;
const recordings = z
  .object({
    instances: z.array(
      z.looseObject({
        orchestrator: z.string(),
        instanceId: z.string(),
        turns: z.array(z.looseObject({ newEvents: z.array(eventShape) })),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(__dirname, '../fixtures/durable-turns.json'), 'utf8'))).instances;

let slowMayEnd: () => void = () => undefined;
df.app.activity('Echo', { handler: (input: unknown) => input });
df.app.activity('Fail', {
  handler: (text: string) => {
    throw new Error(text);
  },
});
df.app.activity('Sleep', {
  handler: ({ v }: { v: string }) => new Promise<string>((resolve) => (slowMayEnd = () => resolve(v))),
});

const caughtBy = (error: unknown) => (error instanceof Error ? error.message : '');
const INPUTS = [
  ...[true, false, null, undefined, 5, 1.5, 'str', '123', 'true', 'null', '{"a":1}', '', { a: 1 }, [1]],
  '2020-01-02T03:04:05Z',
  { d: '2020-01-02T03:04:05.600Z', n: null },
];

df.app.orchestration('Hello', function* (context) {
  const a: unknown = yield context.df.callActivity('Echo', 'hi');
  return { a, in: context.df.getInput<unknown>() };
});
df.app.orchestration('ActIn', function* (context) {
  for (const input of INPUTS) yield context.df.callActivity('Echo', input);
});
df.app.orchestration('ActFail', function* (context) {
  try {
    yield context.df.callActivity('Fail', 'boom text');
  } catch (error) {
    return caughtBy(error);
  }
  return '';
});
df.app.orchestration('ChildFail', function* (context) {
  // It never asks for anything, but is a generator all the same.
  if (context.df.getInput() === undefined) yield context.df.callActivity('Echo');
  throw new Error(`child boom ${JSON.stringify(context.df.getInput())}`);
});
df.app.orchestration('SubFail', function* (context) {
  try {
    yield context.df.callSubOrchestrator('ChildFail', 'z');
  } catch (error) {
    return caughtBy(error);
  }
  return '';
});
df.app.orchestration('SubTwice', function* (context) {
  const id = `${context.df.instanceId}-k`;
  yield context.df.callSubOrchestrator('Hello', 1, id);
  yield context.df.callSubOrchestrator('Hello', 2, id);
});
df.app.orchestration('CanLoop', function* (context) {
  const generation = z.number().parse(context.df.getInput());
  if (generation === 3) return generation;
  yield context.df.callActivity('Echo', `gen${generation}`);
  context.df.continueAsNew(generation + 1);
  return undefined;
});
df.app.orchestration('Timer', function* (context) {
  yield context.df.createTimer(
    new Date(context.df.currentUtcDateTime.getTime() + Number(context.df.getInput())),
  );
});
df.app.orchestration('AllFail', function* (context) {
  try {
    yield context.df.Task.all([
      context.df.callActivity('Sleep', { ms: 2000, v: 'slow' }),
      context.df.callActivity('Fail', 'one fails'),
      context.df.callActivity('Echo', 'ok'),
    ]);
  } catch {
    yield context.df.callActivity('Echo', 'afterfail');
  }
});
df.app.orchestration('AllFailSlow', function* (context) {
  try {
    yield context.df.Task.all([
      context.df.callActivity('Fail', 'ff'),
      context.df.callActivity('Sleep', { ms: 3000, v: 'slow' }),
    ]);
  } catch {
    yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 1_000));
  }
});
df.app.orchestration('Fan3', function* (context) {
  yield context.df.Task.all([1, 2, 3].map((n) => context.df.callActivity('Echo', n)));
  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 1_000));
  yield context.df.callSubOrchestrator('Hello', { k: 1 });
});

function recorded(id: string) {
  const found = recordings.find(({ instanceId }) => instanceId === id);
  if (!found) throw new Error(`There is no recording ${id}.`);
  const turns = found.turns.map(({ newEvents }) => newEvents);
  return {
    name: found.orchestrator,
    turns,
    input: turns[0]?.find(({ EventType }) => EventType === 0)?.Input ?? null,
  };
}

const payloadShape = z.object({ instanceId: z.string(), history: z.array(eventShape) });

/** What each turn added to the history of the instance. */
async function live(id: string): Promise<Event[][]> {
  const { name, input } = recorded(id);
  const turns: Event[][] = [];
  let before = 0;
  const engine = await testEngine({
    calls: (calls) => ({
      ...calls,
      orchestrator: async (called, payload) => {
        const { instanceId, history } = payloadShape.parse(JSON.parse(payload));
        if (instanceId === id) {
          const begins =
            history.length <= before || history.filter(({ EventType }) => EventType === 12).length === 1;
          turns.push(begins ? history : history.slice(before));
          before = history.length;
          // The slow one of several ends after the others, as it did.
          if (history.some(({ EventType }) => EventType === 6)) slowMayEnd();
        }
        return await calls.orchestrator(called, payload);
      },
    }),
  });
  try {
    await engine.client.startNew(name, { instanceId: id, input: JSON.parse(input ?? 'null') });
    await engine.ended(id);
  } finally {
    await engine.close();
  }
  return turns;
}

/** Keys in their order, and values but for times, random ids, and .NET's own account of an error. */
function comparable(event: Event): string {
  return JSON.stringify(event, (key, value: unknown) => {
    if (key === 'Timestamp' || key === 'FireAt') return 'a time';
    if (key === 'ExecutionId') return 'an id';
    if (key === 'InstanceId' && typeof value === 'string')
      return value.replace(/^[0-9a-f-]{32,36}:/, 'an id:');
    if (key === 'Details' && typeof value === 'string') return 'details';
    if (key === 'Correlation') return null;
    return value;
  });
}

describe('An orchestration that goes step by step has, turn by turn, the history that Azure gave it:', () => {
  it.each([
    ['an activity', 't1'],
    ['activities with inputs of every kind', 'cxin'],
    ['an activity that fails', 'c5a'],
    ['a child that fails', 'c5f'],
    ['a child again under the id of one that has ended', 'e6c'],
    ['continue-as-new', 'c1l'],
    ['a timer in the past', 'c10a'],
  ])('%s [%s]', async (_, id) => {
    const turns = (await live(id)).map((events) => events.map(comparable));
    expect(turns).toEqual(recorded(id).turns.map((events) => events.map(comparable)));
  });
});

describe('An orchestration that fans out has, in whatever turns, the history that Azure gave it:', () => {
  const DONE = new Set([5, 6]);
  /** Without the borders of turns; what ends at one time is sorted. */
  function events(turns: readonly Event[][]): string[] {
    const all = turns.flat().filter(({ EventType }) => EventType !== 12 && EventType !== 13);
    const sorted: Event[] = [];
    for (const event of all) {
      let at = sorted.length;
      while (
        DONE.has(event.EventType) &&
        at > 0 &&
        DONE.has(sorted[at - 1]?.EventType ?? 0) &&
        idOf(sorted[at - 1]) > idOf(event)
      )
        at -= 1;
      sorted.splice(at, 0, event);
    }
    return sorted.map(comparable);
  }
  const idOf = (event: Event | undefined) => Number(event?.['TaskScheduledId'] ?? -1);

  it.each([
    ['three activities, a timer, a child', 'c7a'],
    ['a failing member, a slow one, and what comes after both', 'c6a'],
    ['a failing member, a slow one, and a timer after both', 'h5'],
  ])('%s [%s]', async (_, id) => {
    expect(events(await live(id))).toEqual(events(recorded(id).turns));
  });
});
