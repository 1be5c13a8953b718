import { z } from 'zod';
import { defineRoute, noBody, noQuery } from './defineRoute.ts';
import { json, type Route } from './route.ts';

const eventCountView = z.object({
  type: z.string(),
  count: z.int(),
  lastReceivedAt: z.string(),
  /** Why nothing could be made of the last one; absent for a type that is not used. */
  reason: z.string().exactOptional(),
});

export function receivedEventRoutes(): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: 'api/unused-events',
      operationId: 'listUnusedEvents',
      body: noBody,
      query: noQuery,
      role: 'Reader',
      summary: 'The Event Grid events that nothing could be done with, counted by type',
      success: { status: 200, description: 'Counts', schema: z.object({ value: z.array(eventCountView) }) },
      handle: async ({ app }) => {
        const counts = await app.receivedEvents.counts.list();
        return json(200, { value: counts.map(({ value: { name, ...rest } }) => ({ type: name, ...rest })) });
      },
    }),
  ];
}
