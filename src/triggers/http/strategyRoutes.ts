import { listOf } from '../../contracts/lists.ts';
import { strategyBody, strategyView } from '../../contracts/strategies.ts';
import type { Strategy } from '../../domain/plan/updateSpec.ts';
import { deleteStrategy, getStrategy, putStrategy } from '../../operations/strategies/strategies.ts';
import { defineRoute, noAnswer, noBody, noQuery } from './defineRoute.ts';
import { json, list, noContent, tagged, type Route } from './route.ts';

const ALL = 'api/strategies';
const ONE = 'api/strategies/{name}';

const shown = ({ savedFor: _internal, ...view }: Strategy) => view;

export function strategyRoutes(): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: ALL,
      operationId: 'listStrategies',
      body: noBody,
      query: noQuery,
      role: 'Reader',
      summary: 'All strategies, by name',
      success: { status: 200, description: 'The strategies', schema: listOf(strategyView) },
      handle: async ({ app }) => {
        const { value: stored, unreadable } = await app.strategies.listAll();
        const value = stored.map((each) => shown(each.value));
        return json(200, list(value, unreadable));
      },
    }),
    defineRoute({
      method: 'GET',
      path: ONE,
      operationId: 'getStrategy',
      body: noBody,
      query: noQuery,
      role: 'Reader',
      summary: 'A strategy, with its ETag',
      success: { status: 200, description: 'The strategy', schema: strategyView },
      handle: async (call) => {
        const { value, eTag } = await getStrategy(call.app, call.name);
        return tagged(call, eTag, shown(value));
      },
    }),
    defineRoute({
      method: 'PUT',
      path: ONE,
      operationId: 'putStrategy',
      body: strategyBody,
      query: noQuery,
      role: 'Admin',
      summary: 'Creates or replaces a strategy; If-Match and If-None-Match: * are honoured',
      success: { status: 200, description: 'Replaced (201: created)', schema: strategyView },
      handle: async ({ app, name, body, preconditions, caller, url }) => {
        const { stored, created } = await putStrategy(app, caller, { name, content: body, preconditions });
        const headers = { etag: stored.eTag, ...(created && { location: new URL(url).pathname }) };
        return json(created ? 201 : 200, shown(stored.value), headers);
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: ONE,
      operationId: 'deleteStrategy',
      body: noBody,
      query: noQuery,
      role: 'Admin',
      summary: 'Deletes a strategy; runs made from it keep their copy',
      success: { status: 204, description: 'Deleted', schema: noAnswer },
      handle: async ({ app, name, preconditions, caller }) => {
        await deleteStrategy(app, caller, { name, preconditions });
        return noContent();
      },
    }),
  ];
}
