import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';
import type { Orchestrations } from '../../ports/orchestrations.ts';
import type { Principal, Requirement } from '../../domain/access/roles.ts';
import type { Caller } from '../../operations/runs/resolveRequest.ts';
import type { Preconditions } from '../../operations/strategies/namedResources.ts';

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

/** A request as a handler sees it: parsed, with the preconditions it carries. */
export interface Call<Body, Query> {
  readonly caller: Caller;
  readonly principal: Principal;
  readonly body: Body;
  readonly query: Query;
  /** A parameter of the path; names are checked already. */
  readonly name: string;
  readonly fleet: string;
  readonly run: string;
  readonly preconditions: Preconditions;
  readonly ifNoneMatch: string | undefined;
  readonly url: string;
  readonly orchestrations: Orchestrations;
}

/** What OpenAPI says of a route. */
export interface RouteDescription {
  readonly method: Method;
  /** Below the host's root, for example `api/runs/{name}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  /** Who may call it. */
  readonly role: Requirement;
  readonly body?: z.ZodType;
  readonly query?: z.ZodObject;
  readonly success: { readonly status: number; readonly description: string; readonly schema?: z.ZodType };
}

export interface Route extends RouteDescription {
  readonly respond: (
    request: HttpRequest,
    orchestrations: Orchestrations,
    principal: Principal,
  ) => Promise<HttpResponseInit>;
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponseInit {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** A list, and what it leaves out. */
export function list(
  value: readonly unknown[],
  unreadable: readonly unknown[],
  more: Readonly<Record<string, unknown>> = {},
): HttpResponseInit {
  return json(200, { value, ...(unreadable.length > 0 && { unreadable }), ...more });
}

export function noContent(): HttpResponseInit {
  return { status: 204 };
}

/** 304 when the caller has it already. */
export function tagged(
  call: Pick<Call<unknown, unknown>, 'ifNoneMatch'>,
  eTag: string,
  body: unknown,
): HttpResponseInit {
  if (matches(call.ifNoneMatch, eTag)) return { status: 304, headers: { etag: eTag } };
  return json(200, body, { etag: eTag });
}

function matches(ifNoneMatch: string | undefined, eTag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(eTag);
}
