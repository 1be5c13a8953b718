import { z } from 'zod';
import type { RegisteredFunction } from '../worker/core.ts';
import type { Invoker } from '../worker/invoke.ts';
import { matchRoute, parseRoute, type HttpRoute } from './routes.ts';
import type { HttpAnswer, HttpCall } from './server.ts';

const bindingShape = z.looseObject({ route: z.string().optional(), methods: z.array(z.string()).optional() });
const responseShape = z.looseObject({
  http: z.looseObject({
    statusCode: z.string(),
    headers: z.record(z.string(), z.string()),
    cookies: z.array(z.unknown()).optional(),
    body: z.looseObject({ bytes: z.unknown().optional(), string: z.string().optional() }).nullish(),
  }),
});

const NOT_FOUND: HttpAnswer = { status: 404, headers: {}, body: '' };

/** The app's HTTP functions behind their routes. */
export class HttpFunctions {
  readonly routes: readonly HttpRoute<RegisteredFunction>[];
  readonly #invoker: Invoker;
  readonly #log: (message: string) => void;

  constructor(
    functions: readonly RegisteredFunction[],
    routePrefix: string,
    invoker: Invoker,
    log: (message: string) => void,
  ) {
    this.#invoker = invoker;
    this.#log = log;
    this.routes = functions
      .filter(({ trigger }) => trigger.type === 'httpTrigger')
      .map((each) => {
        const { route, methods } = bindingShape.parse(each.trigger);
        return parseRoute(`${routePrefix}/${route ?? each.name}`, methods ?? ['GET', 'POST'], each);
      });
  }

  /** As Functions: no route is a bare 404, nothing returned a 204, something thrown a bare 500. */
  async answer(call: HttpCall): Promise<HttpAnswer> {
    const match = matchRoute(this.routes, call.method, call.url.pathname);
    if (!match) return NOT_FOUND;
    const { method, url, headers, body } = call;
    const http = {
      method,
      url: url.href,
      headers,
      params: match.params,
      ...(body.byteLength > 0 && { body: { bytes: body } }),
    };
    try {
      const { response } = await this.#invoker.invoke(match.target, { http });
      return toAnswer(response);
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#log(`Function ${match.target.name} failed: ${reason}`);
      return { status: 500, headers: {}, body: '' };
    }
  }
}

function toAnswer(response: unknown): HttpAnswer {
  const returned = z.looseObject({ returnValue: z.unknown() }).parse(response).returnValue;
  if (returned === undefined || returned === null) return { status: 204, headers: {}, body: '' };
  const { statusCode, headers, cookies, body } = responseShape.parse(returned).http;
  if (cookies && cookies.length > 0) throw new Error('The local host does not set cookies.');
  const bytes = body?.bytes;
  return {
    status: Number(statusCode),
    headers,
    body: bytes instanceof Uint8Array ? bytes : (body?.string ?? ''),
  };
}
