import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as df from 'durable-functions';
import type { OrchestrationContext } from 'durable-functions';
import { z } from 'zod';
import { START, testEngine } from './testEngine.ts';

const HOUR = 3_600_000;
/** Ends the calls of Slow, in the order in which they began. */
const finishers: (() => void)[] = [];

const inHours = (context: OrchestrationContext, hours: number) =>
  new Date(context.df.currentUtcDateTime.getTime() + hours * HOUR);
df.app.activity('Slow', {
  handler: (result: string) =>
    new Promise<string>((resolve) => {
      finishers.push(() => resolve(result));
    }),
});
df.app.activity('Echo', { handler: (input: unknown) => input });
df.app.orchestration('Hours', function* (context) {
  yield context.df.createTimer(inHours(context, Number(context.df.getInput())));
  return context.df.getInput<unknown>() ?? null;
});
df.app.orchestration('Echoes', function* (context) {
  const result: unknown = yield context.df.callActivity('Echo', context.df.getInput());
  return result;
});
df.app.orchestration('CallsSlow', function* (context) {
  const result: unknown = yield context.df.callActivity('Slow', context.df.getInput());
  return result;
});
df.app.orchestration('TwoTimers', function* (context) {
  yield context.df.createTimer(inHours(context, 1));
  yield context.df.createTimer(inHours(context, 20));
});
df.app.orchestration('ParentOfHours', function* (context) {
  try {
    yield context.df.callSubOrchestrator('Hours', 5, 'kid');
  } catch {
    return 'caught';
  }
  return 'done';
});

let it: Awaited<ReturnType<typeof testEngine>>;
beforeEach(async () => {
  it = await testEngine();
});
afterEach(() => it.close());

const api = (path: string, init?: RequestInit) =>
  fetch(`${it.origin}/runtime/webhooks/durabletask/${path}`, init);
const post = (path: string, body: string) => api(path, { method: 'POST', body });
const until = async (condition: () => boolean | Promise<boolean>) => {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
};
const statusOf = async (id: string) => (await it.client.getStatus(id)).runtimeStatus;

describe('start', () => {
  test('answers 202 with the addresses of the instance', async () => {
    const response = await post('orchestrators/Hours/one', '1');
    expect(response.status).toBe(202);
    expect(response.headers.get('retry-after')).toBe('10');
    const urls = z.record(z.string(), z.string()).parse(await response.json());
    expect(Object.keys(urls)).toEqual([
      'id',
      'statusQueryGetUri',
      'sendEventPostUri',
      'terminatePostUri',
      'rewindPostUri',
      'purgeHistoryDeleteUri',
      'restartPostUri',
      'suspendPostUri',
      'resumePostUri',
    ]);
    expect(response.headers.get('location')).toBe(urls['statusQueryGetUri']);
    expect((await fetch(urls['statusQueryGetUri'] ?? '')).status).toBe(202);
  });

  test('gives an id of 32 hex digits when none is given', async () => {
    expect(await it.client.startNew('Hours', { input: 1 })).toMatch(/^[0-9a-f]{32}$/);
  });

  test('gives an orchestrator without input the empty string that the client sends', async () => {
    expect((await it.run('Echoes')).output).toBe('');
  });

  test('under the id of an instance that has not ended answers 409 and leaves it alone (C15)', async () => {
    await it.client.startNew('Hours', { instanceId: 'one', input: 1 });
    await it.clock.settle();
    const response = await post('orchestrators/Hours/one', '2');
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual({
      Message: 'An Orchestration instance with the status Running already exists.',
    });
    expect((await it.ended('one')).output).toBe(1);
  });

  test('of two starts at once one gets 409', async () => {
    const [one, other] = await Promise.all([
      post('orchestrators/Hours/one', '1'),
      post('orchestrators/Hours/one', '2'),
    ]);
    expect([one.status, other.status].sort()).toEqual([202, 409]);
  });

  test('under an id that has ended begins anew, with another history (i9)', async () => {
    await it.client.startNew('Hours', { instanceId: 'one', input: 1 });
    expect((await it.ended('one')).output).toBe(1);
    await it.client.startNew('Echoes', { instanceId: 'one', input: 2 });
    expect(await it.ended('one')).toMatchObject({ name: 'Echoes', output: 2 });
  });

  test('keeps ids of any case and sign apart', async () => {
    await it.client.startNew('Echoes', { instanceId: 'r:1.0:a b', input: 1 });
    await it.client.startNew('Echoes', { instanceId: 'R:1.0:a b', input: 2 });
    expect((await it.ended('r:1.0:a b')).output).toBe(1);
    expect((await it.ended('R:1.0:a b')).output).toBe(2);
  });

  test('refuses what is no JSON', async () => {
    expect((await post('orchestrators/Hours', '{')).status).toBe(400);
  });

  test.each(['orchestrators/Hours/a%2Fb', 'orchestrators/Hours/a/b', 'orchestrators/Hours/%zz'])(
    '%s is no address',
    async (path) => {
      expect((await post(path, '1')).status).toBe(404);
    },
  );
});

