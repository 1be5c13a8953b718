import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Clock } from '../clock/clock.ts';
import { answer, findRoute } from './arm/answer.ts';
import type { ArmRequest, ArmResponse } from './arm/armCall.ts';
import type { Access } from './access.ts';
import type { FaultEffect, FaultPlan } from './faults.ts';
import type { World } from './state/world.ts';
import { isIssuedToken } from './tokens.ts';

export interface ArmEndpointOptions {
  readonly world: World;
  readonly clock: Clock;
  readonly faults: FaultPlan;
  readonly pageSize: number;
  readonly access: Access;
}

/** ARM over HTTP: who may ask, what is to go wrong, and how often each operation was asked. */
export class ArmEndpoint {
  readonly requests = new Map<string, number>();
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
      send(response, fault({ kind: 'status', status: 500, message }));
    });
  };

  async #serve(message: IncomingMessage, response: ServerResponse, release: () => void): Promise<void> {
    const body = await text(message);
    const request = this.#read(message, body);
    const found = findRoute(request.method, request.path);
    const operation = found?.route.operation ?? 'unknown';
    this.requests.set(operation, (this.requests.get(operation) ?? 0) + 1);
    const effect = this.#options.faults.hit(operation, request.path);
    if (effect?.kind === 'drop') message.socket.destroy();
    // Time goes on while somebody waits for an answer that never comes.
    else if (effect?.kind === 'hang') release();
    else if (effect?.kind === 'status') send(response, fault(effect));
    else if (!isIssuedToken(this.#options.world.tokenSecret, message.headers.authorization)) {
      send(response, unauthorized());
    } else {
      const { access, world } = this.#options;
      const act = () => answer(world, request, found);
      const answered = request.method === 'GET' ? access.look(act) : access.change(act);
      if (effect?.kind === 'lostAnswer') message.socket.destroy();
      else send(response, answered);
    }
  }

  #read({ method = 'GET', url = '/', headers }: IncomingMessage, body: string): ArmRequest {
    const { pathname, searchParams } = new URL(url, this.origin);
    const path = decodeURIComponent(pathname);
    const { pageSize } = this.#options;
    return { method, path, query: searchParams, headers, body, origin: this.origin, pageSize };
  }
}

function fault(effect: Extract<FaultEffect, { kind: 'status' }>): ArmResponse {
  const { status, code = CODES[status] ?? 'InternalServerError', retryAfterSeconds } = effect;
  const { message = `The request failed with ${code}.` } = effect;
  return {
    status,
    ...(retryAfterSeconds !== undefined && { headers: { 'retry-after': String(retryAfterSeconds) } }),
    json: JSON.stringify({ error: { code, message } }),
  };
}

const CODES: Readonly<Record<number, string>> = {
  403: 'AuthorizationFailed',
  404: 'ResourceNotFound',
  409: 'Conflict',
  429: 'TooManyRequests',
  503: 'ServiceUnavailable',
};

function unauthorized(): ArmResponse {
  const message = 'Authentication failed. The token is missing or was not issued here.';
  return {
    status: 401,
    headers: { 'www-authenticate': 'Bearer' },
    json: JSON.stringify({ error: { code: 'AuthenticationFailed', message } }),
  };
}

function send(response: ServerResponse, { status, headers, json }: ArmResponse): void {
  if (response.headersSent || response.destroyed) return;
  const content = json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...headers, ...content }).end(json);
}
