import assert from 'node:assert/strict';
import { ERROR_CODES } from '../../src/domain/errors.ts';
import { problemSchema } from '../../src/triggers/http/problem.ts';
import { routesOf } from '../../src/triggers/http/registerHttp.ts';
import type { RouteDescription } from '../../src/triggers/http/route.ts';
import type { Answer } from './spokenSystem.ts';

const ROUTES = routesOf({ kind: 'off' });

/** The route of a call, with the parameters of its path. */
export function routeOf<Route extends RouteDescription>(
  routes: readonly Route[],
  method: string,
  path: string,
): { readonly route: Route; readonly params: Record<string, string> } | undefined {
  for (const route of routes) {
    if (route.method !== method) continue;
    const pattern = route.path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const match = new RegExp(`^/${pattern}$`).exec(path);
    if (match) return { route, params: { ...match.groups } };
  }
  return undefined;
}

/**
 * Throws unless the answer is what OpenAPI says of its call: a success as the schema of its route, with no field that
 * the schema does not know, and anything else a problem whose code is in the catalogue.
 */
export function holdToContract(method: string, path: string, answer: Answer): void {
  const { pathname } = new URL(path, 'http://contract.invalid');
  const call = `${method} ${pathname} answers ${answer.status}`;
  if (!pathname.startsWith('/api/')) return;
  if (answer.status >= 400) holdToProblem(call, answer);
  else holdToSuccess(call, routeOf(ROUTES, method, pathname)?.route, answer);
}

function holdToSuccess(call: string, route: RouteDescription | undefined, { status, body }: Answer): void {
  assert(route, `${call}, and OpenAPI knows no such call.`);
  const { schema } = route.success;
  if (status === 304 || !schema) {
    assert.equal(body, undefined, `${call} with a body.`);
    return;
  }
  const parsed = schema.safeParse(body);
  assert(parsed.success, `${call} what its schema refuses: ${parsed.error?.message ?? ''}`);
  // A schema drops what it does not know and fills in what is missing: both would be a difference here.
  assert.deepEqual(body, parsed.data, `${call} fields that OpenAPI does not know.`);
}

function holdToProblem(call: string, { status, headers, body }: Answer): void {
  const parsed = problemSchema.safeParse(body);
  assert(parsed.success, `${call} no problem: ${parsed.error?.message ?? ''}`);
  const { code, title, type } = parsed.data;
  const known: { readonly status?: number; readonly title: string } = ERROR_CODES[code];
  assert.deepEqual(
    { status, shown: parsed.data.status, title, type, media: headers.get('content-type') },
    {
      status: known.status,
      shown: known.status,
      title: known.title,
      type: `/docs/errors#${code}`,
      media: 'application/problem+json; charset=utf-8',
    },
    `${call} another problem than its code ${code} is.`,
  );
}
