import { z } from 'zod';
import { buildApp, DAY, HOUR, MINUTE, hostApp, newFile, START, type HostedApp } from './hostedApp.ts';

const app = buildApp({ name: 'orchestrations' });
const start = Date.parse(START);
const stateShape = z.object({ state: z.string(), output: z.unknown() });

async function begin({ fetch }: HostedApp, name: string, id: string, input?: object): Promise<void> {
  const body = input && JSON.stringify(input);
  const response = await fetch(`/api/start/${name}/${id}`, { method: 'POST', ...(body && { body }) });
  expect(response.status).toBe(202);
}
const stateOf = async ({ get }: HostedApp, id: string) => stateShape.parse(await get(`/api/status/${id}`));

/** Lets time pass until the orchestration has ended. */
async function endOf(hosted: HostedApp, id: string): Promise<z.infer<typeof stateShape>> {
  const isOver = async () => !['Pending', 'Running'].includes((await stateOf(hosted, id)).state);
  await hosted.clock.until(isOver, DAY);
  return await stateOf(hosted, id);
}

describe('An orchestration', () => {
  it('calls activities and lets the hours of its timers pass', async () => {
    const hosted = await hostApp(app);
    await begin(hosted, 'patient', 'one', { word: 'hello' });
    await hosted.clock.settle();
    expect(await stateOf(hosted, 'one')).toEqual({ state: 'Running', output: null });
    expect(await endOf(hosted, 'one')).toEqual({
      state: 'Completed',
      output: { first: { noted: 'hello 1' }, second: { noted: 'hello 2' } },
    });
    expect(await hosted.get('/api/done')).toEqual([
      `hello 1 of one at ${start}`,
      `hello 2 of one at ${start + HOUR}`,
    ]);
    expect(hosted.host.largestHistory).toBeGreaterThan(5);
  });

  it('hands values to activities as Azure does', async () => {
    const hosted = await hostApp(app);
    await begin(hosted, 'types', 'one');
    expect(await endOf(hosted, 'one')).toEqual({
      state: 'Completed',
      output: [
        ['string', 'text'],
        ['string', '{"a":1}'],
        ['number', 7],
        ['string', 'True'],
        ['object', { a: [1] }],
        ['undefined', null],
      ],
    });
  });

  it('runs others, which time passes for at once', async () => {
    const hosted = await hostApp(app);
    await begin(hosted, 'parent', 'one');
    const { state, output } = await endOf(hosted, 'one');
    expect(state).toBe('Completed');
    expect(output).toMatchObject([{ first: { noted: 'a 1' } }, { first: { noted: 'b 1' } }]);
    expect(hosted.clock.now()).toBe(start + HOUR);
  });

  it('fails by the words of its activity', async () => {
    const hosted = await hostApp(app);
    await begin(hosted, 'failing', 'one');
    const { state, output } = await endOf(hosted, 'one');
    expect([state, String(output)]).toEqual([
      'Failed',
      expect.stringMatching(/Activity function 'fails' failed: no luck/),
    ]);
  });

  it('is ended by a client in the midst of its wait', async () => {
    const hosted = await hostApp(app);
    await begin(hosted, 'patient', 'one', { word: 'hello' });
    await hosted.clock.settle();
    await hosted.fetch('/api/terminate/one', { method: 'POST' });
    await hosted.clock.advance(2 * HOUR);
    expect(await stateOf(hosted, 'one')).toEqual({ state: 'Terminated', output: 'asked to' });
    expect(await hosted.get('/api/done')).toHaveLength(1);
  });

  it('lets time pass while its activity sleeps', async () => {
    const hosted = await hostApp(app);
    await begin(hosted, 'sleeper', 'one');
    expect(await endOf(hosted, 'one')).toEqual({ state: 'Completed', output: start + HOUR });
  });
});

describe('On a database in a file', () => {
  it.each(['kill', 'close'] as const)(
    'an orchestration goes on after %s where it was, its timer not forgotten',
    async (end) => {
      const database = newFile();
      const first = await hostApp(app, { database });
      await begin(first, 'patient', 'one', { word: 'hello' });
      await first.clock.advance(HOUR / 2);
      await first.host[end]();
      // While the host is down its timer falls due.
      await first.clock.advance(HOUR);
      const second = await hostApp(app, { database, clock: first.clock });
      expect(await endOf(second, 'one')).toMatchObject({
        state: 'Completed',
        output: { first: { noted: 'hello 1' } },
      });
      // The first note was taken before; only the second one remained to be taken.
      expect(await second.get('/api/done')).toEqual([`hello 2 of one at ${start + 1.5 * HOUR}`]);
    },
  );

  // Without a word about it in host.json, the queues keep from others for five minutes what a killed process had.
  it.each([
    ['kill', 5 * MINUTE],
    ['close', 0],
  ] as const)('an activity that %s cuts off in its sleep runs again', async (end, silence) => {
    const database = newFile();
    const first = await hostApp(app, { database });
    await begin(first, 'sleeper', 'one');
    await first.clock.advance(HOUR / 2);
    await first.host[end]();
    await first.clock.advance(HOUR);
    const second = await hostApp(app, { database, clock: first.clock });
    expect(await endOf(second, 'one')).toEqual({ state: 'Completed', output: start + 2.5 * HOUR + silence });
    expect(await second.get('/api/done')).toEqual([`sleep at ${start + 1.5 * HOUR + silence}`]);
  });

  it('two hosts in one process know nothing of each other', async () => {
    const one = await hostApp(app, { database: newFile() });
    const other = await hostApp(app, { database: newFile() });
    await begin(one, 'types', 'same');
    await begin(other, 'patient', 'same', { word: 'x' });
    expect((await endOf(one, 'same')).output).toHaveLength(6);
    expect((await endOf(other, 'same')).output).toMatchObject({ first: { noted: 'x 1' } });
    expect(await one.get('/api/done')).toEqual([]);
  });
});
