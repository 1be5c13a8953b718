import type { ArmCall, ArmResponse } from './armCall.ts';

/** An operation of the ARM API. `{name}` in the path stands for one segment; segments compare without case. */
export interface Route {
  /** The name under which requests are counted and faults are set. */
  readonly operation: string;
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  readonly path: string;
  /** Not ARM's: it has no api-version and no subscription. */
  readonly isForeign?: true;
  readonly answer: (call: ArmCall) => ArmResponse;
}

/** Finds the route of a request and the values of its path. */
export class RouteTable {
  #routes: readonly { route: Route; pattern: RegExp }[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map((route) => ({
      route,
      pattern: new RegExp(
        `^${route.path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`,
        'i',
      ),
    }));
  }

  find(method: string, path: string): { route: Route; parameters: Record<string, string> } | undefined {
    for (const { route, pattern } of this.#routes) {
      if (route.method !== method) continue;
      const match = pattern.exec(path);
      if (match) return { route, parameters: { ...match.groups } };
    }
    return undefined;
  }
}