describe('status', () => {
  test('has the fields of Azure: 202 while it runs, 200 when it has ended', async () => {
    await it.client.startNew('Hours', { instanceId: 'one', input: 1 });
    await it.clock.settle();
    const running = await api('instances/one');
    expect(running.status).toBe(202);
    expect(running.headers.get('retry-after')).toBe('5');
    expect(await running.json()).toEqual({
      name: 'Hours',
      instanceId: 'one',
      runtimeStatus: 'Running',
      input: 1,
      customStatus: null,
      output: null,
      createdTime: '2026-03-01T00:00:00Z',
      lastUpdatedTime: '2026-03-01T00:00:00Z',
    });
    await it.ended('one');
    const ended = await api('instances/one?showInput=false');
    expect(ended.status).toBe(200);
    expect(await ended.json()).toMatchObject({
      runtimeStatus: 'Completed',
      input: null,
      output: 1,
      lastUpdatedTime: '2026-03-01T01:00:00Z',
    });
  });

  test('of a failed instance is 200, or 500 when that is asked for', async () => {
    await it.client.startNew('Nobody', { instanceId: 'one' });
    await it.ended('one');
    expect((await api('instances/one')).status).toBe(200);
    expect((await api('instances/one?returnInternalServerErrorOnFailure=true')).status).toBe(500);
  });

  test('of an unknown instance is 404', async () => {
    await expect(it.client.getStatus('nobody')).rejects.toThrow('HTTP 404');
  });
});

describe('queries of many instances', () => {
  test('are paged, and the client puts the pages together', async () => {
    for (let n = 0; n < 230; n += 1) await post(`orchestrators/Hours/i${n}`, '1');
    const first = await api('instances/');
    expect(await first.json()).toHaveLength(100);
    expect(first.headers.get('x-ms-continuation-token')).toBeTruthy();
    const all = await it.client.getStatusAll();
    expect(all).toHaveLength(230);
    expect(new Set(all.map(({ instanceId }) => instanceId)).size).toBe(230);
  });

  test('filter by status, time of creation and prefix', async () => {
    await it.client.startNew('Hours', { instanceId: 'a-short', input: 1 });
    await it.client.startNew('Hours', { instanceId: 'a-long', input: 9 });
    await it.clock.advance(2 * HOUR);
    await it.client.startNew('Hours', { instanceId: 'b-late', input: 9 });
    await it.clock.settle();
    const ids = async (filter: Parameters<typeof it.client.getStatusBy>[0]) =>
      (await it.client.getStatusBy(filter)).map(({ instanceId }) => instanceId);
    expect(await ids({ runtimeStatus: [df.OrchestrationRuntimeStatus.Running] })).toEqual([
      'a-long',
      'b-late',
    ]);
    expect(await ids({ createdTimeFrom: new Date(Date.parse(START) + HOUR) })).toEqual(['b-late']);
    expect(await ids({ createdTimeTo: new Date(Date.parse(START) + HOUR) })).toEqual(['a-long', 'a-short']);
    const prefixed = z.array(z.object({ instanceId: z.string() }));
    const byPrefix = prefixed.parse(await (await api('instances?instanceIdPrefix=a-&top=1')).json());
    expect(byPrefix).toEqual([expect.objectContaining({ instanceId: 'a-long' })]);
  });

  test.each(['instances/?runtimeStatus=Sleeping', 'instances/?createdTimeFrom=then', 'instances/?top=0'])(
    '%s is refused',
    async (path) => {
      expect((await api(path)).status).toBe(400);
    },
  );
});

