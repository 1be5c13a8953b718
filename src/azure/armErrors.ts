import { isRestError } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { DependencyError } from '../domain/errors.ts';

/** ARM's error envelope (common types v5); proxies on the way answer with other bodies. */
const envelope = z.looseObject({ error: z.looseObject({ code: z.string(), message: z.string() }) });

/** Turns whatever an Azure SDK throws into a DependencyError that keeps ARM's own code and words. */
export function asDependencyError(error: unknown, operation: string): DependencyError {
  if (error instanceof DependencyError) return error;
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  if (name === 'AbortError' || name === 'TimeoutError') {
    return new DependencyError('Timeout', `${operation}: Azure did not answer in time.`, 0, error);
  }
  if (name === 'CredentialUnavailableError' || name === 'AuthenticationError') {
    return new DependencyError('NoIdentity', `${operation}: no token for Azure. ${message}`, 401, error);
  }
  if (!isRestError(error)) throw error;
  const status = error.statusCode ?? 0;
  const said = bodyOf(error.details) ?? bodyOf(parseJson(error.response?.bodyAsText));
  const code = said?.code ?? error.code ?? (status === 0 ? 'NoAnswer' : `Http${status}`);
  const hint =
    status === 401 || status === 403 ? ` The app's identity may not do this: see README, "Deploy".` : '';
  return new DependencyError(code, `${operation}: ${said?.message ?? message}${hint}`, status, error);
}

/** Awaits a call to Azure; whatever it throws is a DependencyError. */
export async function answered<T>(operation: string, call: () => PromiseLike<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw asDependencyError(error, operation);
  }
}

/** The same, with undefined for a 404 of the resource itself. */
export async function answeredOrAbsent<T>(
  operation: string,
  call: () => PromiseLike<T>,
): Promise<T | undefined> {
  try {
    return await answered(operation, call);
  } catch (error) {
    if (error instanceof DependencyError && error.status === 404 && error.code !== 'ParentResourceNotFound') {
      return undefined;
    }
    throw error;
  }
}

function bodyOf(body: unknown): { code: string; message: string } | undefined {
  const parsed = envelope.safeParse(body);
  return parsed.success ? parsed.data.error : undefined;
}

function parseJson(text: string | null | undefined): unknown {
  if (!text) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    return undefined;
  }
}
