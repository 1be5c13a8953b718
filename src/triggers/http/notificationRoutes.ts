import { z } from 'zod';
import { deliveryViewSchema } from '../../domain/notify/deliveryView.ts';
import { notificationTestView } from '../../contracts/notifications.ts';
import { deliveriesOf, notifications } from '../../operations/notifications/notifications.ts';
import { testNotification } from '../../operations/notifications/testNotification.ts';
import { defineRoute, noBody, noQuery } from './defineRoute.ts';
import { namedRoutes } from './namedRoutes.ts';
import { json, type Route } from './route.ts';

export function notificationRoutes(): Route[] {
  return [...namedRoutes(notifications), testRoute(), deliveriesRoute()];
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

function deliveriesRoute(): Route {
  return defineRoute({
    method: 'GET',
    path: 'api/notifications/{name}/deliveries',
    operationId: 'listDeliveries',
    body: noBody,
    query: noQuery,
    role: 'Reader',
    summary: 'What was told there and what is on its way, what happened last first',
    success: {
      status: 200,
      description: 'The last 50',
      schema: z.object({ value: z.array(deliveryViewSchema) }),
    },
    handle: async ({ app, name }) => json(200, { value: [...(await deliveriesOf(app, name))] }),
  });
}
