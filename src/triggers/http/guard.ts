import type { HttpRequest } from '@azure/functions';
import {
  PRINCIPAL_HEADER,
  readPrincipal,
  SESSION_COOKIE,
  type Authentication,
} from '../../contracts/principal.ts';
import { crossSiteProblem } from '../../domain/access/crossSite.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { decideAccess, lacking, type On } from '../../domain/access/rights.ts';
import { NOBODY, type Principal, type Requirement, type Role } from '../../domain/access/roles.ts';
import { withGrants } from '../../operations/access/grants.ts';
import type { App } from '../../ports/app.ts';

/** Who asks, when they may; otherwise throws the answer. Reads headers and grants only, so that nothing is parsed before. */
export async function authorize(
  app: App,
  request: HttpRequest,
  authentication: Authentication,
  { role, on }: { readonly role: Requirement; readonly on?: On },
): Promise<Principal> {
  if (authentication.kind === 'refused') {
    throw new FleetUpdatesError('AuthenticationNotSet', authentication.reason);
  }
  refuseCrossSite(request);
  const known = readPrincipal(request.headers.get(PRINCIPAL_HEADER), authentication);
  const principal = known && (await withGrants(app, known));
  const access = decideAccess(principal, role, on);
  if (access === 'NotSignedIn') {
    throw new FleetUpdatesError('NotSignedIn', 'Sign in, or send a bearer token of Entra for this app.');
  }
  if (access === 'NotAllowed') throw notAllowed(`This needs the role ${role}.`, whereFrom(role, on));
  return principal ?? NOBODY;
}

/** For a part of a request that asks for more than its route does. Throws when the caller has not the role. */
export function needRole(principal: Principal, role: Role, what: string): void {
  if (decideAccess(principal, role) !== 'Allowed')
    throw notAllowed(`${what} needs the role ${role}.`, whereFrom(role));
}

/** For what concerns these fleets. Throws when the caller has not the role on all, or any, of them. */
export function needRoleOn(
  principal: Principal,
  role: Role,
  fleets: readonly string[],
  on: On,
  what = 'This',
): void {
  const lack = lacking(principal, role, fleets, on);
  if (lack !== undefined) throw notAllowed(`${what} needs ${lack}`, whereFrom(role, on));
}

/** How the role is got; any grant makes a Reader. */
function whereFrom(role: Requirement, on?: On): string {
  const granted =
    on !== undefined || role === 'Reader'
      ? 'or granted on fleets by an Admin'
      : 'and a grant on fleets does not count for it';
  return `It is assigned in the Entra application of the app, ${granted}.`;
}

const notAllowed = (needs: string, from: string) => new FleetUpdatesError('NotAllowed', `${needs} ${from}`);

function refuseCrossSite({ method, url, headers }: HttpRequest): void {
  const problem = crossSiteProblem({
    method,
    host: new URL(url).host,
    origin: headers.get('origin') ?? undefined,
    secFetchSite: headers.get('sec-fetch-site') ?? undefined,
    // A long one is cut into several, numbered at their ends.
    hasSession: (headers.get('cookie') ?? '').includes(SESSION_COOKIE),
    contentType: headers.get('content-type') ?? undefined,
  });
  if (problem === 'cross-site') {
    throw new FleetUpdatesError(
      'CrossSiteRefused',
      'A browser may ask for changes from the app itself only.',
    );
  }
  if (problem === 'not-json') {
    throw new FleetUpdatesError(
      'UnsupportedMediaType',
      'A browser may ask for changes as application/json only.',
    );
  }
}
