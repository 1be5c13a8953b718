import { grantKind } from '../../domain/access/grant.ts';
import { holding } from '../../domain/access/rights.ts';
import { ROLES, type Principal } from '../../domain/access/roles.ts';
import type { App } from '../../ports/app.ts';
import { namedResource, viewsOf } from '../named/namedResource.ts';
import { refuseUnknownFleets } from './fleetsConcerned.ts';

/** Who has which role on which fleets. */
export const grants = namedResource({
  kind: grantKind,
  storeOf: ({ access }) => access,
  valueOf: (name, body, authorship) => ({ ...body, name, ...authorship }),
  views: viewsOf(
    ({ access }) => access,
    (grant) => grant,
  ),
  refusePut: (app, _caller, { body }) => {
    refuseUnknownFleets(app, body.fleets);
    return Promise.resolve();
  },
});

/** The caller with the grants that are theirs. Who has every role needs none, and none is read. */
export async function withGrants({ access }: App, principal: Principal): Promise<Principal> {
  if (ROLES.every((role) => principal.roles.includes(role))) return principal;
  return holding(
    principal,
    (await access.list()).map(({ value }) => value),
  );
}
