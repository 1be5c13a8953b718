import type { Caller } from '../../operations/caller.ts';
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';
import { encoded } from './compressed.ts';
import type { Unreadable } from '../../ports/stored.ts';
import type { On } from '../../domain/access/rights.ts';
import type { Principal, Requirement } from '../../domain/access/roles.ts';
import type { Preconditions } from '../../operations/named/changeNamed.ts';
import type { DurableApp } from '../../ports/app.ts';

type Method = 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';

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
  /** Of a gate. */
  readonly id: string;
  readonly preconditions: Preconditions;
  readonly ifNoneMatch: string | undefined;
  readonly url: string;
  readonly app: DurableApp;
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
  /** For what concerns fleets: the role may be granted on them, and must be held on all, or on any. */
  readonly on?: On;
  readonly body?: z.ZodType;
  readonly query?: z.ZodObject;
  readonly success: {
    readonly status: number;
    readonly description: string;
    readonly schema?: z.ZodType;
    /** Whoever asks for it is answered in Markdown. */
    readonly isMarkdownToo?: true;
  };
}

export interface Route extends RouteDescription {
  readonly respond: (
    request: HttpRequest,
    app: DurableApp,
    principal: Principal,
  ) => Promise<HttpResponseInit>;
}

/** What a handler answers: `Body` is of the type that the schema of its route says. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body;
}

/** An answer as the host sends it, compressed as the caller accepts it. */
export async function toResponse(
  { headers: asked }: Pick<HttpRequest, 'headers'>,
  { status, headers, body }: Answer<unknown>,
): Promise<HttpResponseInit> {
  if (typeof body !== 'object' || body === null) return { status, ...(headers && { headers }) };
  const sent = await encoded(body, asked.get('accept-encoding'));
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...type, ...sent.headers, ...headers }, body: sent.body };
}

const MARKDOWN = 'text/markdown';

/** Whether the caller names Markdown, and JSON not before it. */
export function wantsMarkdown({ headers }: Pick<HttpRequest, 'headers'>): boolean {
  const types = (headers.get('accept') ?? '')
    .split(',')
    .map((type) => type.split(';')[0]?.trim().toLowerCase());
  return types.find((type) => type === MARKDOWN || type === 'application/json') === MARKDOWN;
}

export function markdownResponse(
  { status, headers }: Pick<Answer<unknown>, 'status' | 'headers'>,
  text: string,
): HttpResponseInit {
  return { status, headers: { 'content-type': `${MARKDOWN}; charset=utf-8`, ...headers }, body: text };
}

export function json<const Body>(
  status: number,
  body: Body,
  headers: Readonly<Record<string, string>> = {},
): Answer<Body> {
  return { status, body, headers };
}

interface List<Item> {
  readonly value: readonly Item[];
  readonly unreadable?: readonly Unreadable[];
}

/** A list, and what it leaves out. */
export function list<Item>(value: readonly Item[], unreadable: readonly Unreadable[]): List<Item> {
  return { value, ...(unreadable.length > 0 && { unreadable }) };
}

export function noContent(): Answer<undefined> {
  return { status: 204 };
}

/** 304 when the caller has it already. */
export function tagged<Body>(
  call: Pick<Call<unknown, unknown>, 'ifNoneMatch'>,
  eTag: string,
  body: Body,
): Answer<Body> {
  if (matches(call.ifNoneMatch, eTag)) return { status: 304, headers: { etag: eTag } };
  return json(200, body, { etag: eTag });
}

function matches(ifNoneMatch: string | undefined, eTag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(eTag);
}
