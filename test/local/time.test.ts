import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { buildApp, DAY, HOUR, hostApp, START, WatchedClock } from './hostedApp.ts';

const time = buildApp({ name: 'time' });
const start = Date.parse(START);

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server beside the app; gives its address. */
async function peer(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}/`;
}

const at = (url: string) => `?url=${encodeURIComponent(url)}`;

describe("The app's environment", () => {
  it('is the settings of its own host, of several in one process', async () => {
    const one = await hostApp(time, { settings: { GREETING: 'hello', ONLY: '1' } });
    const other = await hostApp(time, {
      settings: { GREETING: 'bye' },
      clock: new WatchedClock('2030-01-01T00:00:00Z'),
    });
    process.env['ONLY_OF_THE_TEST'] = 'x';
    const common = ['FUNCTIONS_WORKER_RUNTIME', 'HOME', 'NO_PROXY', 'PATH', 'WEBSITE_HOSTNAME'];
    expect(await one.get('/api/settings')).toEqual({
      env: 'hello',
      loadedAt: start,
      all: [...common, 'GREETING', 'ONLY'].sort(),
    });
    expect(await other.get('/api/settings')).toEqual({
      env: 'bye',
      loadedAt: Date.parse('2030-01-01T00:00:00Z'),
      all: [...common, 'GREETING'].sort(),
    });
  });
});

describe("The app's time", () => {
  it("is the host's clock wherever Date tells it, and else Date is as ever", async () => {
    const { clock, get } = await hostApp(time);
    await clock.advance(DAY + 5);
    expect(await get('/api/dates')).toEqual({
      now: start + DAY + 5,
      made: '2026-03-03T00:00:00.005Z',
      called: start + DAY,
      given: 0,
      isDate: true,
      utc: Date.UTC(2026, 0, 1),
    });
  });

  test.each([
    ['/api/sleep', HOUR],
    ['/api/sleepPromisified', HOUR],
    ['/api/sleepTwice', 2 * HOUR],
  ])('passes while an invocation sleeps: %s', async (path, ms) => {
    const { clock, ask } = await hostApp(time);
    const { answer } = await ask(path);
    await clock.advance(DAY);
    expect(await answer).toBe(start + ms);
  });

  it('need not pass for what is due at once', async () => {
    const { get } = await hostApp(time);
    expect(await get('/api/yield')).toBe(start);
  });

  it('moves timers that are cleared, refreshed and repeated as in Node', async () => {
    const { clock, ask } = await hostApp(time);
    const { answer } = await ask('/api/cleared');
    await clock.advance(DAY);
    expect(await answer).toEqual(['tick', 'tick', 'tick']);
  });

  it('moves timers that outlive their invocation', async () => {
    const { clock, get } = await hostApp(time);
    await get('/api/startTicks');
    await clock.advance(3 * HOUR);
    expect(await get('/api/ticks')).toEqual([1, 2, 3].map((hours) => start + hours * HOUR));
  });

  test.each([['/api/work'], ['/api/workBeside']])(
    'stands still while an invocation works: %s',
    async (path) => {
      const { clock, ask } = await hostApp(time);
      const { answer } = await ask(path);
      await clock.advance(DAY);
      expect(await answer).toBe(start);
    },
  );

  test.each([['/api/request'], ['/api/fetch']])(
    'stands still while a request is on its way, though a timer bounds it: %s',
    async (path) => {
      const { clock, ask } = await hostApp(time);
      const slow = await peer((_, response) => void setTimeout(() => response.end('answered'), 100));
      const { answer } = await ask(`${path}${at(slow)}`);
      await clock.advance(DAY);
      expect(await answer).toEqual({ answer: 'answered', at: start });
    },
  );

  it('stands still while a request is on its way that a timer has sent', async () => {
    const { clock, ask } = await hostApp(time);
    const slow = await peer((_, response) => void setTimeout(() => response.end('answered'), 100));
    const { answer } = await ask(`/api/requestLater${at(slow)}`);
    await clock.advance(DAY);
    expect(await answer).toEqual({ answer: 'answered', at: start + HOUR });
  });

  it('passes while a peer hangs, so that the time-out comes', async () => {
    const { clock, ask } = await hostApp(time);
    const { answer } = await ask(`/api/request${at(await peer(() => undefined))}`);
    await clock.advance(DAY);
    expect(await answer).toEqual({ answer: 'timed out', at: start + 30_000 });
  });

  it('passes while invocations wait for one that backs off', async () => {
    const { clock, ask } = await hostApp(time);
    const asked = [await ask('/api/shared'), await ask('/api/shared'), await ask('/api/shared')];
    await clock.advance(DAY);
    const answers = await Promise.all(asked.map(({ answer }) => answer));
    expect(answers).toEqual([start + HOUR, start + HOUR, start + HOUR]);
  });
});

describe('A killed host', () => {
  it('breaks what is on its way, and sends nothing more', async () => {
    const app = await hostApp(time);
    const seen: string[] = [];
    let broken: (() => void) | undefined;
    const isBroken = new Promise<void>((resolve) => {
      broken = resolve;
    });
    const url = await peer((request, response) => {
      seen.push(request.url ?? '');
      if (request.url === '/test') response.end();
      else request.socket.on('close', () => broken?.());
      if (request.url === '/first') void app.host.kill();
    });
    await expect(app.fetch(`/api/sendTwice${at(url)}`)).rejects.toThrow('fetch failed');
    await isBroken;
    // What had been sent since would be here before these.
    for (let times = 0; times < 3; times += 1) await fetch(`${url}test`);
    expect(seen.filter((path) => path !== '/test')).toEqual(['/first']);
  });

  it('is up again under the same port, and knows nothing of what it did', async () => {
    const first = await hostApp(time);
    await first.get('/api/startTicks');
    await first.host.kill();
    const second = await hostApp(time, { port: Number(new URL(first.host.origin).port), clock: first.clock });
    await first.clock.advance(2 * HOUR);
    expect(await second.get('/api/ticks')).toEqual([]);
  });
});

describe('A host that closes', () => {
  it('lets a request that works be answered', async () => {
    const { host, clock, ask } = await hostApp(time);
    const { answer } = await ask('/api/work');
    // The second to hold the clock is the invocation.
    await clock.nextHold();
    await host.close();
    expect(await answer).toBe(start);
  });

  it('stops the timers that the app has left', async () => {
    const { host, clock, get } = await hostApp(time);
    const seen: string[] = [];
    const url = await peer((request, response) => {
      seen.push(request.url ?? '');
      response.end();
    });
    await get(`/api/sendOften${at(`${url}tick`)}`);
    await host.close();
    await clock.advance(DAY);
    await fetch(`${url}test`);
    expect(seen).toEqual(['/test']);
  });

  it('does not wait for an invocation that only sleeps', async () => {
    const { host, clock, ask } = await hostApp(time);
    const { answer } = await ask('/api/sleep');
    const cutOff = expect(answer).rejects.toThrow('fetch failed');
    await clock.settle();
    await host.close();
    await cutOff;
  });
});
