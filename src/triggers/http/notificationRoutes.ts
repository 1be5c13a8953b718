import { notificationTestView } from '../../contracts/notifications.ts';
import { notifications } from '../../operations/notifications/notifications.ts';
import { testNotification } from '../../operations/notifications/testNotification.ts';
import { defineRoute, noBody, noQuery } from './defineRoute.ts';
import { namedRoutes } from './namedRoutes.ts';
import { json, type Route } from './route.ts';

export function notificationRoutes(): Route[] {
  return [...namedRoutes(notifications), testRoute()];
}

function testRoute(): Route {
  return defineRoute({
    method: 'POST',
    path: 'api/notifications/{name}/test',
    operationId: 'testNotification',
    body: noBody,
    query: noQuery,
    role: 'Admin',
    summary: 'Sends a message that says it is a test, and answers what became of it',
    success: { status: 200, description: 'What became of it', schema: notificationTestView },
    handle: async ({ app, caller, name }) => json(200, await testNotification(app, caller, name)),
  });
}
