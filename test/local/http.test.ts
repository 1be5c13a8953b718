import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildApp, hostApp, type HostedApp } from './hostedApp.ts';

const web = buildApp({ name: 'web' }, { extensions: { http: { routePrefix: '' } } });
const prefixed = buildApp({ name: 'web' });

/** Sends bytes as they are, and gives all that comes back until the connection ends. */
async function raw({ host }: HostedApp, sent: string): Promise<string> {
  const socket = connect(Number(new URL(host.origin).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(sent);
  return await text(socket);
}

it('Every answer has the date of the clock that the app goes by', async () => {
  const { fetch, clock } = await hostApp(web);
  await clock.advance(90_000);
  expect((await fetch('/items')).headers.get('date')).toBe('Mon, 02 Mar 2026 00:01:30 GMT');
});

describe('A route', () => {
  test.each([
    ['GET', '/', 'root', {}],
    ['GET', '/unrouted', 'unrouted', {}],
    ['POST', '/unrouted', 'unrouted', {}],
    ['GET', '/items', 'items', {}],
    ['GET', '/ITEMS/', 'items', {}],
    ['GET', '/items/7', 'item', { id: '7' }],
    ['GET', '/items/New', 'newItem', {}],
    ['DELETE', '/items/new', 'deleteItem', {}],
    ['GET', '/items/F%2Fq%20r', 'item', { id: 'F/q r' }],
    ['GET', '/items/100%', 'item', { id: '100%' }],
    ['GET', '/items/7/parts', 'part', { id: '7' }],
    ['GET', '/items/7/parts/x', 'part', { id: '7', part: 'x' }],
    ['GET', '/items/7/other/x', 'rest', { rest: '7/other/x' }],
    ['PUT', '/items/7', 'rest', { rest: '7' }],
    ['PUT', '/items', 'rest', {}],
  ])('%s %s is answered by %s', async (method, path, name, params) => {
    const { fetch } = await hostApp(web);
    const response = await fetch(path, { method });
    expect(await response.json()).toEqual({ name, params });
  });

  test.each([
    ['GET', '/nowhere'],
    ['GET', '/unrouted//'],
    ['PATCH', '/items/7'],
    ['DELETE', '/items'],
    ['OPTIONS', '/items'],
    ['GET', '/api/items'],
    ['GET', '/admin/functions/items'],
    ['POST', '/admin/functions/items'],
  ])('there is none for %s %s: a bare 404', async (method, path) => {
    const { fetch } = await hostApp(web);
    const response = await fetch(path, { method });
    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it('stands behind "api" unless host.json says otherwise, and then nothing is at the root', async () => {
    const { fetch } = await hostApp(prefixed);
    const statuses = ['/api/items', '/items', '/'].map(async (path) => (await fetch(path)).status);
    expect(await Promise.all(statuses)).toEqual([200, 404, 404]);
  });

  it('is listed with its methods', async () => {
    const { host } = await hostApp(prefixed);
    expect(host.functions).toContainEqual({
      name: 'part',
      trigger: 'httpTrigger',
      route: 'api/items/{id}/parts/{part?}',
      methods: ['GET'],
    });
  });
});

describe('A request', () => {
  it('reaches the function with method, path, repeated query keys, headers and text', async () => {
    const { fetch } = await hostApp(web);
    const response = await fetch('/echo?tag=a&tag=b%20c', {
      method: 'POST',
      headers: { 'x-some': 'thing' },
      body: 'grüße',
    });
    expect(await response.json()).toEqual({
      method: 'POST',
      path: '/echo',
      tags: ['a', 'b c'],
      header: 'thing',
      text: 'grüße',
    });
  });

  it('carries bytes of any kind in and out', async () => {
    const { fetch } = await hostApp(web);
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
    const response = await fetch('/bytes', { method: 'POST', body: bytes });
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes.toReversed()))).toBe(true);
  });

  it('of more than 100 MB by its own account is refused before it is read', async () => {
    const app = await hostApp(web);
    const head = `POST /bytes HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${100 * 1024 * 1024 + 1}\r\n\r\n`;
    expect(await raw(app, head)).toMatch(/^HTTP\/1.1 413 /);
  });

  it('that turns out to be larger than 100 MB is refused', async () => {
    const { host } = await hostApp(web);
    const request = httpRequest(new URL('/bytes', host.origin), { method: 'POST' });
    request.on('error', () => undefined);
    const chunk = Buffer.alloc(4 * 1024 * 1024);
    const answered = once(request, 'response');
    for (let sent = 0; sent <= 100 * 1024 * 1024; sent += chunk.byteLength) {
      if (!request.write(chunk)) await Promise.race([once(request, 'drain'), answered]);
    }
    expect(await answered).toMatchObject([{ statusCode: 413 }]);
    request.destroy();
  });

  test.each([
    ['a target that is no path', 'GET http://example.org/echo HTTP/1.1\r\nHost: 127.0.0.1'],
    ['a host that is none', 'GET /echo HTTP/1.1\r\nHost: user@127.0.0.1'],
  ])('with %s is a 400', async (_, head) => {
    const app = await hostApp(web);
    expect(await raw(app, `${head}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
  });

  it('whose client goes away half-way harms nobody', async () => {
    const { host, fetch, clock } = await hostApp(web);
    const socket = connect(Number(new URL(host.origin).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /bytes HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\nabc');
    socket.destroy();
    await once(socket, 'close');
    expect((await fetch('/items')).status).toBe(200);
    // Would never settle if what has been cut off still held the clock.
    await clock.settle();
  });
});

describe('What a function returns', () => {
  it('becomes status, headers and body', async () => {
    const { fetch } = await hostApp(web);
    const response = await fetch('/answers/created');
    const { status, headers } = response;
    expect([status, headers.get('location'), headers.get('x-two'), headers.get('content-type')]).toEqual([
      ...[201, '/items/7', 'a, b', 'application/json'],
    ]);
    expect(await response.json()).toEqual({ id: 7 });
  });

  it('is 204 when it is nothing', async () => {
    const { fetch } = await hostApp(web);
    expect((await fetch('/answers/nothing')).status).toBe(204);
  });

  it('has no body with HEAD nor with 304', async () => {
    const { fetch } = await hostApp(web);
    const head = await fetch('/answers/text', { method: 'HEAD' });
    const notModified = await fetch('/answers/notModified');
    expect([head.status, await head.text(), notModified.status, await notModified.text()]).toEqual([
      200,
      '',
      304,
      '',
    ]);
  });

  it('sets each of its cookies', async () => {
    const { fetch } = await hostApp(web);
    expect((await fetch('/answers/cookies')).headers.getSetCookie()).toEqual([
      'a=x%20y%3Bz; max-age=60; path=/here; secure; samesite=none; httponly',
      'b=2; expires=Mon, 02 Mar 2026 10:00:00 GMT; domain=example.org; path=/',
    ]);
  });

  test.each([['throws'], ['badStatus']])(
    'or throws (%s): a failure is a bare 500, and its reason is in the log',
    async (kind) => {
      const { fetch, logged } = await hostApp(web);
      const response = await fetch(`/answers/${kind}`);
      expect([response.status, await response.text()]).toEqual([500, '']);
      expect(logged.join()).toMatch(/error Function.answers Function 'answers' failed: \w*Error: .+/);
    },
  );
});
