import type { Settings } from '../settings.ts';
import { AwayError, ProblemError } from './problem.ts';
import type { Tokens } from './tokens.ts';

export interface Request {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

const PATIENCE_MS = 100_000;

/** The app by HTTP, signed in. What is no success throws. */
export class AppClient {
  readonly #settings: Settings;
  readonly #tokens: Tokens;

  constructor(settings: Settings, tokens: Tokens) {
    this.#settings = settings;
    this.#tokens = tokens;
  }

  get url(): string {
    return this.#settings.url;
  }

  async get(path: string, query: Request['query'] = {}): Promise<unknown> {
    return (await this.call('GET', path, { query })).body;
  }

  async call(method: string, path: string, request: Request = {}): Promise<Answer> {
    const first = await this.#send(method, path, request, await this.#tokens.known());
    if (first.status !== 401) return successOf(first);
    // Nobody told yet what to sign in for, or the token is too old by now: once more, with a new one.
    const token = await this.#tokens.renewed(first.headers.get('www-authenticate') ?? '');
    if (token === undefined) throw new ProblemError(first.status, first.body);
    return successOf(await this.#send(method, path, request, token));
  }

  async #send(method: string, path: string, request: Request, token: string | undefined): Promise<Answer> {
    const url = new URL(path, this.#settings.url);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    const headers = new Headers(request.headers);
    headers.set('accept', 'application/json');
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    const hasBody = request.body !== undefined;
    if (hasBody && !headers.has('content-type')) headers.set('content-type', 'application/json');
    const body = typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const signal = request.signal ? AbortSignal.any([patience, request.signal]) : patience;
    // A token must not follow a redirect to somewhere else.
    const init = { method, headers, signal, redirect: 'manual' as const };
    try {
      return await answerOf(await fetch(url, hasBody ? { ...init, body } : init));
    } catch (error) {
      if (error instanceof AwayError) throw error;
      throw new AwayError(`The app at ${url.origin} does not answer${reasonOf(error)}.`);
    }
  }
}

function successOf(answer: Answer): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new ProblemError(answer.status, answer.body);
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  const isJson = headers.get('content-type')?.includes('json') ?? false;
  if (!isJson && text !== '' && status !== 404) {
    throw new AwayError(
      `What answers at ${new URL(response.url).origin} (${status}) is not the app's API. Is the app up, and the address right?`,
    );
  }
  const body: unknown = isJson ? JSON.parse(text) : undefined;
  return { status, headers, body };
}

/** Node's words are "fetch failed"; the cause has the code. */
function reasonOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}
