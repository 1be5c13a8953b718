import type { RequestListener } from 'node:http';
import type { OutboundResult } from '../../../src/ports/outbound.ts';
import { httpsOutbound, type OutboundOptions } from '../../../src/azure/outbound/httpsOutbound.ts';
import { listen, makeCertificate, type Certificate, type Listening } from '../../../src/simulator/servers.ts';
import { trustCertificate } from '../../../src/simulator/trust.ts';

let certificate: Certificate;
const open: Listening[] = [];

beforeAll(async () => {
  certificate = await makeCertificate();
  trustCertificate(certificate.cert);
});

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A receiver on loopback, and how often it was called. */
async function receiver(listener: RequestListener) {
  const calls: string[] = [];
  const server = await listen(
    0,
    (request, response) => {
      calls.push(`${request.method} ${request.url}`);
      listener(request, response);
    },
    certificate,
  );
  open.push(server);
  return { url: `https://localhost:${server.port}`, calls };
}

/** With `localhost` listed and resolved to loopback, unless a test says otherwise. */
const outbound = (options: Partial<OutboundOptions> = {}) =>
  httpsOutbound({ privateHosts: ['localhost'], resolve: () => Promise.resolve(['127.0.0.1']), ...options });

const told = (sent: OutboundResult) =>
  `${sent.kind}: ${sent.kind === 'answered' ? sent.status : sent.reason}`;

const get = (url: string, options?: Partial<OutboundOptions>) =>
  outbound(options).send({ method: 'GET', url });

test('a listed host gets the request with its headers and body, and its answer comes back', async () => {
  const { url } = await receiver((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => response.writeHead(202).end(`${String(request.headers['webhook-id'])} ${body}`));
  });
  const sent = await outbound().send({
    method: 'POST',
    url: `${url}/hook`,
    headers: { 'webhook-id': 'm1' },
    body: 'grüße',
  });
  expect(sent).toEqual({ kind: 'answered', status: 202, body: 'm1 grüße' });
});

test('a request says who asks, as firewalls for the web want it', async () => {
  const { url } = await receiver(({ headers }, response) =>
    response.end(`${headers['user-agent'] ?? 'nobody'} ${headers.accept ?? 'nothing'}`),
  );
  expect(await get(url)).toMatchObject({ body: 'fleet-updates */*' });
});

test('a redirect is an answer and is not followed', async () => {
  const other = await receiver((_request, response) => response.end('secret'));
  const { url, calls } = await receiver((_request, response) =>
    response.writeHead(302, { location: `${other.url}/there` }).end(),
  );
  expect(await get(url)).toEqual({ kind: 'answered', status: 302, body: '' });
  expect(calls).toEqual(['GET /']);
  expect(other.calls).toEqual([]);
});

test('of 200 MB only the beginning is read, and the connection ends there', async () => {
  const ended = Promise.withResolvers<number>();
  const { url } = await receiver((_request, response) => {
    const megabyte = Buffer.alloc(1024 * 1024, 'a');
    let written = 0;
    const more = () => {
      while (written < 200 && !response.destroyed) {
        written += 1;
        if (!response.write(megabyte)) return void response.once('drain', more);
      }
      response.end();
    };
    response.on('close', () => ended.resolve(written));
    more();
  });
  expect(await get(url)).toEqual({ kind: 'answered', status: 200, body: 'a'.repeat(64 * 1024) });
  expect(await ended.promise).toBeLessThan(200);
});

test('who does not answer in time, or stops in the middle of an answer, has not answered', async () => {
  const silent = await receiver(() => undefined);
  const endless = await receiver((_request, response) => void response.write('a'));
  const tooLate = { kind: 'unanswered', reason: 'No answer within 0.2 seconds.' };
  expect(await get(silent.url, { timeoutMs: 200 })).toEqual(tooLate);
  expect(await get(endless.url, { timeoutMs: 200 })).toEqual(tooLate);
});

test('a resolver that never answers does not hold the request for longer than that', async () => {
  const resolve = () => new Promise<readonly string[]>(() => undefined);
  expect(await get('https://slow.example.com', { timeoutMs: 100, resolve })).toEqual({
    kind: 'unanswered',
    reason: 'No answer within 0.1 seconds.',
  });
});

