import type { Access } from './access.ts';
import { answer, findRoute } from './arm/answer.ts';
import type { ArmRequest, ArmResponse } from './arm/armCall.ts';
import type { FaultEffect, FaultPlan } from './faults.ts';
import type { World } from './state/world.ts';

/** What becomes of a request: an answer, or none, with the request carried out (`lost`) or not. */
export type ArmOutcome =
  | { readonly kind: 'answered'; readonly response: ArmResponse }
  | { readonly kind: 'dropped' | 'hanging' | 'lost' };

export interface ArmServiceOptions {
  readonly world: World;
  readonly faults: FaultPlan;
  readonly access: Access;
}

/** ARM without a transport: what is to go wrong, and how often each operation was asked. */
export class ArmService {
  readonly requests = new Map<string, number>();
  readonly #options: ArmServiceOptions;

  constructor(options: ArmServiceOptions) {
    this.#options = options;
  }

  serve(request: ArmRequest, isAuthorised: () => boolean): ArmOutcome {
    const found = findRoute(request.method, request.path);
    const operation = found?.route.operation ?? 'unknown';
    this.requests.set(operation, (this.requests.get(operation) ?? 0) + 1);
    const { access, world, faults } = this.#options;
    const effect = faults.hit(operation, request.path);
    if (effect?.kind === 'drop') return { kind: 'dropped' };
    if (effect?.kind === 'hang') return { kind: 'hanging' };
    if (effect?.kind === 'status') return { kind: 'answered', response: faultResponse(effect) };
    if (!isAuthorised()) return { kind: 'answered', response: unauthorized() };
    const act = () => answer(world, request, found);
    const response = request.method === 'GET' ? access.look(act) : access.change(act);
    return effect?.kind === 'lostAnswer' ? { kind: 'lost' } : { kind: 'answered', response };
  }
}

export function faultResponse(effect: Extract<FaultEffect, { kind: 'status' }>): ArmResponse {
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