describe('terminate', () => {
  test('ends an instance in its next turn, with the reason as output (C14, i9)', async () => {
    await it.client.startNew('Hours', { instanceId: 'one', input: 5 });
    await it.clock.settle();
    await it.client.terminate('one', 'because');
    const status = await it.ended('one');
    expect(status).toMatchObject({ runtimeStatus: 'Terminated', output: 'because' });
    await it.clock.advance(6 * HOUR);
    expect(await statusOf('one')).toBe('Terminated');
  });

  test('takes a reason that is JSON for JSON, and makes the status invalid without one (C14)', async () => {
    await it.client.startNew('Hours', { instanceId: 'one', input: 5 });
    await it.client.terminate('one', '{"a":1}');
    expect((await it.ended('one')).output).toEqual({ a: 1 });
    await it.client.startNew('Hours', { instanceId: 'two', input: 5 });
    await it.clock.settle();
    await it.client.terminate('two', String(undefined));
    await it.clock.settle();
    expect(await (await api('instances/two')).text()).toContain('"output":undefined');
    await expect(it.client.getStatus('two')).rejects.toThrow('could not construct');
  });

  test('leaves children running, and their parent cannot catch the end of a terminated one (C4, i9)', async () => {
    await it.client.startNew('ParentOfHours', { instanceId: 'parent' });
    await it.clock.settle();
    await it.client.terminate('kid', 'stop');
    expect(await it.ended('parent')).toMatchObject({ runtimeStatus: 'Failed' });
    expect((await it.client.getStatus('parent')).output).toMatch(
      /^Non-Deterministic workflow detected: .* a sub-orchestration task .* hasn't \(yet\?\) scheduled this task/,
    );
    await it.client.startNew('ParentOfHours', { instanceId: 'other' });
    await it.clock.settle();
    await it.client.terminate('other', 'stop');
    await it.clock.settle();
    expect([await statusOf('other'), await statusOf('kid')]).toEqual(['Terminated', 'Running']);
    await it.clock.advance(6 * HOUR);
    expect(await statusOf('kid')).toBe('Completed');
  });

  test('drops the result of an activity that still runs, also for the next instance of that id (i9)', async () => {
    await it.client.startNew('CallsSlow', { instanceId: 'one', input: 'old' });
    await until(() => finishers.length === 1);
    await it.client.terminate('one', 'stop');
    await until(async () => (await statusOf('one')) === df.OrchestrationRuntimeStatus.Terminated);
    await it.client.startNew('CallsSlow', { instanceId: 'one', input: 'new' });
    await until(() => finishers.length === 2);
    finishers[0]?.();
    finishers[1]?.();
    expect((await it.ended('one')).output).toBe('new');
  });

  test('answers 410 for an instance that has ended, 404 for one that never was', async () => {
    await it.client.startNew('Echoes', { instanceId: 'one', input: 1 });
    await it.ended('one');
    expect((await post('instances/one/terminate?reason=x', '')).status).toBe(410);
    await expect(it.client.terminate('nobody', 'x')).rejects.toThrow('No instance with ID');
  });
});

test('the database holds the work of instances that wait, and none of those that have ended in whatever way', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'durable-'));
  const database = join(directory, 'work.sqlite');
  const other = await testEngine({ database });
  const begun = finishers.length;
  await other.client.startNew('Hours', { instanceId: 'completed', input: 1 });
  await other.client.startNew('Hours', { instanceId: 'terminated', input: 5 });
  await other.client.startNew('CallsSlow', { instanceId: 'busy', input: 'late' });
  await other.client.startNew('ParentOfHours', { instanceId: 'parent' });
  await other.client.startNew('TwoTimers', { instanceId: 'waits' });
  await until(() => finishers.length > begun);
  const twice = new URL(`${other.origin}/runtime/webhooks/durabletask/instances/busy/terminate?reason=stop`);
  const terminate = { method: 'POST', url: twice, headers: new Headers(), body: '' };
  await Promise.all([other.engine.handle(terminate), other.engine.handle(terminate)]);
  for (const id of ['terminated', 'parent']) await other.client.terminate(id, 'stop');
  await until(async () => (await other.client.getStatus('busy')).output === 'stop');
  finishers.at(-1)?.();
  await other.clock.advance(9 * HOUR);
  await other.close();
  const left = new DatabaseSync(database);
  const ids = (table: string) => left.prepare(`SELECT instanceId FROM ${table}`).all();
  expect([ids('inbox'), ids('activity'), ids('timer')]).toEqual([[], [], [{ instanceId: 'waits' }]]);
  left.close();
  rmSync(directory, { recursive: true });
});

