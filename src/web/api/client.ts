import createClient from 'openapi-fetch';
import { heardFromApp, missedApp } from './connection.ts';
import { ApiProblem, AwayError } from './problem.ts';
import type { paths } from './schema.ts';

/** The API, typed by its own OpenAPI document. */
export const api = createClient<paths, 'application/json' | 'application/problem+json'>({
  baseUrl: '',
  fetch: observed,
});

/** Nobody answered for the app: a proxy, or a host that is starting. */
function isAway(response: Response): boolean {
  const isProblem = response.headers.get('content-type')?.includes('json') ?? false;
  return [502, 503, 504].includes(response.status) && !isProblem;
}

async function observed(request: Request): Promise<Response> {
  const response = await fetch(request).catch((error: unknown) => {
    if (request.signal.aborted) throw error;
    missedApp();
    throw new AwayError();
  });
  if (isAway(response)) {
    missedApp();
    throw new AwayError();
  }
  heardFromApp(response.headers.get('date'));
  return response;
}

interface Answer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The answer's body; rejects with an ApiProblem on anything but success, and with an AwayError without an answer. */
export async function answered<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined) throw new ApiProblem(response.status, error);
  return data;
}

export interface Tagged<Data> {
  readonly value: Data;
  readonly eTag: string;
}

/** As `answered`, with the ETag for If-Match. */
export async function taggedAnswer<Data>(call: Promise<Answer<Data>>): Promise<Tagged<Data>> {
  const answer = await call;
  const value = await answered(Promise.resolve(answer));
  return { value, eTag: answer.response.headers.get('etag') ?? '' };
}

/** For calls that answer with no body. */
export async function accepted(call: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw new ApiProblem(response.status, error);
}
