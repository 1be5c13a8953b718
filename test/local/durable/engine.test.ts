/* eslint require-yield: off -- an orchestrator is a generator even if it asks for nothing */
import * as df from 'durable-functions';
import type { OrchestrationContext } from 'durable-functions';
import { z } from 'zod';
import { testEngine } from './testEngine.ts';

// Numbers in brackets name the measurements of the real extension that a case copies: C = a correction, i = an item.

const SECOND = 1_000;
const DAY = 86_400_000;
const payloads: string[] = [];
let released: () => void = () => undefined;

df.app.activity('Echo', { handler: (input: unknown) => input });
df.app.activity('TypeOf', { handler: (input: unknown) => ({ type: typeof input, value: input ?? null }) });
df.app.activity('Nothing', { handler: () => undefined });
df.app.activity('Fail', {
  handler: (text: string) => {
    throw new TypeError(text);
  },
});
df.app.activity('Slow', { handler: () => new Promise((resolve) => (released = () => resolve('slow'))) });

const inSeconds = (context: OrchestrationContext, seconds: number) =>
  new Date(context.df.currentUtcDateTime.getTime() + seconds * SECOND);
const matching = (text: RegExp): unknown => expect.stringMatching(text);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : 'no error');

df.app.orchestration('Sequence', function* (context) {
  const results: unknown[] = [];
  for (const n of [1, 2, 3]) results.push(yield context.df.callActivity('Echo', n));
  return results;
});
df.app.orchestration('All', function* (context) {
  const names = z.array(z.tuple([z.string(), z.unknown()])).parse(context.df.getInput());
  try {
    const result: unknown = yield context.df.Task.all(
      names.map(([name, input]) => context.df.callActivity(name, input)),
    );
    return result;
  } catch (error) {
    const after: unknown = yield context.df.callActivity('Echo', 'after');
    return { caught: messageOf(error), after };
  }
});
df.app.orchestration('One', function* (context) {
  const { name, input } = z
    .object({ name: z.string(), input: z.unknown().optional() })
    .parse(context.df.getInput());
  const result: unknown = yield context.df.callActivity(name, input);
  return result;
});
df.app.orchestration('Throws', function* (context) {
  yield context.df.callActivity('Echo', 1);
  throw new Error('boom');
});
df.app.orchestration('Input', function* (context) {
  const input: unknown = context.df.getInput();
  return { type: typeof input, value: input ?? null, parent: context.df.parentInstanceId ?? null };
});
df.app.orchestration('Parent', function* (context) {
  const { child, id, input } = z
    .object({ child: z.string(), id: z.string().optional(), input: z.unknown().optional() })
    .parse(context.df.getInput());
  try {
    const result: unknown = yield context.df.callSubOrchestrator(child, input, id);
    return result;
  } catch (error) {
    return { caught: messageOf(error) };
  }
});
df.app.orchestration('Timer', function* (context) {
  const before = context.df.currentUtcDateTime.getTime();
  yield context.df.createTimer(inSeconds(context, z.number().parse(context.df.getInput())));
  const waited = context.df.currentUtcDateTime.getTime() - before;
  const after: unknown = yield context.df.callActivity('Echo', 'after');
  return { waited, after };
});
df.app.orchestration('AllWithTimer', function* (context) {
  const timer = context.df.createTimer(inSeconds(context, 3_600));
  try {
    yield context.df.Task.all([context.df.callActivity('Fail', 'no'), timer]);
  } catch {
    timer.cancel();
  }
  const result: unknown = yield context.df.callActivity('Echo', 'at once');
  return result;
});
df.app.orchestration('Again', function* (context) {
  const { generation, last } = z
    .object({ generation: z.number(), last: z.number() })
    .parse(context.df.getInput());
  yield context.df.callActivity('Echo', generation);
  if (generation === 1) context.df.setCustomStatus({ generation });
  if (generation < last) context.df.continueAsNew({ generation: generation + 1, last });
  return { generation, parent: context.df.parentInstanceId ?? null };
});
df.app.orchestration('AgainWith', function* (context) {
  const input: unknown = context.df.getInput();
  if (typeof input === 'object' && input && 'next' in input) context.df.continueAsNew(input.next);
  return { type: typeof input, value: input ?? null };
});
df.app.orchestration('AgainWithNothing', function* (context) {
  if (context.df.getInput() === 'first') context.df.continueAsNew(undefined);
  const input: unknown = context.df.getInput();
  return input ?? null;
});
df.app.orchestration('AgainThenNothing', function* (context) {
  if (context.df.getInput() !== 'first') return;
  context.df.setCustomStatus('of the first');
  context.df.continueAsNew({});
});
df.app.orchestration('Status', function* (context) {
  context.df.setCustomStatus('x'.repeat(z.number().parse(context.df.getInput()) - 2));
  yield context.df.createTimer(inSeconds(context, 60));
  return 'done';
});
df.app.orchestration('Guid', function* (context) {
  const before = context.df.newGuid('a');
  yield context.df.callActivity('Echo', 1);
  return { before, replaying: context.df.isReplaying };
});

