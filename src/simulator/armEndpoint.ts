import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Clock } from '../clock/clock.ts';
import type { ArmRequest, ArmResponse } from './arm/armCall.ts';
import { faultResponse, type ArmService } from './armService.ts';
import { isIssuedToken } from './tokens.ts';

export interface ArmEndpointOptions {
  readonly service: ArmService;
  readonly clock: Clock;
  readonly pageSize: number;
  /** What the tokens of callers are signed with. */
  readonly tokenSecret: string;
}

/** ARM over HTTP. */
export class ArmEndpoint {
  /** Known once the server listens. */
  origin = '';
  #options: ArmEndpointOptions;

  constructor(options: ArmEndpointOptions) {
    this.#options = options;
  }

  readonly listener: RequestListener = (request, response) => {
    const release = this.#options.clock.hold();
    response.on('close', release);
    this.#serve(request, response, release).catch((error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      send(response, faultResponse({ kind: 'status', status: 500, message }));
    });
  };

  async #serve(message: IncomingMessage, response: ServerResponse, release: () => void): Promise<void> {
    const body = await text(message);
    const { service, tokenSecret } = this.#options;
    const request = this.#read(message, body);
    const outcome = service.serve(request, () => isIssuedToken(tokenSecret, message.headers.authorization));
    if (outcome.kind === 'answered') send(response, outcome.response);
    // Time goes on while somebody waits for an answer that never comes.
    else if (outcome.kind === 'hanging') release();
    else message.socket.destroy();
  }

  #read({ method = 'GET', url = '/', headers }: IncomingMessage, body: string): ArmRequest {
    const { pathname, searchParams } = new URL(url, this.origin);
    const path = decodeURIComponent(pathname);
    const { pageSize } = this.#options;
    return { method, path, query: searchParams, headers, body, origin: this.origin, pageSize };
  }
}

function send(response: ServerResponse, { status, headers, json }: ArmResponse): void {
  if (response.headersSent || response.destroyed) return;
  const content = json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...headers, ...content }).end(json);
}
