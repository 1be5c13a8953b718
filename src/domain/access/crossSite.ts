/** What a request says of where it comes from; header values, undefined when absent. */
export interface RequestOrigin {
  readonly method: string;
  /** Host and port that were asked, as in the request's URL. */
  readonly host: string;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  /** It carries the cookie by which the platform knows a user who signed in with a browser. */
  readonly hasSession: boolean;
  readonly contentType: string | undefined;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export const JSON_TYPE = /^application\/([a-z0-9.+-]+\+)?json\s*(;|$)/i;

/**
 * A change that another site has a browser ask for, with the user's cookie. Pipelines send neither `Origin`,
 * `Sec-Fetch-Site` nor the cookie, so they are not concerned. A browser sets both headers itself; where it says
 * `Sec-Fetch-Site` that is the word, since it has seen the address that the user sees, whatever proxies rewrite.
 * `not-json` are the types that a page may send across sites without asking first.
 */
export function crossSiteProblem(request: RequestOrigin): 'cross-site' | 'not-json' | undefined {
  const { method, origin, secFetchSite, hasSession, contentType } = request;
  if (SAFE_METHODS.has(method)) return undefined;
  if (origin === undefined && secFetchSite === undefined && !hasSession) return undefined;
  if (!isSameOrigin(request)) return 'cross-site';
  return contentType === undefined || JSON_TYPE.test(contentType) ? undefined : 'not-json';
}

function isSameOrigin({ host, origin, secFetchSite }: RequestOrigin): boolean {
  if (secFetchSite !== undefined) return secFetchSite === 'same-origin';
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
