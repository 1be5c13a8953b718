import type { HttpResponseInit } from '@azure/functions';
import type { Authentication } from '../../contracts/principal.ts';

/** For answers that are data: whatever a browser takes one for, it loads and runs nothing, and is framed nowhere. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'";
const A_YEAR = 31_536_000;

/** The answer with the headers that every answer has; those that it brings itself stay. */
export function withSecurityHeaders(
  answer: HttpResponseInit,
  authentication: Authentication,
): HttpResponseInit {
  const headers = new Headers({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': NOTHING,
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    // Where nobody is asked who they are there is no TLS either.
    ...(authentication.kind !== 'off' && { 'strict-transport-security': `max-age=${A_YEAR}` }),
  });
  for (const [name, value] of new Headers(answer.headers)) headers.set(name, value);
  return { ...answer, headers };
}
