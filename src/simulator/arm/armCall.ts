import type { z } from 'zod';
import type { Resource } from '../state/fleetState.ts';
import type { World } from '../state/world.ts';
import { ArmError, badRequest } from './armError.ts';

/** A request as a route's handler sees it; header names in lower case. */
export interface ArmRequest {
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** `https://127.0.0.1:PORT`, for the links in answers. */
  readonly origin: string;
  readonly pageSize: number;
}

export interface ArmResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text; no body when absent. */
  readonly json?: string;
}

/** A request that met a route, with the world it is about. */
export class ArmCall {
  readonly world: World;
  readonly request: ArmRequest;
  #parameters: Readonly<Record<string, string>>;

  constructor(world: World, request: ArmRequest, parameters: Readonly<Record<string, string>>) {
    this.world = world;
    this.request = request;
    this.#parameters = parameters;
  }

  /** The segment of the path at `{name}`. */
  parameter(name: string): string {
    const value = this.#parameters[name];
    if (value === undefined) throw new Error(`The route has no {${name}}.`);
    return value;
  }

  /** `/subscriptions/…/providers/Microsoft.ContainerService` of the path. */
  scope(): string {
    const provider = 'Microsoft.ContainerService';
    const group = `/subscriptions/${this.parameter('subscription')}/resourceGroups/${this.parameter('resourceGroup')}`;
    return `${group}/providers/${provider}`;
  }

  /** The body, or a 400 that names what is wrong. */
  body<T>(schema: z.ZodType<T>): T {
    let json: unknown;
    try {
      json = this.request.body === '' ? {} : JSON.parse(this.request.body);
    } catch {
      throw badRequest(
        'The request content was invalid and could not be deserialized.',
        'InvalidRequestContent',
      );
    }
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    const missing = issue?.code === 'invalid_type' && issue.message.includes('received undefined');
    if (missing) {
      const message = `A required property ${where} is missing. Please specify a value for this property and retry this operation. Resource ID: "${this.request.path}".`;
      throw badRequest(message, 'RequiredPropertyMissing');
    }
    throw badRequest(`The value of ${where} is invalid: ${issue?.message ?? ''}`, 'InvalidParameter');
  }

  /** Refuses when If-Match or If-None-Match does not hold for what is there now. */
  checkPreconditions(existing: Resource | undefined): void {
    const match = this.request.headers['if-match'];
    const noneMatch = this.request.headers['if-none-match'];
    const matches = match === undefined || (existing && (match === '*' || match === existing.eTag));
    const differs =
      noneMatch === undefined || !existing || (noneMatch !== '*' && noneMatch !== existing.eTag);
    if (matches && differs) return;
    const status = this.world.unknowns.eTagMismatchStatus;
    const code = status === 412 ? 'PreconditionFailed' : 'EtagMismatch';
    throw new ArmError(status, code, 'The condition of the request (If-Match or If-None-Match) is not met.');
  }

  /** A page of a list, beginning after the name that the last page ended with. */
  list<T extends { readonly id: string }>(items: readonly T[], toJson: (item: T) => string): ArmResponse {
    const { query, pageSize, origin, path } = this.request;
    const after = query.get('$skipToken');
    const rest = after === null ? items : items.filter(({ id }) => id.toLowerCase() > after);
    const page = rest.slice(0, pageSize);
    const last = page.at(-1);
    const more = rest.length > page.length && last;
    const next = new URLSearchParams({
      'api-version': query.get('api-version') ?? '',
      $skipToken: last?.id.toLowerCase() ?? '',
    });
    const link = more ? `,"nextLink":${JSON.stringify(`${origin}${path}?${next.toString()}`)}` : '';
    return { status: 200, json: `{"value":[${page.map(toJson).join(',')}]${link}}` };
  }
}

/** `systemData` as ARM adds it. */
export function systemData({ createdAt, lastModifiedAt }: Resource) {
  const who = 'user@example.com';
  return {
    createdAt,
    createdBy: who,
    createdByType: 'User',
    lastModifiedAt,
    lastModifiedBy: who,
    lastModifiedByType: 'User',
  };
}

/** New, or again at its PUT: members and runs get a new `createdAt` by that too, as recorded. */
export function freshResource(world: World, id: string, name: string): Resource {
  const now = world.timestamp();
  return { id, name, eTag: world.nextETag(), createdAt: now, lastModifiedAt: now };
}
