import type { HttpRequest } from '@azure/functions';
import {
  PRINCIPAL_HEADER,
  readPrincipal,
  SESSION_COOKIE,
  type Authentication,
} from '../../contracts/principal.ts';
import { crossSiteProblem } from '../../domain/access/crossSite.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import {
  decideAccess,
  NOBODY,
  type Principal,
  type Requirement,
  type Role,
} from '../../domain/access/roles.ts';

/** Who asks, when they may; otherwise throws the answer. Reads headers only, so that nothing is parsed before. */
export function authorize(
  request: HttpRequest,
  authentication: Authentication,
  required: Requirement,
): Principal {
  if (authentication.kind === 'refused') {
    throw new FleetUpdatesError('AuthenticationNotSet', authentication.reason);
  }
  refuseCrossSite(request);
  const principal = readPrincipal(request.headers.get(PRINCIPAL_HEADER), authentication);
  const access = decideAccess(principal, required);
  if (access === 'NotSignedIn') {
    throw new FleetUpdatesError('NotSignedIn', 'Sign in, or send a bearer token of Entra for this app.');
  }
  if (access === 'NotAllowed') throw notAllowed(required);
  return principal ?? NOBODY;
}

/** For a part of a request that asks for more than its route does. Throws when the caller has not the role. */
export function needRole(principal: Principal, role: Role, what: string): void {
  if (decideAccess(principal, role) !== 'Allowed') throw notAllowed(role, what);
}

function notAllowed(role: Requirement, what = 'This'): FleetUpdatesError {
  return new FleetUpdatesError(
    'NotAllowed',
    `${what} needs the role ${role}. It is assigned in the Entra application of the app.`,
  );
}

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
