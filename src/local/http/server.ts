import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '../../clock/clock.ts';

/** Functions' own limit of a request. */
const MOST_BYTES = 100 * 1024 * 1024;

export interface HttpCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
}

/** Serves on 127.0.0.1. A request is progress on the clock until it is answered. */
export async function serve(
  port: number,
  clock: Clock,
  answer: (call: HttpCall) => Promise<HttpAnswer>,
): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((request, response) => {
    const release = clock.hold();
    response.once('close', release);
    void respond(request, response, answer);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The host has no port.');
  return { server, origin: `http://127.0.0.1:${address.port}` };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (call: HttpCall) => Promise<HttpAnswer>,
): Promise<void> {
  try {
    const body = await readBody(request);
    if (!body) {
      response.writeHead(413).end();
      return;
    }
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    );
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
    const {
      status,
      headers: answered,
      body: content,
    } = await answer({ method: request.method ?? 'GET', url, headers, body });
    const sent = Object.entries(answered).map(([name, value]): [string, string | string[]] => [
      name,
      typeof value === 'string' ? value : [...value],
    ]);
    response.writeHead(status, Object.fromEntries(sent)).end(request.method === 'HEAD' ? undefined : content);
  } catch {
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

/** Undefined when it is too large. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  const parts: AsyncIterable<Uint8Array> = request;
  for await (const part of parts) {
    const bytes = Buffer.from(part);
    size += bytes.byteLength;
    if (size > MOST_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