describe('purge', () => {
  test('removes an instance that has ended; another time it is none', async () => {
    await it.client.startNew('Echoes', { instanceId: 'one', input: 1 });
    await it.ended('one');
    await it.clock.advance(1);
    expect(await it.client.purgeInstanceHistory('one')).toEqual({ instancesDeleted: 1 });
    expect(await it.client.purgeInstanceHistory('one')).toEqual({ instancesDeleted: 0 });
    expect((await api('instances/one')).status).toBe(404);
  });

  test('answers 412 for an instance that has not ended, and leaves it (C15)', async () => {
    await it.client.startNew('Hours', { instanceId: 'one', input: 1 });
    await expect(it.client.purgeInstanceHistory('one')).rejects.toThrow('412');
    expect((await it.ended('one')).output).toBe(1);
  });

  test('answers 412 for an instance in its last turn, which its status does not show (C15)', async () => {
    await it.client.startNew('Echoes', { instanceId: 'one', input: 1 });
    expect((await it.ended('one')).runtimeStatus).toBe('Completed');
    await expect(it.client.purgeInstanceHistory('one')).rejects.toThrow('412');
    const createdTimeFrom = new Date(0);
    expect(await it.client.purgeInstanceHistoryBy({ createdTimeFrom })).toEqual({ instancesDeleted: 0 });
    await it.clock.advance(1);
    expect(await it.client.purgeInstanceHistoryBy({ createdTimeFrom })).toEqual({ instancesDeleted: 1 });
  });

  test('by filter removes what has ended and fits, nothing else', async () => {
    await it.client.startNew('Hours', { instanceId: 'early', input: 1 });
    await it.client.startNew('Hours', { instanceId: 'open', input: 99 });
    await it.clock.advance(3 * HOUR);
    await it.client.startNew('Echoes', { instanceId: 'late', input: 1 });
    await it.ended('late');
    const createdTimeTo = new Date(Date.parse(START) + HOUR);
    const createdTimeFrom = new Date(0);
    expect(await it.client.purgeInstanceHistoryBy({ createdTimeFrom, createdTimeTo })).toEqual({
      instancesDeleted: 1,
    });
    expect((await it.client.getStatusAll()).map(({ instanceId }) => instanceId)).toEqual(['late', 'open']);
    expect(await it.client.purgeInstanceHistoryBy({ createdTimeFrom, createdTimeTo })).toEqual({
      instancesDeleted: 0,
    });
  });
});

describe('calls that the engine refuses', () => {
  test.each([
    ['raiseEvent', () => it.client.raiseEvent('one', 'go', 1)],
    ['suspend', () => it.client.suspend('one', 'x')],
    ['resume', () => it.client.resume('one', 'x')],
    ['rewind', () => it.client.rewind('one', 'x')],
    ['entities', () => it.client.readEntityState(new df.EntityId('a', 'b'))],
    ['showHistory', () => it.client.getStatus('one', { showHistory: true })],
  ])('%s is refused by name', async (name, call) => {
    await it.client.startNew('Hours', { instanceId: 'one', input: 1 });
    await expect(call()).rejects.toThrow(`The local Durable engine refuses ${name}`);
  });

  test('a path that is not its own is left to others', async () => {
    const url = new URL(`${it.origin}/api/runs`);
    expect(await it.engine.handle({ method: 'GET', url, headers: new Headers(), body: '' })).toBeUndefined();
  });

  test('after the end everything is 503', async () => {
    await it.engine.close();
    expect((await api('instances/one')).status).toBe(503);
  });
});
