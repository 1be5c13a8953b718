import { listOf } from '../../contracts/lists.ts';
import type { NamedValue } from '../../domain/named/namedKind.ts';
import { deleteNamed, putNamed, readNamed } from '../../operations/named/changeNamed.ts';
import type { NamedResource } from '../../operations/named/namedResource.ts';
import { noAnswer, noBody, noQuery, routeOf } from './defineRoute.ts';
import { json, list, noContent, tagged, type Route } from './route.ts';

/** The four calls of a kind of named resource: the list, and GET, PUT and DELETE of one. */
export function namedRoutes<Value extends NamedValue, Body, View>(
  resource: NamedResource<Value, Body, View>,
): Route[] {
  return [listRoute(resource), getRoute(resource), putRoute(resource), deleteRoute(resource)];
}

function listRoute<Value extends NamedValue, Body, View>({
  kind: { path, view, roles, summaries },
  views,
}: NamedResource<Value, Body, View>): Route {
  return routeOf({
    method: 'GET',
    path: `api/${path}`,
    operationId: `list${titleOf(path)}`,
    body: noBody,
    query: noQuery,
    role: roles.read,
    summary: summaries.list,
    success: { status: 200, description: `The ${path.replaceAll('-', ' ')}`, schema: listOf(view) },
    handle: async ({ app }) => {
      const { value, unreadable } = await views.all(app);
      return json(200, list(value, unreadable));
    },
  });
}

function getRoute<Value extends NamedValue, Body, View>(resource: NamedResource<Value, Body, View>): Route {
  const { noun, title, path, view, roles, summaries } = resource.kind;
  return routeOf({
    method: 'GET',
    path: `api/${path}/{name}`,
    operationId: `get${title}`,
    body: noBody,
    query: noQuery,
    role: roles.read,
    summary: summaries.get,
    success: { status: 200, description: `The ${noun}`, schema: view },
    handle: async (call) => {
      const { value, eTag } = await readNamed(call.app, resource, call.name);
      return resource.views.changeWithETag ? tagged(call, eTag, value) : json(200, value, { etag: eTag });
    },
  });
}

function putRoute<Value extends NamedValue, Body, View>(resource: NamedResource<Value, Body, View>): Route {
  const { title, path, body, view, roles, on, summaries } = resource.kind;
  return routeOf({
    method: 'PUT',
    path: `api/${path}/{name}`,
    operationId: `put${title}`,
    body,
    query: noQuery,
    role: roles.put,
    ...(on && { on }),
    summary: summaries.put,
    success: { status: 200, description: 'Replaced (201: created)', schema: view },
    handle: async ({ app, caller, url, ...change }) => {
      const { stored, created } = await putNamed(app, caller, resource, change);
      const headers = { etag: stored.eTag, ...(created && { location: new URL(url).pathname }) };
      return json(created ? 201 : 200, stored.value, headers);
    },
  });
}

function deleteRoute<Value extends NamedValue, Body, View>(
  resource: NamedResource<Value, Body, View>,
): Route {
  const { title, path, roles, on, summaries } = resource.kind;
  return routeOf({
    method: 'DELETE',
    path: `api/${path}/{name}`,
    operationId: `delete${title}`,
    body: noBody,
    query: noQuery,
    role: roles.delete,
    ...(on && { on }),
    summary: summaries.delete,
    success: { status: 204, description: 'Deleted', schema: noAnswer },
    handle: async ({ app, caller, ...change }) => {
      await deleteNamed(app, caller, resource, change);
      return noContent();
    },
  });
}

/** `denied-versions` is `DeniedVersions` in the name of an operation. */
const titleOf = (path: string) =>
  path.replaceAll(/(^|-)(.)/g, (_all, _dash, first: string) => first.toUpperCase());