let it: Awaited<ReturnType<typeof testEngine>>;
beforeEach(async () => {
  payloads.length = 0;
  it = await testEngine({
    calls: (calls) => ({
      ...calls,
      orchestrator: (name, payload) => {
        payloads.push(payload);
        return calls.orchestrator(name, payload);
      },
    }),
  });
});
afterEach(() => it.close());

const history = z.object({
  history: z.array(z.looseObject({ EventType: z.number(), IsPlayed: z.boolean() })),
});
const eventsOf = (payload: string | undefined) => history.parse(JSON.parse(payload ?? '')).history;

describe('activities', () => {
  test('run in order, each with its id, and the history grows turn by turn (i7)', async () => {
    expect(await it.run('Sequence')).toMatchObject({ runtimeStatus: 'Completed', output: [1, 2, 3] });
    const types = payloads.map((payload) => eventsOf(payload).map(({ EventType }) => EventType));
    expect(types).toEqual([
      [12, 0],
      [12, 0, 4, 13, 12, 5],
      [12, 0, 4, 13, 12, 5, 4, 13, 12, 5],
      [12, 0, 4, 13, 12, 5, 4, 13, 12, 5, 4, 13, 12, 5],
    ]);
    const scheduled = eventsOf(payloads.at(-1)).filter(({ EventType }) => EventType === 4);
    expect(scheduled.map(({ EventId }) => EventId)).toEqual([0, 1, 2]);
  });

  test('only starts and completions of earlier turns count as played (i7)', async () => {
    await it.run('Sequence');
    const played = eventsOf(payloads.at(-1)).map(
      ({ EventType, IsPlayed }) => `${EventType}${IsPlayed ? '+' : ''}`,
    );
    expect(played.join(' ')).toBe('12 0+ 4 13 12 5+ 4 13 12 5+ 4 13 12 5');
  });

  test('the payload has the keys of Azure in their order (C16)', async () => {
    await it.run('Sequence', { x: 1 });
    const [first] = payloads;
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(JSON.parse(first ?? '')))).toEqual([
      'history',
      'input',
      'instanceId',
      'isReplaying',
      'parentInstanceId',
      'sourceInstanceId',
      'upperSchemaVersion',
      'upperSchemaVersionNew',
      'longRunningTimerIntervalDuration',
      'maximumShortTimerDuration',
      'defaultHttpAsyncRequestSleepTimeMillseconds',
    ]);
  });

  test.each([
    ['a boolean arrives as a word (C7)', true, { type: 'string', value: 'True' }],
    ['false too (C7)', false, { type: 'string', value: 'False' }],
    ['null arrives as nothing (C7)', null, { type: 'undefined', value: null }],
    ['a number stays one', 1.5, { type: 'number', value: 1.5 }],
    ['a string of digits stays a string (C7)', '123', { type: 'string', value: '123' }],
    ['a string of JSON stays a string (C7)', '{"a":1}', { type: 'string', value: '{"a":1}' }],
    ['an empty string stays one (C7)', '', { type: 'string', value: '' }],
    ['an object stays one', { a: [1] }, { type: 'object', value: { a: [1] } }],
  ])('%s', async (_, input, output) => {
    expect((await it.run('One', { name: 'TypeOf', input })).output).toEqual(output);
  });

  test('without a result give null (C17)', async () => {
    expect((await it.run('One', { name: 'Nothing' })).output).toBeNull();
    const completed = eventsOf(payloads.at(-1)).find(({ EventType }) => EventType === 5);
    expect(completed?.['Result']).toBeNull();
  });

  test('a hundred kilobytes go in and out unharmed', async () => {
    const input = { text: 'ü"\\ IsPlayed":false '.repeat(5_000) };
    expect((await it.run('One', { name: 'Echo', input })).output).toEqual(input);
  });

  test('an uncaught failure fails the orchestration with both prefixes and the details (i5)', async () => {
    const { runtimeStatus, output } = await it.run('One', { name: 'Fail', input: 'bad text' });
    expect(runtimeStatus).toBe('Failed');
    expect(output).toMatch(
      /^Orchestrator function 'One' failed: Activity function 'Fail' failed: bad text \n \{"\$type":/,
    );
  });

  test('names are found without regard to case (i9)', async () => {
    expect((await it.run('ONE', { name: 'ECHO', input: 1 })).output).toBe(1);
  });
});

