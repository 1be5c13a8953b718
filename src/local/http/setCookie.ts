import { z } from 'zod';

const nullable = <T>(value: z.ZodType<T>) =>
  z
    .object({ value })
    .nullish()
    .transform((box) => box?.value);

/** A cookie as the SDK hands it to the host (RpcHttpCookie). `none` is no SameSite at all, `explicitNone` is None. */
export const cookieShape = z.object({
  name: z.string(),
  value: z.string(),
  domain: nullable(z.string()),
  path: nullable(z.string()),
  expires: nullable(z.object({ seconds: z.number() })),
  secure: nullable(z.boolean()),
  httpOnly: nullable(z.boolean()),
  sameSite: z.enum(['none', 'lax', 'strict', 'explicitNone']),
  maxAge: nullable(z.number()),
});

const SAME_SITE = { none: undefined, lax: 'lax', strict: 'strict', explicitNone: 'none' } as const;

/** The header's value in the order and spelling of ASP.NET; name and value are escaped as it does. */
export function setCookie(cookie: z.output<typeof cookieShape>): string {
  const { domain, path, expires, secure, httpOnly, sameSite, maxAge } = cookie;
  const attributes = [
    expires && `expires=${new Date(expires.seconds * 1000).toUTCString()}`,
    maxAge !== undefined && `max-age=${Math.trunc(maxAge)}`,
    domain !== undefined && `domain=${domain}`,
    `path=${path ?? '/'}`,
    secure === true && 'secure',
    SAME_SITE[sameSite] && `samesite=${SAME_SITE[sameSite]}`,
    httpOnly === true && 'httponly',
  ];
  const pair = `${encodeURIComponent(cookie.name)}=${encodeURIComponent(cookie.value)}`;
  return [pair, ...attributes.filter((attribute) => typeof attribute === 'string')].join('; ');
}