test('who closes the connection, or has no name, has not answered', async () => {
  const { url } = await receiver((request) => request.socket.destroy());
  expect(told(await get(url))).toMatch(/^unanswered: No answer: /);
  const resolve = () => Promise.reject(new Error('getaddrinfo ENOTFOUND nowhere.example.com'));
  expect(await get('https://nowhere.example.com', { resolve })).toEqual({
    kind: 'unanswered',
    reason: 'No answer: getaddrinfo ENOTFOUND nowhere.example.com.',
  });
});

test('a certificate of another host is no answer', async () => {
  const { url } = await receiver((_request, response) => response.end());
  const elsewhere = url.replace('localhost', 'hooks.example.com');
  const sent = await get(elsewhere, { privateHosts: ['hooks.example.com'] });
  expect(told(sent)).toMatch(/^unanswered: .*altnames/);
});

test('a name is resolved once, so that another address a moment later is not called unchecked', async () => {
  const { url, calls } = await receiver((_request, response) => response.end('checked'));
  const asked: string[] = [];
  const rebinding = (host: string) => {
    asked.push(host);
    return Promise.resolve([asked.length === 1 ? '127.0.0.1' : '10.0.0.1']);
  };
  const sent = await get(url, { resolve: rebinding });
  expect(sent).toEqual({ kind: 'answered', status: 200, body: 'checked' });
  expect({ asked, calls }).toEqual({ asked: ['localhost'], calls: ['GET /'] });
  const later = await get(url, { resolve: rebinding, privateHosts: [] });
  expect(told(later)).toMatch(/^refused: .*10\.0\.0\.1 is not public/);
  expect(calls).toHaveLength(1);
});

test('one private address among public ones is enough to refuse a host', async () => {
  const resolve = () => Promise.resolve(['93.184.215.14', '10.0.0.1']);
  expect(await get('https://both.example.com', { resolve })).toEqual({
    kind: 'refused',
    reason: 'both.example.com is not in OUTBOUND_PRIVATE_HOSTS, and 10.0.0.1 is not public (private).',
  });
});

test.each([
  'https://127.0.0.1/',
  'https://0x7f.1/',
  'https://2130706433/',
  'https://0177.0.0.1/',
  'https://127.0.0.1./',
  'https://１２７.0.0.1/',
  'https://0.1.2.3/',
  'https://0.0.0.0/',
  'https://[::1]/',
  'https://[::]/',
  'https://169.254.169.254/metadata/instance',
  'https://168.63.129.16/',
  'https://[::ffff:168.63.129.16]/',
  'https://10.0.0.1/',
  'https://172.16.5.5/',
  'https://192.168.1.1/',
  'https://100.64.0.1/',
  'https://100.127.255.255/',
  'https://192.0.0.1/',
  'https://198.18.0.1/',
  'https://203.0.113.1/',
  'https://240.0.0.1/',
  'https://[::ffff:10.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[::10.0.0.1]/',
  'https://[64:ff9b::10.0.0.1]/',
  'https://[64:ff9b:1::10.0.0.1]/',
  'https://[::ffff:0:10.0.0.1]/',
  'https://[2001::1]/',
  'https://[2001:db8::1]/',
  'https://[2002:a00:1::]/',
  'https://[fd00::1]/',
  'https://[fe80::1]/',
  'https://[ff02::1]/',
  'https://255.255.255.255/',
])('nothing is sent to %s', async (url) => {
  expect(told(await get(url))).toMatch(
    /^refused: .* is not in OUTBOUND_PRIVATE_HOSTS, and .* is (not public|an address of)/,
  );
});

test.each([
  '127.0.0.1',
  '::1',
  '169.254.169.254',
  '168.63.129.16',
  '::ffff:10.0.0.1',
  'fd00::1',
  'fe80::1',
  'fe80::1%eth0',
  '64:ff9b::a00:1',
  '0.0.0.0',
  '100.64.0.1',
])('nothing is sent to a host that resolves to %s', async (address) => {
  const resolve = () => Promise.resolve([address]);
  expect(await get('https://hooks.example.com', { resolve })).toMatchObject({ kind: 'refused' });
});

test.each([
  ['http://localhost/', 'The address is not https.'],
  ['file:///etc/passwd', 'The address is not https.'],
  ['localhost', 'The address is no URL.'],
  ['https://user:password@localhost/', 'The address has a user or password in it.'],
])('%s is refused', async (url, reason) => {
  expect(await get(url)).toEqual({ kind: 'refused', reason });
});

test('a host without any address is refused', async () => {
  expect(await get('https://empty.example.com', { resolve: () => Promise.resolve([]) })).toEqual({
    kind: 'refused',
    reason: 'empty.example.com has no address.',
  });
});
