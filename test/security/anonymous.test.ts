import { once } from 'node:events';
import { request } from 'node:http';
import { readBytes } from '../../src/triggers/http/parseRequest.ts';
import { SECRET, signed } from '../support/deliveries.ts';
import { NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const MIB = 1024 * 1024;
const started: TestSystem[] = [];
async function start(settings: Record<string, string>): Promise<TestSystem> {
  const system = await TestSystem.start({ settings });
  started.push(system);
  return system;
}
afterEach(async () => {
  for (const system of started.splice(0)) await system.close();
});

it('Whom nobody knows learns that the tables do not answer, and not which they are or where', async () => {
  const nowhere =
    'DefaultEndpointsProtocol=http;AccountName=hidden;AccountKey=aGlkZGVu;TableEndpoint=http://127.0.0.1:1/hidden;';
  const system = await start({ TABLES_CONNECTION_STRING: nowhere });
  const asked: [string, string, object | undefined][] = [
    ['GET', '/api/health', undefined],
    ['POST', '/api/webhooks/ci', {}],
  ];
  for (const [method, path, body] of asked) {
    const answer = await system.whileTimePasses(system.call(method, path, body));
    expect(answer).toMatchObject({ status: 503, body: { code: 'DependencyUnavailable' } });
    const said = JSON.stringify(answer.body);
    expect(said).not.toMatch(/hidden|127\.0\.0\.1|ECONN|Strategies|Triggers|Table|dependency/);
  }
  // Who is known, as everybody is here, learns what helps.
  const known = await system.whileTimePasses(system.call('GET', '/api/strategies'));
  expect(known).toMatchObject({ status: 503, body: { dependency: { status: 0 } } });
});

describe('A body that is too large', () => {
  it('is not read to its end by the host, whoever sends it and whether or not it says its length', async () => {
    const system = await start({});
    const sending = request(new URL('/api/webhooks/nobody', system.system.origin), { method: 'POST' });
    sending.on('error', () => undefined);
    const answered = once(sending, 'response');
    const progress = { answered: false };
    void answered.then(() => {
      progress.answered = true;
    });
    const chunk = Buffer.alloc(MIB / 4);
    let sent = 0;
    while (!progress.answered && sent < 60 * MIB) {
      sent += chunk.byteLength;
      if (!sending.write(chunk)) await Promise.race([once(sending, 'drain'), answered]);
    }
    expect(await answered).toMatchObject([{ statusCode: 413 }]);
    sending.destroy();
    expect(sent).toBeLessThan(30 * MIB);
  });

  it('is not read by the app at all for a webhook that is not there or a call without a signature', async () => {
    const system = await start({ WEBHOOK_SECRET_CI: SECRET });
    await system.ok('PUT', '/api/triggers/ci', {
      kind: 'webhook',
      managedClusterUpdate: NODE_IMAGES,
      webhook: { authentication: [{ type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_CI'] }] },
    });
    const text = JSON.stringify({ name: 'x'.repeat(MIB) });
    const send = (to: string, headers: Record<string, string>) =>
      system.call('POST', `/api/webhooks/${to}`, text, headers);
    expect(await send('nobody', {})).toMatchObject({ status: 404, body: { code: 'NotFound' } });
    expect(await send('ci', {})).toMatchObject({ status: 401, body: { code: 'SignatureRefused' } });
    const answer = await send('ci', signed(text, system.clock.now()));
    expect(answer).toMatchObject({ status: 413, body: { code: 'PayloadTooLarge' } });
  });

  it('is read up to the limit only where it comes bit by bit', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    await expect(readBytes({ headers: new Headers(), body })).rejects.toMatchObject({
      code: 'PayloadTooLarge',
    });
    expect(pulled).toBeLessThanOrEqual(7);
    expect(await readBytes({ headers: new Headers(), body: null })).toHaveLength(0);
  });
});
