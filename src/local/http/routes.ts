/** A route as the Functions host matches it (a route template of ASP.NET, as far as the local host knows them). */
export interface HttpRoute<Target> {
  readonly target: Target;
  readonly template: string;
  readonly methods: readonly string[];
  readonly segments: readonly Segment[];
}

type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter' | 'optional' | 'rest'; readonly name: string };

export interface Match<Target> {
  readonly target: Target;
  readonly params: Record<string, string>;
}

/** Literals go before parameters, parameters before what takes the rest; a route that ends goes first of all. */
const RANK: Record<Segment['kind'], number> = { literal: 1, parameter: 2, optional: 2, rest: 3 };
/** The host's own paths. */
const RESERVED = new Set(['admin', 'runtime']);

/** Throws on what Functions refuses, and on what the local host does not know: constraints, defaults, mixed segments. */
export function parseRoute<Target>(
  prefix: string,
  route: string,
  methods: readonly string[],
  target: Target,
): HttpRoute<Target> {
  if (/^[/~]/.test(route)) throw new Error(`Route '${route}' must not begin with '${route.charAt(0)}'.`);
  const template = [prefix, route].filter((part) => part !== '').join('/');
  const parts = template.split('/').filter((part) => part !== '');
  if (RESERVED.has(parts[0]?.toLowerCase() ?? '')) {
    throw new Error(`Route '${template}' is one of the host's own: 'admin' and 'runtime' are taken.`);
  }
  const segments = parts.map((part, at) => parseSegment(template, part, at === parts.length - 1));
  return { target, template, methods: methods.map((method) => method.toUpperCase()), segments };
}

function parseSegment(template: string, part: string, isLast: boolean): Segment {
  if (!/[{}]/.test(part)) return { kind: 'literal', text: part.toLowerCase() };
  const [, star = '', name, mark = ''] = /^\{(\*{0,2})(\w+)(\??)\}$/.exec(part) ?? [];
  if (name === undefined) {
    throw new Error(`Route '${template}': the local host does not support the segment '${part}'.`);
  }
  if (star === '' && mark === '') return { kind: 'parameter', name };
  if (!isLast) throw new Error(`Route '${template}': the segment '${part}' must be the last one.`);
  return { kind: star === '' ? 'optional' : 'rest', name };
}

/** The most specific route of that method and path. A path that knows only other methods is as unknown: 404. */
export function matchRoute<Target>(
  routes: readonly HttpRoute<Target>[],
  method: string,
  pathname: string,
): Match<Target> | undefined {
  const parts = pathParts(pathname);
  for (const route of routes.filter(({ methods }) => methods.includes(method)).toSorted(bySpecificity)) {
    const params = paramsOf(route.segments, parts);
    if (params) return { target: route.target, params };
  }
  return undefined;
}

/** Split before it is decoded, so that an escaped slash stays inside its segment; one slash at the end does not count. */
function pathParts(pathname: string): string[] {
  const path = pathname.replace(/^\//, '').replace(/\/$/, '');
  return path === '' ? [] : path.split('/').map(decoded);
}

/** A broken escape stays as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function bySpecificity(one: HttpRoute<unknown>, other: HttpRoute<unknown>): number {
  for (let at = 0; at < Math.max(one.segments.length, other.segments.length); at += 1) {
    const [a, b] = [one.segments[at], other.segments[at]];
    const difference = (a ? RANK[a.kind] : 0) - (b ? RANK[b.kind] : 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function paramsOf(
  segments: readonly Segment[],
  parts: readonly string[],
): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [at, segment] of segments.entries()) {
    const part = parts[at];
    if (segment.kind === 'rest') {
      const rest = parts.slice(at).join('/');
      if (rest !== '') params[segment.name] = rest;
      return params;
    }
    if (part === undefined && segment.kind === 'optional') return params;
    // An empty segment is no value for a parameter.
    if (part === undefined || part === '') return undefined;
    if (segment.kind !== 'literal') params[segment.name] = part;
    else if (segment.text !== part.toLowerCase()) return undefined;
  }
  return parts.length === segments.length ? params : undefined;
}
