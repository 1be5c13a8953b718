import type { HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import {
  CorruptRowError,
  DependencyError,
  ERROR_CODES,
  FleetUpdatesError,
  isErrorCode,
  type ErrorCode,
} from '../../domain/errors.ts';

const RETRY_AFTER_SECONDS = '10';

/** A problem document; more members depend on its code. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(ERROR_CODES).filter(isErrorCode)),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).exactOptional(),
});

/** Who reads an answer: of a public route that may be anybody. */
export type Audience = 'Anybody' | 'Known';

/**
 * A problem document (RFC 9457). Nothing of a fault of ours is told but its code, and of what the app depends on
 * nothing to those whom nobody knows: addresses and the names of tables are not theirs. `challenge` says how to sign in.
 */
export function problemOf(error: unknown, audience: Audience, challenge = 'Bearer'): HttpResponseInit {
  if (error instanceof FleetUpdatesError) {
    const { code, message, errors, extensions } = error;
    const { status }: { readonly status?: number; readonly title: string } = ERROR_CODES[code];
    const headers: Record<string, string> = status === 401 ? { 'www-authenticate': challenge } : {};
    return problem(code, message, { ...(errors.length > 0 && { errors }), ...extensions }, headers);
  }
  if (error instanceof DependencyError) {
    const code = error.retryable ? 'DependencyUnavailable' : 'DependencyFailed';
    const again = error.retryable ? ' Try again in a while.' : '';
    if (audience === 'Anybody') {
      return problem(
        code,
        `Something that the app needs does not do its part. The log has the details.${again}`,
      );
    }
    const detail = `${error.message}${again}`;
    return problem(code, detail, { dependency: { code: error.code, status: error.status } });
  }
  if (error instanceof CorruptRowError) {
    return problem(
      'UnreadableRow',
      `${error.message}. Another release wrote it, or somebody else: nothing was changed.`,
    );
  }
  return problem('InternalError', 'Something went wrong in Fleet Updates. The log has the details.');
}

export function problem(
  code: ErrorCode,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): HttpResponseInit {
  const known: { readonly status?: number; readonly title: string } = ERROR_CODES[code];
  const status = known.status ?? 500;
  const body = { type: `/docs/errors#${code}`, title: known.title, status, code, detail, ...more };
  return {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      // HTTP wants a 401 to say how to sign in.
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(status === 503 && { 'retry-after': RETRY_AFTER_SECONDS }),
      ...headers,
    },
    body: JSON.stringify(body),
  };
}
