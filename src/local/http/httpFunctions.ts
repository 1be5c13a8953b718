import { z } from 'zod';
import { stackOf } from '../worker/errorOf.ts';
import type { AppFunction } from '../worker/functionMetadata.ts';
import type { Invoker } from '../worker/invoke.ts';
import type { HttpRequestData } from '../worker/typedData.ts';
import { opens, type HostKeys } from './hostKeys.ts';
import { matchRoute, parseRoute, type HttpRoute } from './routes.ts';
import type { HttpAnswer, HttpCall } from './server.ts';
import { cookieShape, setCookie } from './setCookie.ts';

const bytes = z.custom<Uint8Array>((value) => ArrayBuffer.isView(value));
const invocationResponse = z.looseObject({
  returnValue: z
    .looseObject({
      http: z.looseObject({
        statusCode: z.coerce.number(),
        headers: z.record(z.string(), z.string()),
        cookies: z.array(cookieShape),
        body: z.looseObject({ bytes: bytes.optional() }).nullish(),
      }),
    })
    .nullish(),
});

/** The app's HTTP functions behind their routes. */
export class HttpFunctions {
  readonly routes: readonly HttpRoute<AppFunction>[];
  readonly #invoker: Invoker;
  readonly #keys: HostKeys | undefined;
  readonly #logFailure: (name: string, reason: string) => void;

  constructor(
    functions: readonly AppFunction[],
    routePrefix: string,
    invoker: Invoker,
    keys: HostKeys | undefined,
    logFailure: (name: string, reason: string) => void,
  ) {
    this.#invoker = invoker;
    this.#keys = keys;
    this.#logFailure = logFailure;
    this.routes = functions.flatMap((each) => {
      const { name, trigger } = each;
      if (trigger.type !== 'httpTrigger') return [];
      return [parseRoute(routePrefix, trigger.route ?? name, trigger.methods, each)];
    });
  }

  /** As Functions: no route is a bare 404, a missing or wrong key a bare 401, nothing returned a 204, something thrown a bare 500. */
  async answer(call: HttpCall): Promise<HttpAnswer> {
    const match = matchRoute(this.routes, call.method, call.url.pathname);
    if (!match) return { status: 404 };
    const { trigger } = match.target;
    if (trigger.type === 'httpTrigger' && !opens(this.#keys, trigger.authLevel, call)) return { status: 401 };
    try {
      const { response } = await this.#invoker.invoke(match.target, {
        http: requestData(call, match.params),
      });
      return answerOf(response);
    } catch (error) {
      this.#logFailure(match.target.name, stackOf(error));
      return { status: 500 };
    }
  }
}

function requestData(call: HttpCall, params: Readonly<Record<string, string>>): HttpRequestData {
  const { method, url, headers, body } = call;
  return { method, url: url.href, headers, params, ...(body.byteLength > 0 && { body: { bytes: body } }) };
}

function answerOf(response: unknown): HttpAnswer {
  const { returnValue } = invocationResponse.parse(response);
  if (!returnValue) return { status: 204 };
  const { statusCode, headers, cookies, body } = returnValue.http;
  const setCookies = cookies.map(setCookie);
  return {
    status: statusCode,
    headers: setCookies.length > 0 ? { ...headers, 'set-cookie': setCookies } : headers,
    ...(body?.bytes && { body: body.bytes }),
  };
}
