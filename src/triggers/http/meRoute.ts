import { meView } from '../../contracts/me.ts';
import { defineRoute, noBody, noQuery } from './defineRoute.ts';
import { json, type Route } from './route.ts';

export function meRoute(): Route {
  return defineRoute({
    method: 'GET',
    path: 'api/me',
    operationId: 'getMe',
    role: 'SignedIn',
    body: noBody,
    query: noQuery,
    summary:
      'Who asks, by the id that the audit trail shows, the roles with those that they include, and what is granted on some fleets',
    success: { status: 200, description: 'The caller', schema: meView },
    handle: ({ principal: { user, roles, grants = [] } }) =>
      Promise.resolve(json(200, { user, roles, grants })),
  });
}
