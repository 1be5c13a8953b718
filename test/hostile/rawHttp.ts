import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface RawRequest {
  readonly method: string;
  /** Path and query as they go over the wire: nobody resolves `..` or mends an escape. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | Buffer | undefined;
}

export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

export async function send(
  origin: string,
  { method, target, headers, body }: RawRequest,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    const sent = request({ hostname, port, method, path: target, agent: false }, resolve).on('error', reject);
    for (const [name, value] of headers) sent.setHeader(name, value);
    // Node would send a body of GET without its length, which is no request at all.
    if (body !== undefined) sent.setHeader('content-length', Buffer.byteLength(body));
    sent.end(body);
  });
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'] ?? '',
    text: (await buffer(response)).toString('utf8'),
  };
}

/** For the words of a failed test: long bodies are cut. */
export function shown({ method, target, headers, body }: RawRequest): string {
  const text = body === undefined ? 'no body' : `${body.length} bytes: ${body.toString().slice(0, 1_500)}`;
  return `${method} ${target.slice(0, 500)} ${JSON.stringify(headers).slice(0, 500)} ${text}`;
}
