import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { text as readText } from 'node:stream/consumers';
import type { TokenCredential } from '@azure/identity';
import { generate } from 'selfsigned';
import type { ArmConnection } from '../../../src/azure/arm/armConnection.ts';
import { trustCertificate } from '../../../src/simulator/trust.ts';

export interface ArmRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** What comes back: an answer, nothing at all, or the end of the connection. */
export type ArmAnswer =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** An object goes out as JSON, a text as it is. */
      readonly body?: object | string;
    }
  | 'hang'
  | 'drop';

/**
 * An ARM that answers what a test says, for what the simulator does not do on purpose: broken bodies, strange
 * statuses, answers in a given order. What is answered last is answered again.
 */
export class ArmServer {
  readonly endpoint: string;
  readonly requests: ArmRequest[] = [];
  readonly #answers: ArmAnswer[] = [];
  readonly #close: () => Promise<void>;

  private constructor(endpoint: string, close: () => Promise<void>) {
    this.endpoint = endpoint;
    this.#close = close;
  }

  static async start(): Promise<ArmServer> {
    // Certificates of one name shadow each other where several tests share a process.
    const certificate = await generate([{ name: 'commonName', value: `ARM of a test ${randomUUID()}` }], {
      keyType: 'ec',
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
      ],
    });
    trustCertificate(certificate.cert);
    const server = createServer({ key: certificate.private, cert: certificate.cert });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = portOf(server);
    const started = new ArmServer(`https://127.0.0.1:${port}`, async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    });
    server.on('request', (req, res) => void started.#receive(req, res));
    return started;
  }

  /** The answers to the next requests, in this order. */
  answer(...answers: readonly ArmAnswer[]): void {
    this.requests.length = 0;
    this.#answers.splice(0, Infinity, ...answers);
  }

  /** How the gateways reach it; delays are so short that no test waits. */
  connection(more: Partial<ArmConnection> = {}): ArmConnection {
    const { endpoint } = this;
    const credential: TokenCredential = {
      getToken: () => Promise.resolve({ token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 }),
    };
    return { credential, endpoint, scope: `${endpoint}/.default`, retryDelayInMs: 1, ...more };
  }

  close(): Promise<void> {
    return this.#close();
  }

  async #receive(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const text = await readText(req);
    const url = new URL(req.url ?? '/', this.endpoint);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const { method = '', headers } = req;
    this.requests.push({ method, path: url.pathname, query: url.searchParams, headers, body });
    const answer = this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0];
    if (answer === 'hang') return;
    if (answer === undefined || answer === 'drop') {
      res.destroy();
      return;
    }
    const isText = typeof answer.body === 'string';
    res.writeHead(answer.status, {
      ...(answer.body !== undefined && { 'content-type': isText ? 'text/html' : 'application/json' }),
      ...answer.headers,
    });
    res.end(isText ? answer.body : JSON.stringify(answer.body));
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port.');
  return address.port;
}

/** ARM's way to say no. */
export function armError(status: number, code: string, message: string, headers = {}): ArmAnswer {
  return { status, headers, body: { error: { code, message } } };
}
