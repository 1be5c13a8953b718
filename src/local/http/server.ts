import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../../clock/clock.ts';

/** Functions' own limit of a request's body, unless FUNCTIONS_REQUEST_BODY_SIZE_LIMIT says another. */
export const MOST_BYTES = 100 * 1024 * 1024;

/** Connections that wait while the process is busy; with Node's 511 a thousand callers at once meet resets. */
const BACKLOG = 4096;

export interface HttpCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

/** Never rejects. */
export type Answering = (call: HttpCall) => Promise<HttpAnswer>;

export interface HttpServer {
  /** For example `http://127.0.0.1:7071`. */
  readonly origin: string;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** Serves on 127.0.0.1. Reading a request and writing its answer hold the clock; so does whatever answers it. */
export async function serve(
  port: number,
  clock: Clock,
  mostBytes: number,
  answer: Answering,
): Promise<HttpServer> {
  const server = createServer(
    (request, response) => void respond(request, response, clock, mostBytes, answer),
  );
  // A client that keeps connections open must not meet one that was just closed for idleness.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.listen(port, '127.0.0.1', BACKLOG);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The host has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  clock: Clock,
  mostBytes: number,
  answer: Answering,
): Promise<void> {
  let release = clock.hold();
  try {
    const call = await readCall(request, mostBytes);
    if ('status' in call) {
      send(request, response, clock, call);
      return;
    }
    const answering = answer(call);
    // A function that sleeps must let time pass: what it does meanwhile is held for where it is invoked.
    release();
    const answered = await answering;
    release = clock.hold();
    send(request, response, clock, answered);
  } catch {
    // The client has gone, or the app's headers cannot be sent.
    if (response.headersSent) response.destroy();
    else response.writeHead(500).end();
  } finally {
    if (response.closed || response.destroyed) release();
    else response.once('close', release);
  }
}

/** An answer when it is none that can be read. */
async function readCall(request: IncomingMessage, mostBytes: number): Promise<HttpCall | HttpAnswer> {
  const { method = 'GET', url: target = '', headers } = request;
  const address = `http://${headers.host ?? ''}${target}`;
  if (!target.startsWith('/') || /[@/?#\\]/.test(headers.host ?? '') || !URL.canParse(address)) {
    return { status: 400 };
  }
  const body = await readBody(request, mostBytes);
  if (!body) return { status: 413, headers: { connection: 'close' } };
  const joined = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    [value ?? ''].flat().join(', '),
  ]);
  return { method, url: new URL(address), headers: Object.fromEntries(joined), body };
}

/** Undefined when it is too large. Rejects when the client goes away. */
async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  const body: AsyncIterable<unknown> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('A request is read as bytes.');
    size += chunk.byteLength;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  clock: Clock,
  { status, headers, body }: HttpAnswer,
): void {
  // Whoever signs by the time that the app goes by learns it here.
  response.setHeader('date', new Date(clock.now()).toUTCString());
  const sent = Object.entries(headers ?? {}).map(([name, value]): [string, string | string[]] => [
    name,
    typeof value === 'string' ? value : [...value],
  ]);
  response.writeHead(status, Object.fromEntries(sent)).end(request.method === 'HEAD' ? undefined : body);
}
