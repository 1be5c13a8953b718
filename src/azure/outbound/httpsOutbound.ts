import { lookup } from 'node:dns/promises';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Outbound, OutboundRequest, OutboundResult } from '../../ports/outbound.ts';
import { permittedTarget, type PermittedTarget, type Resolve } from './permittedTarget.ts';

export interface OutboundOptions {
  /** Hosts that may have private addresses (`OUTBOUND_PRIVATE_HOSTS`). */
  readonly privateHosts: readonly string[];
  readonly resolve?: Resolve;
  /** For the whole request, from the resolution to the end of what is read. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** Firewalls for the web refuse a request that does not say these. */
const WHO_ASKS = { 'user-agent': 'fleet-updates', accept: '*/*' };
/** What is read of an answer; its rest is not waited for. */
const MOST_BYTES = 64 * 1024;

const resolveByDns: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** Over TLS, to addresses that were checked: a name is resolved once, so that what was checked is what is called. */
export function httpsOutbound({
  privateHosts,
  resolve = resolveByDns,
  timeoutMs = TIMEOUT_MS,
}: OutboundOptions): Outbound {
  const listed = new Set(privateHosts.map((host) => host.toLowerCase()));
  return {
    send: async (request) => {
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const target = await before(signal, permittedTarget(request.url, listed, resolve));
        if (typeof target === 'string') return { kind: 'refused', reason: target };
        return await sendTo(target, request, signal);
      } catch (error) {
        if (signal.aborted) {
          return { kind: 'unanswered', reason: `No answer within ${timeoutMs / 1000} seconds.` };
        }
        return { kind: 'unanswered', reason: reasonOf(error) };
      }
    },
  };
}

/** A resolution cannot be called off, only left behind. */
function before<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('Aborted.')), { once: true });
    promise.then(resolve, reject);
  });
}

function sendTo(
  { url, addresses }: PermittedTarget,
  { method, headers, body }: OutboundRequest,
  signal: AbortSignal,
): Promise<OutboundResult> {
  const checked: LookupFunction = (_host, _options, done) => {
    done(
      null,
      addresses.map((address) => ({ address, family: isIP(address) })),
    );
  };
  return new Promise((resolve, reject) => {
    const call = httpsRequest(url, {
      method,
      // No connection is kept: a later request is checked afresh.
      agent: false,
      lookup: checked,
      signal,
      headers: {
        ...WHO_ASKS,
        ...headers,
        ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      },
    });
    call.on('error', reject);
    call.on('response', (response) => {
      const read: Buffer[] = [];
      let bytes = 0;
      const finish = () => {
        resolve({ kind: 'answered', status: response.statusCode ?? 0, body: textOf(read) });
        call.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        read.push(chunk);
        bytes += chunk.byteLength;
        if (bytes >= MOST_BYTES) finish();
      });
      response.on('end', finish);
      response.on('error', reject);
    });
    call.end(body);
  });
}

const textOf = (chunks: readonly Buffer[]) => Buffer.concat(chunks).subarray(0, MOST_BYTES).toString('utf8');

/** Of a connection that tried several addresses, what the first said. */
function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return `No answer: ${first instanceof Error ? first.message : String(first)}.`;
}
