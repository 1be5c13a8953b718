import { z } from 'zod';
import type { Immutable } from '../../domain/immutable.ts';
import type { Exactly } from '../../domain/exactly.ts';
import { isRole } from '../../domain/access/roles.ts';
import { needRoleOn } from './guard.ts';
import { parseRequest } from './parseRequest.ts';
import {
  markdownResponse,
  toResponse,
  wantsMarkdown,
  type Answer,
  type Call,
  type Route,
  type RouteDescription,
} from './route.ts';

/** For routes that take no body: what is sent is not read. */
export const noBody = z.undefined();
export const noQuery = z.strictObject({});
/** For routes whose answer has no body. */
export const noAnswer = z.undefined();

interface Definition<Body, Query, Said, Given> extends Omit<RouteDescription, 'body' | 'query' | 'success'> {
  readonly body: z.ZodType<Body>;
  readonly query: z.ZodObject & z.ZodType<Query>;
  readonly success: {
    readonly status: number;
    readonly description: string;
    readonly schema: z.ZodType<Said>;
  };
  /** The answer in Markdown, for who asks for that. */
  readonly markdown?: (answer: Given) => string;
  /** The fleets that a call concerns; left out where the operation itself asks who may. */
  readonly fleets?: (call: Call<Body, Query>) => Promise<readonly string[]>;
  readonly handle: (call: Call<Body, Query>) => Promise<Answer<Given>>;
}

/**
 * A route whose handler gets the parsed body and query, typed by their schemas, and answers what the schema of
 * `success` says: a field that is missing, or that the schema does not know, does not compile.
 */
export function defineRoute<Body, Query, Said, Given extends Immutable<Said>>(
  route: Definition<Body, Query, Said, Given> & Exactly<Immutable<Said>, Given>,
): Route {
  return routeOf(route);
}

/** As `defineRoute`, for a handler whose answer is held to its schema by the types of what it calls. */
export function routeOf<Body, Query, Given>(route: Definition<Body, Query, unknown, Given>): Route {
  const { handle, fleets, body, query, success, markdown, ...description } = route;
  const { role, on } = description;
  const { schema, ...words } = success;
  const hasBody = !Object.is(body, noBody);
  return {
    ...description,
    success: {
      ...(Object.is(schema, noAnswer) ? words : success),
      ...(markdown && { isMarkdownToo: true }),
    },
    query,
    ...(hasBody && { body }),
    respond: async (request, app, principal) => {
      const call = await parseRequest(request, app, principal, { body, query }, hasBody);
      if (fleets && on && isRole(role) && !principal.roles.includes(role)) {
        needRoleOn(principal, role, await fleets(call), on);
      }
      const answer = await handle(call);
      const said = answer.body;
      if (!markdown || said === undefined || !wantsMarkdown(request))
        return await toResponse(request, answer);
      return markdownResponse(answer, markdown(said));
    },
  };
}
