import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { VirtualClock } from '../../../src/clock/virtualClock.ts';
import { DurableEngine } from '../../../src/local/durable/engine.ts';
import type { DurableEngineOptions, FunctionCalls } from '../../../src/local/durable/engine.ts';
import { functionCalls, registeredFunctions } from './registeredFunctions.ts';

// Without it the SDK rewrites the addresses of the binding to another port.
process.env['WEBSITE_HOSTNAME'] = '127.0.0.1';
process.env['NO_PROXY'] = '127.0.0.1';

const DAY = 86_400_000;
export const START = '2026-03-01T00:00:00.000Z';

type Options = Partial<Omit<DurableEngineOptions, 'calls' | 'clock'>> & {
  clock?: VirtualClock;
  calls?: (calls: FunctionCalls) => FunctionCalls;
};

/** An engine over the functions that the test file has registered, with the SDK's own client in front of it. */
export async function testEngine({
  clock = new VirtualClock(START),
  calls = same,
  ...options
}: Options = {}) {
  const logged: string[] = [];
  const engine = new DurableEngine({
    database: ':memory:',
    ...registeredFunctions(),
    log: (message) => logged.push(message),
    ...options,
    clock,
    calls: calls(functionCalls(clock)),
  });
  engine.resume();
  const server = await serve(engine);
  const client = clientAt(engine.clientBinding(server.origin));
  const finished = async (id: string) =>
    !['Pending', 'Running'].includes((await client.getStatus(id)).runtimeStatus);
  return {
    engine,
    clock,
    client,
    logged,
    origin: server.origin,
    /** Moves time until the instance has ended; resolves with its status. */
    async ended(id: string, limit = 60 * DAY) {
      await clock.until(() => finished(id), limit);
      return client.getStatus(id);
    },
    /** Starts an orchestration and sees it to its end. */
    async run(name: string, input?: unknown, limit = 60 * DAY) {
      const id = await client.startNew(name, { input });
      await clock.until(() => finished(id), limit);
      return client.getStatus(id);
    },
    async close() {
      await engine.close();
      await server.close();
    },
    async abandon() {
      engine.abandon();
      await server.close();
    },
  };
}

const same = (calls: FunctionCalls) => calls;

async function serve(engine: DurableEngine) {
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
      const answer = await engine.handle({
        method: request.method ?? 'GET',
        url,
        headers,
        body: await text(request),
      });
      response.writeHead(answer?.status ?? 418, answer?.headers).end(answer?.body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function clientAt(binding: string) {
  const input = df.input.durableClient();
  const context = new InvocationContext({ options: { extraInputs: [input] } });
  context.extraInputs.set(input, JSON.parse(binding));
  return df.getClient(context);
}
