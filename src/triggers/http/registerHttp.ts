import {
  app as functions,
  type HttpMethod,
  type HttpRequest,
  type HttpResponseInit,
  type InvocationContext,
} from '@azure/functions';
import { z } from 'zod';
import type { Authentication } from '../../contracts/principal.ts';
import { DependencyError, ERROR_CODES, FleetUpdatesError } from '../../domain/errors.ts';
import { defineRoute, noBody, noQuery } from './defineRoute.ts';
import { auditRoutes } from './auditRoutes.ts';
import { gateRoutes } from './gateRoutes.ts';
import { memberRoutes } from './memberRoutes.ts';
import { openApiOf } from './openApi.ts';
import { authorize } from './guard.ts';
import { meRoute } from './meRoute.ts';
import { problem, problemOf, type Audience } from './problem.ts';
import { json, type Route } from './route.ts';
import { policyRoutes } from './policyRoutes.ts';
import { runRoutes } from './runRoutes.ts';
import { schemaRoute } from './schemaRoute.ts';
import { withSecurityHeaders } from './securityHeaders.ts';
import { namedRoutes } from './namedRoutes.ts';
import { strategies } from '../../operations/strategies/strategies.ts';
import { deniedVersions } from '../../operations/deniedVersions/deniedVersions.ts';
import { grants } from '../../operations/access/grants.ts';
import { freezes } from '../../operations/freezes/freezes.ts';
import { notificationRoutes } from './notificationRoutes.ts';
import { receivedEventRoutes } from './receivedEventRoutes.ts';
import { triggerRoutes } from './triggerRoutes.ts';
import { webhookRoutes } from './webhookRoutes.ts';
import { inCall, type DurableClients } from '../durable/durableClients.ts';
import type { App, DurableApp } from '../../ports/app.ts';

/** All methods, so that one the path does not know is answered in the API's own words. */
const METHODS: HttpMethod[] = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH'];

/** Registers a function for each path of the API. */
export function registerHttp(app: App, durable: DurableClients, authentication: Authentication): void {
  for (const [path, some] of Map.groupBy(routesOf(authentication), (route) => route.path)) {
    functions.http(functionName(path), {
      route: path,
      methods: METHODS,
      authLevel: 'anonymous',
      extraInputs: [durable.input],
      handler: (request, context) =>
        answer(app, authentication, some, request, context, () =>
          respond(inCall(app, durable, context), authentication, some, request),
        ),
    });
  }
  functions.http('api-unknown', {
    route: 'api/{*rest}',
    methods: METHODS,
    authLevel: 'anonymous',
    handler: (request, context) =>
      answer(app, authentication, [], request, context, async () => {
        await authorize(app, request, authentication, { role: 'SignedIn' });
        const detail = 'The API has no such path. GET /api/openapi.json describes those it has.';
        throw new FleetUpdatesError('NotFound', detail);
      }),
  });
}

/** Every route of the API. */
export function routesOf(authentication: Authentication): Route[] {
  const routes = [
    ...memberRoutes(),
    ...namedRoutes(strategies),
    ...namedRoutes(freezes),
    ...namedRoutes(grants),
    ...namedRoutes(deniedVersions),
    ...notificationRoutes(),
    ...triggerRoutes(),
    ...webhookRoutes(authentication),
    ...receivedEventRoutes(),
    ...runRoutes(),
    ...auditRoutes(),
    ...policyRoutes(),
    ...gateRoutes(),
    meRoute(),
    schemaRoute(),
    health(),
  ];
  return [...routes, openApi(routes)];
}

const functionName = (path: string) => path.replace(/[{}]/g, '').replaceAll('/', '-').replaceAll('.', '-');

/** What goes wrong becomes a problem document; what the caller cannot mend is logged, and who may not call is told of. */
async function answer(
  { telemetry }: App,
  authentication: Authentication,
  routes: readonly Route[],
  { method }: HttpRequest,
  context: InvocationContext,
  respondTo: () => Promise<HttpResponseInit>,
): Promise<HttpResponseInit> {
  try {
    return withSecurityHeaders(await respondTo(), authentication);
  } catch (error) {
    if (!(error instanceof FleetUpdatesError)) {
      const log = error instanceof DependencyError ? 'warn' : 'error';
      context[log](`${context.functionName} failed.`, error);
    }
    const refusal = error instanceof FleetUpdatesError ? refusalOf(error) : undefined;
    if (refusal) telemetry.report({ event: 'callRefused', ...refusal, method, route: context.functionName });
    return withSecurityHeaders(
      problemOf(error, audienceOf(routes, method), challengeOf(authentication)),
      authentication,
    );
  }
}

/** Whoever has no token learns for what to get one (RFC 6750): the command line asks for it by that. */
function challengeOf(authentication: Authentication): string {
  const scope = authentication.kind === 'entra' ? authentication.scope : undefined;
  return scope === undefined ? 'Bearer' : `Bearer scope="${scope}"`;
}

/** Callers of a public route, and of a path without a route, are not known. */
function audienceOf(routes: readonly Route[], method: string): Audience {
  const role = routes.find((route) => route.method === method)?.role ?? 'Public';
  return role === 'Public' ? 'Anybody' : 'Known';
}

/** Of a call whose caller may not make it: an alert counts those. */
function refusalOf({ code }: FleetUpdatesError): { code: string; status: number } | undefined {
  const { status }: { readonly status?: number; readonly title: string } = ERROR_CODES[code];
  return status === 401 || status === 403 ? { code, status } : undefined;
}

async function respond(
  app: DurableApp,
  authentication: Authentication,
  routes: readonly Route[],
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const route = routes.find(({ method }) => method === request.method);
  const principal = await authorize(app, request, authentication, route ?? { role: 'SignedIn' });
  if (route) return await route.respond(request, app, principal);
  const allow = routes.map(({ method }) => method).join(', ');
  return problem('MethodNotAllowed', `This path takes ${allow}.`, {}, { allow });
}

function health(): Route {
  return defineRoute({
    method: 'GET',
    path: 'api/health',
    operationId: 'getHealth',
    body: noBody,
    query: noQuery,
    role: 'Public',
    summary: 'Whether the app runs and its tables answer',
    success: { status: 200, description: 'It does', schema: z.object({ status: z.literal('ok') }) },
    handle: async ({ app }) => {
      await app.strategies.get('health');
      return json(200, { status: 'ok' });
    },
  });
}

function openApi(routes: readonly Route[]): Route {
  let document: Record<string, unknown> | undefined;
  return defineRoute({
    method: 'GET',
    path: 'api/openapi.json',
    operationId: 'getOpenApi',
    body: noBody,
    query: noQuery,
    role: 'Public',
    summary: 'This document',
    success: { status: 200, description: 'OpenAPI 3.1', schema: z.looseObject({}) },
    handle: () => {
      document ??= openApiOf(routes);
      return Promise.resolve(json(200, document));
    },
  });
}
