import type { HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { parseRequest } from './parseRequest.ts';
import type { Call, Route, RouteDescription } from './route.ts';

/** For routes that take no body: what is sent is not read. */
export const noBody = z.undefined();
export const noQuery = z.strictObject({});

/** A route whose handler gets the parsed body and query, typed by their schemas. */
export function defineRoute<Body, Query>(
  route: Omit<RouteDescription, 'body' | 'query'> & {
    readonly body: z.ZodType<Body>;
    readonly query: z.ZodObject & z.ZodType<Query>;
    readonly handle: (call: Call<Body, Query>) => Promise<HttpResponseInit>;
  },
): Route {
  const { handle, body, query, ...description } = route;
  const hasBody = !Object.is(body, noBody);
  return {
    ...description,
    query,
    ...(hasBody && { body }),
    respond: async (request, orchestrations, principal) =>
      await handle(await parseRequest(request, orchestrations, principal, { body, query }, hasBody)),
  };
}