describe('Task.all', () => {
  test('gives the results in the order of its members, whatever order they end in', async () => {
    const id = await it.client.startNew('All', {
      input: [['Slow'], ['Echo', 2]].map(([n, i]) => [n, i ?? null]),
    });
    const settled = it.clock.settle();
    await untilCalled(() => released !== nothing);
    released();
    await settled;
    expect((await it.ended(id)).output).toEqual(['slow', 2]);
  });

  test('goes on after a failure only when the slow member has ended, though Node asked at once (C2c, i6)', async () => {
    const id = await it.client.startNew('All', {
      input: [
        ['Slow', null],
        ['Fail', 'one'],
      ],
    });
    const asked = () =>
      payloads.some((payload) => eventsOf(payload).some(({ EventType }) => EventType === 6));
    await untilCalled(asked);
    const scheduled = () =>
      payloads.flatMap(eventsOf).filter(({ EventType, Name }) => EventType === 4 && Name === 'Echo').length;
    expect(scheduled()).toBe(0);
    released();
    const { output } = await it.ended(id);
    expect(output).toEqual({
      caught: matching(/^Activity function 'Fail' failed: one \n /),
      after: 'after',
    });
    expect(scheduled()).toBe(1);
  });

  test('with a failed member and a timer that is cancelled goes on at once (C2c)', async () => {
    const status = await it.run('AllWithTimer');
    expect(status).toMatchObject({ runtimeStatus: 'Completed', output: 'at once' });
    expect(status.lastUpdatedTime).toEqual(status.createdTime);
  });
});

const nothing = released;
async function untilCalled(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

test('no more activities run at once than the limit says', async () => {
  let running = 0;
  let most = 0;
  const limited = await testEngine({
    maxConcurrentActivities: 3,
    calls: (calls) => ({
      ...calls,
      activity: async (...call) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return calls.activity(...call);
      },
    }),
  });
  const { output } = await limited.run(
    'All',
    Array.from({ length: 20 }, (_, n) => ['Echo', n]),
  );
  expect(output).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(most).toBe(3);
  await limited.close();
});

describe('sub-orchestrations', () => {
  test('have the parent execution and the id of the task as their instance id (i7)', async () => {
    await it.run('Parent', { child: 'Input', input: 1 });
    const created = eventsOf(payloads.at(-1)).find(({ EventType }) => EventType === 7);
    expect(created?.['InstanceId']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}:0$/);
  });

  test.each([
    ['true', true, { type: 'boolean', value: true }],
    ['a string of JSON', '{"a":1}', { type: 'string', value: '{"a":1}' }],
    ['an empty string', '', { type: 'string', value: '' }],
    ['null', null, { type: 'object', value: null }],
  ])('get %s as it was given (C7)', async (_, input, output) => {
    expect((await it.run('Parent', { child: 'Input', input, id: 'kid' })).output).toMatchObject(output);
  });

  test('get nothing as null (C7)', async () => {
    expect((await it.run('Parent', { child: 'Input' })).output).toMatchObject({
      type: 'object',
      value: null,
    });
  });

  test('tell their parent how they failed, in words that the SDK puts together (i5)', async () => {
    const { output } = await it.run('Parent', { child: 'Throws' });
    expect(output).toEqual({
      caught: matching(/^Orchestrator function 'Throws' failed: boom \n Message: boom, StackTrace: /),
    });
  });

  test('chain both prefixes when an activity of theirs fails (i5)', async () => {
    const { output } = await it.run('Parent', { child: 'One', input: { name: 'Fail', input: 'deep' } });
    const prefixes = /^Orchestrator function 'One' failed: Activity function 'Fail' failed: deep \n /;
    expect(output).toEqual({ caught: matching(prefixes) });
  });

  test('that continue as new keep their id and parent, and give it their last result (i1)', async () => {
    const { output } = await it.run('Parent', {
      child: 'Again',
      id: 'kid',
      input: { generation: 0, last: 3 },
    });
    expect(output).toEqual({ generation: 3, parent: matching(/./) });
  });

  test('run again under an id that has ended (C12)', async () => {
    expect((await it.run('Parent', { child: 'Input', id: 'kid', input: 1 })).output).toMatchObject({
      value: 1,
    });
    expect((await it.run('Parent', { child: 'Input', id: 'kid', input: 2 })).output).toMatchObject({
      value: 2,
    });
  });
});

