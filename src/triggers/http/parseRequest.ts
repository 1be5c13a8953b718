import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { fieldErrorsOf } from '../../domain/fieldErrors.ts';
import { issueText } from '../../domain/issueText.ts';
import { name as nameSchema } from '../../domain/nameSchemas.ts';
import { fieldErrorsText, FleetUpdatesError, type FieldError } from '../../domain/errors.ts';
import { JSON_TYPE } from '../../domain/access/crossSite.ts';
import type { Principal } from '../../domain/access/roles.ts';
import type { Call } from './route.ts';
import type { DurableApp } from '../../ports/app.ts';

const MOST_BYTES = 256 * 1024;

/** Reads and checks a request. Everything that is wrong with it is a FleetUpdatesError that names the field. */
export async function parseRequest<Body, Query>(
  request: HttpRequest,
  app: DurableApp,
  principal: Principal,
  schemas: { readonly body: z.ZodType<Body>; readonly query: z.ZodType<Query> },
  hasBody: boolean,
): Promise<Call<Body, Query>> {
  const names = checkedNames(request);
  const query = checked(schemas.query, queryOf(request), (path) => `?${path.map(String).join('.')}`);
  const body = checked(schemas.body, hasBody ? await readJson(request) : undefined);
  const ifMatch = request.headers.get('if-match');
  return {
    caller: { actor: principal.user, now: app.now() },
    principal,
    body,
    query,
    ...names,
    app,
    url: request.url,
    preconditions: {
      ...(ifMatch !== null && { ifMatch }),
      onlyIfAbsent: request.headers.get('if-none-match') === '*',
    },
    ifNoneMatch: request.headers.get('if-none-match') ?? undefined,
  };
}

/** The names in the path. */
export function checkedNames({
  params,
}: HttpRequest): Pick<Call<unknown, unknown>, 'name' | 'fleet' | 'run' | 'id'> {
  const given = { name: params['name'], fleet: params['fleet'], run: params['run'], id: params['id'] };
  const errors = Object.entries(given).flatMap(([key, value]): FieldError[] => {
    if (value === undefined) return [];
    const parsed = nameSchema.safeParse(value, { error: issueText });
    return parsed.success
      ? []
      : [{ pointer: `{${key}}`, detail: parsed.error.issues.map(({ message }) => message).join('; ') }];
  });
  if (errors.length > 0) throw invalid(errors);
  return { name: given.name ?? '', fleet: given.fleet ?? '', run: given.run ?? '', id: given.id ?? '' };
}

function queryOf(request: HttpRequest): Record<string, string> {
  return Object.fromEntries([...request.query.entries()].filter(([key]) => key !== 'code'));
}

async function readJson(request: HttpRequest): Promise<unknown> {
  const bytes = await readBytes(request);
  return bytes.byteLength === 0 ? undefined : parseJson(bytes, request.headers.get('content-type'));
}

/** The body as it was sent, read up to the limit. Throws `PayloadTooLarge`. */
export async function readBytes(request: Pick<HttpRequest, 'headers' | 'body'>): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<unknown> | null = request.body;
  for await (const chunk of body ?? []) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('A body is read as bytes.');
    size += chunk.byteLength;
    // What is sent without a length, or with a wrong one, is not read to its end either.
    if (size > MOST_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function parseJson(bytes: Uint8Array, contentType: string | null): unknown {
  if (!JSON_TYPE.test(contentType ?? '')) {
    throw new FleetUpdatesError('UnsupportedMediaType', 'Send the body as application/json.');
  }
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return parsed;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FleetUpdatesError('MalformedJson', `The body is not valid JSON: ${reason}`);
  }
}

function tooLarge(): FleetUpdatesError {
  return new FleetUpdatesError('PayloadTooLarge', `A body may have at most ${MOST_BYTES / 1024} KiB.`);
}

/** A body that was read already. */
export function checkedBody<T>(schema: z.ZodType<T>, body: unknown): T {
  return checked(schema, body);
}

function checked<T>(
  schema: z.ZodType<T>,
  value: unknown,
  point?: (path: readonly PropertyKey[]) => string,
): T {
  const parsed = schema.safeParse(value, { error: issueText });
  if (parsed.success) return parsed.data;
  throw invalid(fieldErrorsOf(parsed.error.issues, point));
}

export function invalidBody(issues: readonly z.core.$ZodIssue[]): FleetUpdatesError {
  return invalid(fieldErrorsOf(issues));
}

function invalid(errors: readonly FieldError[]): FleetUpdatesError {
  return new FleetUpdatesError('InvalidRequest', fieldErrorsText(errors).slice(0, 2_000), { errors });
}
