import { isRestError } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { DependencyError } from '../../domain/errors.ts';

/** Where the SDK puts Storage's own code outside of transactions; inside of them it is the error's code. */
const details = z.object({ odataError: z.object({ code: z.string() }) });

/** What the credential throws when it gets no token. */
const NO_TOKEN = new Set([
  'AuthenticationError',
  'AggregateAuthenticationError',
  'CredentialUnavailableError',
  'AuthenticationRequiredError',
]);

/** What the SDK threw, in our words; a fault of our own is returned as it is. */
export function storageError(error: unknown, table: string): unknown {
  if (!(error instanceof Error) || error instanceof DependencyError) return error;
  if (isRestError(error)) {
    const body = details.safeParse(error.details);
    const code = body.success ? body.data.odataError.code : error.code;
    const status = error.statusCode ?? 0;
    const said = status === 0 ? 'does not answer' : `answered ${status} ${code ?? ''}`.trimEnd();
    const message = `Table Storage ${said} (table ${table}): ${error.message}`;
    return new DependencyError(code ?? 'NoAnswer', message, status, error);
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

/** The row is not there; a missing table is another matter. */
export function isGone(error: unknown): boolean {
  return error instanceof DependencyError && error.status === 404 && error.code !== 'TableNotFound';
}
