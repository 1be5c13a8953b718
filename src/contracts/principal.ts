import { z } from 'zod';
import { effectiveRoles, EVERYBODY, type Principal } from '../domain/access/roles.ts';

/**
 * Who vouches for callers: `entra` the platform's authentication in front of the app, `off` nobody. `refused` is a
 * combination in which no caller can be told from another: nothing is answered then.
 */
export type Authentication =
  | { readonly kind: 'entra'; readonly scope?: string }
  | { readonly kind: 'off' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Set by the platform's authentication, which takes it away from requests that bring one. */
export const PRINCIPAL_HEADER = 'x-ms-client-principal';
/** The cookie of a session that the platform's authentication began with a browser. */
export const SESSION_COOKIE = 'AppServiceAuthSession';

/** By either name, as the token was mapped or not (App Service, "Decoding the client principal header"). */
const OBJECT_ID = new Set(['http://schemas.microsoft.com/identity/claims/objectidentifier', 'oid']);
const ROLE_CLAIM = 'roles';
const GROUPS = new Set(['http://schemas.microsoft.com/ws/2008/06/identity/claims/groups', 'groups']);

const clientPrincipal = z.looseObject({
  auth_typ: z.literal('aad'),
  role_typ: z.string().nullish(),
  claims: z.array(z.looseObject({ typ: z.string(), val: z.string() })),
});

/**
 * The caller, out of the header's value (base64 of JSON). Undefined when there is none, or one that cannot be read,
 * is not Entra's, or does not name the user's object id, which is all that the audit trail keeps of a person.
 */
export function readPrincipal(
  header: string | null | undefined,
  authentication: Authentication,
): Principal | undefined {
  if (authentication.kind === 'off') return EVERYBODY;
  if (authentication.kind === 'refused' || header === null || header === undefined) return undefined;
  const parsed = clientPrincipal.safeParse(decoded(header));
  if (!parsed.success) return undefined;
  const { claims, role_typ: roleType } = parsed.data;
  const user = claims.find(({ typ, val }) => OBJECT_ID.has(typ) && val !== '')?.val;
  if (user === undefined) return undefined;
  const roles = claims.filter(({ typ }) => typ === ROLE_CLAIM || typ === roleType).map(({ val }) => val);
  const groups = claims.filter(({ typ }) => GROUPS.has(typ)).map(({ val }) => val);
  return { user, roles: effectiveRoles(roles), ...(groups.length > 0 && { groups }) };
}

/** Node would skip what is no base64, and so read the first of two headers that were joined. */
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

function decoded(header: string): unknown {
  if (!BASE64.test(header)) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
    return parsed;
  } catch {
    return undefined;
  }
}