describe('timers', () => {
  test('of an hour take an hour, and none of it is real', async () => {
    expect((await it.run('Timer', 3_600)).output).toEqual({ waited: 3_600 * SECOND, after: 'after' });
  });

  test.each([
    [0, 0],
    [-5, 0],
  ])('of %d s are over one turn later, without the clock having moved (C11)', async (seconds, waited) => {
    const id = await it.client.startNew('Timer', { input: seconds });
    await it.clock.settle();
    expect((await it.client.getStatus(id)).output).toEqual({ waited, after: 'after' });
  });

  test('of 20 days are made of parts, each with an id (i10)', async () => {
    expect((await it.run('Timer', (20 * DAY) / SECOND)).output).toEqual({ waited: 20 * DAY, after: 'after' });
    const parts = eventsOf(payloads.at(-1)).filter(({ EventType }) => EventType === 10);
    expect(parts.map(({ EventId }) => EventId)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const [echo] = eventsOf(payloads.at(-1)).filter(({ EventType }) => EventType === 4);
    expect(echo?.['EventId']).toBe(7);
  });
});

describe('timers that fire a second early (C11)', () => {
  test.each([
    [1.5, 500],
    [0.3, 20],
  ])('of %d s are over after %d ms, and the orchestrator sees it', async (seconds, waited) => {
    const early = await testEngine({ timersEarlyByMs: 1_000 });
    expect((await early.run('Timer', seconds)).output).toEqual({ waited, after: 'after' });
    await early.close();
  });

  test('re-create the end of a long one, until it is really over (i10)', async () => {
    const early = await testEngine({ timersEarlyByMs: 400 });
    expect((await early.run('Timer', (7 * DAY) / SECOND)).output).toEqual({
      waited: 7 * DAY,
      after: 'after',
    });
    await early.close();
  });
});

describe('continue-as-new', () => {
  test('begins with an empty history that has a beginning of its own (C9)', async () => {
    expect((await it.run('Again', { generation: 0, last: 2 })).output).toEqual({
      generation: 2,
      parent: null,
    });
    const types = payloads.map((payload) => eventsOf(payload).map((event) => event.EventType));
    expect(types.slice(2, 4)).toEqual([
      [12, 0, 13],
      [12, 0, 13, 4, 13, 12, 5],
    ]);
    const played = eventsOf(payloads[3]).map((event) => event.IsPlayed);
    expect(played).toEqual([false, true, true, false, false, false, false]);
  });

  test.each([
    ['an object as it is', { a: 1 }, { type: 'object', value: { a: 1 } }],
    ['a number as it is', 5, { type: 'number', value: 5 }],
    ['zero as it is (i1)', 0, { type: 'number', value: 0 }],
    ['null as null', null, { type: 'object', value: null }],
    ['a string with quotes around it (C6)', 'str', { type: 'string', value: '"str"' }],
    ['digits with quotes around them (C6)', '5', { type: 'string', value: '"5"' }],
  ])('passes on %s', async (_, next, output) => {
    expect((await it.run('AgainWith', { next })).output).toEqual(output);
  });

  test('passes on undefined as null (C6)', async () => {
    expect((await it.run('AgainWithNothing', 'first')).output).toBeNull();
  });

  test('keeps the custom status through the first turn of the next generation only (C19)', async () => {
    expect((await it.run('AgainThenNothing', 'first')).customStatus).toBe('of the first');
    expect((await it.run('Again', { generation: 0, last: 2 })).customStatus).toBeNull();
  });

  test('takes part in the largest history by its generations, not by their sum', async () => {
    await it.run('Again', { generation: 0, last: 30 });
    expect(it.engine.largestHistory).toBe(9);
  });
});

describe('status', () => {
  test('has room for 8,703 characters of JSON (C18)', async () => {
    expect((await it.run('Status', 8_703)).runtimeStatus).toBe('Completed');
    expect(await it.run('Status', 8_704)).toMatchObject({
      runtimeStatus: 'Failed',
      output:
        "Orchestrator function 'Status' failed: The UTF-16 size of the JSON-serialized payload must not exceed 16 KB. " +
        'The current payload size is 17 KB.',
    });
  });
});

describe('orchestrators', () => {
  test('that throw fail with their own text (i5)', async () => {
    expect(await it.run('Throws')).toMatchObject({
      runtimeStatus: 'Failed',
      output: "Orchestrator function 'Throws' failed: boom",
    });
  });

  test('see the same GUID in every turn, and that the last one is new', async () => {
    const { output } = await it.run('Guid');
    expect(output).toEqual({ before: matching(/^[0-9a-f-]{36}$/), replaying: false });
  });

  test('of many instances run beside each other and keep apart', async () => {
    const ids = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        it.client.startNew('Parent', { input: { child: 'Timer', input: n + 1 } }),
      ),
    );
    for (const [n, id] of ids.entries())
      expect((await it.ended(id)).output).toEqual({ waited: (n + 1) * SECOND, after: 'after' });
  });

  test('that nobody registered are accepted and then fail (i9)', async () => {
    const { runtimeStatus, output } = await it.run('Nobody');
    expect(runtimeStatus).toBe('Failed');
    expect(output).toMatch(
      /^Orchestrator function 'Nobody' failed: The function 'Nobody' doesn't exist, is disabled, or/,
    );
  });
});
