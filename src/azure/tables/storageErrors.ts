import { isRestError } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { DependencyError } from '../../domain/errors.ts';

/**
 * Where the SDK leaves what Storage said: the OData error of an operation, or the XML one of its front end (a
 * refused signature). Inside of a transaction code and message are the error's own.
 */
const details = z.union([
  z
    .object({ odataError: z.object({ code: z.string(), message: z.object({ value: z.string() }) }) })
    .transform(({ odataError }) => ({ code: odataError.code, message: odataError.message.value })),
  z
    .object({ Code: z.string(), Message: z.string() })
    .transform(({ Code, Message }) => ({ code: Code, message: Message })),
]);

/** What the credential throws when it gets no token. */
const NO_TOKEN = new Set([
  'AuthenticationError',
  'AggregateAuthenticationError',
  'CredentialUnavailableError',
  'AuthenticationRequiredError',
]);

/** What Storage calls a missing row, by version. */
const ABSENT = new Set(['ResourceNotFound', 'EntityNotFound']);

/** What the SDK threw, in our words; a fault of our own is returned as it is. */
export function storageError(error: unknown, table: string): unknown {
  if (!(error instanceof Error) || error instanceof DependencyError) return error;
  if (isRestError(error)) {
    const body = details.safeParse(error.details);
    const { code, message: text } = body.success ? body.data : error;
    const status = error.statusCode ?? 0;
    const said = status === 0 ? 'does not answer' : `answered ${status}`;
    // Ids and times of the request follow in further lines.
    const message = `Table Storage ${said} (table ${table}): ${text.split('\n', 1).join('')}`;
    return new DependencyError(code ?? (status === 0 ? 'NoAnswer' : `Http${status}`), message, status, error);
  }
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    return new DependencyError('NoAnswer', `Table Storage does not answer (table ${table}).`, 0, error);
  }
  if (NO_TOKEN.has(error.name)) {
    const message = `No token for Table Storage (table ${table}): ${error.message}`;
    return new DependencyError('NoToken', message, 0, error);
  }
  return error;
}

/** The row is not as it was read: changed (412), there already (409) or gone (404). */
export function isLost(error: unknown): boolean {
  if (!(error instanceof DependencyError)) return false;
  if (error.status === 412) return true;
  if (error.status === 409) return error.code === 'EntityAlreadyExists';
  return isGone(error);
}

/** The row is not there. A 404 for another reason, such as a missing table, is no absence. */
export function isGone(error: unknown): boolean {
  return error instanceof DependencyError && error.status === 404 && ABSENT.has(error.code);
}
