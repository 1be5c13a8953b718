/** Routes as the Functions host matches them (ASP.NET's route templates, as far as apps use them here). */
export interface HttpRoute<Target> {
  readonly target: Target;
  readonly methods: readonly string[];
  readonly segments: readonly Segment[];
}

type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter' | 'rest'; readonly name: string };

export interface Match<Target> {
  readonly target: Target;
  readonly params: Record<string, string>;
}

/** Literals go before parameters, parameters before what takes the rest. */
const RANK: Record<Segment['kind'], number> = { literal: 0, parameter: 1, rest: 2 };

/** Throws on what it does not know: constraints, defaults, optional and mixed segments. */
export function parseRoute<Target>(
  template: string,
  methods: readonly string[],
  target: Target,
): HttpRoute<Target> {
  const segments = template
    .split('/')
    .filter((part) => part !== '')
    .map((part): Segment => {
      if (!/[{}]/.test(part)) return { kind: 'literal', text: part.toLowerCase() };
      const [, star, name] = /^\{(\*?)(\w+)\}$/.exec(part) ?? [];
      if (name === undefined) throw new Error(`Route ${template}: the local host does not know "${part}".`);
      return { kind: star === '*' ? 'rest' : 'parameter', name };
    });
  return { target, methods: methods.map((method) => method.toUpperCase()), segments };
}

/** The most specific route of that method and path; 404 and 405 are one in Functions: undefined. */
export function matchRoute<Target>(
  routes: readonly HttpRoute<Target>[],
  method: string,
  pathname: string,
): Match<Target> | undefined {
  const parts = decodedParts(pathname);
  if (!parts) return undefined;
  for (const route of routes.filter(({ methods }) => methods.includes(method)).toSorted(bySpecificity)) {
    const params = paramsOf(route.segments, parts);
    if (params) return { target: route.target, params };
  }
  return undefined;
}

/** Undefined for a path with a broken escape. */
function decodedParts(pathname: string): string[] | undefined {
  try {
    return pathname
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function bySpecificity(one: HttpRoute<unknown>, other: HttpRoute<unknown>): number {
  for (let at = 0; at < Math.max(one.segments.length, other.segments.length); at += 1) {
    const [a, b] = [one.segments[at], other.segments[at]];
    const difference = (a ? RANK[a.kind] : -1) - (b ? RANK[b.kind] : -1);
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
    if (segment.kind === 'rest') {
      const rest = parts.slice(at).join('/');
      if (rest !== '') params[segment.name] = rest;
      return params;
    }
    const part = parts[at];
    if (part === undefined) return undefined;
    if (segment.kind === 'literal' && segment.text !== part.toLowerCase()) return undefined;
    if (segment.kind === 'parameter') params[segment.name] = part;
  }
  return parts.length === segments.length ? params : undefined;
}
