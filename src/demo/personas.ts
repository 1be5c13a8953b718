import type { Front } from '../local/hostOptions.ts';
import type { HttpAnswer, HttpCall } from '../local/http/server.ts';

/** Who can be played: an object id, as the audit log shows it, and the app roles of the token. */
export const PERSONAS: Readonly<Record<string, readonly string[]>> = {
  operator: ['Operator'],
  'approver-1': ['Approver'],
  'approver-2': ['Approver'],
  admin: ['Admin'],
};

// App Service's own names: learn.microsoft.com, "Work with user identities in Azure App Service authentication".
const PRINCIPAL_HEADER = 'x-ms-client-principal';
const SESSION = 'AppServiceAuthSession';
const OBJECT_ID = 'http://schemas.microsoft.com/identity/claims/objectidentifier';

/**
 * Stands in front of the app as App Service's authentication does, but asks for no password: whoever comes picks a persona. A
 * browser gets a cookie at `/.auth/login/aad`, a pipeline sends the persona's name as its bearer token. Without either the
 * app decides, as it does in Azure. A header of the platform's that a request brings is taken away.
 */
export const personaFront: Front = async (call, app) => {
  const { pathname, searchParams } = call.url;
  if (pathname === '/.auth/login/aad') return signIn(searchParams);
  if (pathname === '/.auth/logout')
    return redirect('/', `${SESSION}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`);
  const { [PRINCIPAL_HEADER]: _brought, ...headers } = call.headers;
  const name = bearerOf(call) ?? cookieOf(call);
  if (name === undefined) return await app({ ...call, headers });
  const roles = rolesOf(name);
  // As the platform answers a token that it cannot check.
  if (!roles) return { status: 401, headers: { 'www-authenticate': 'Bearer' } };
  return await app({ ...call, headers: { ...headers, [PRINCIPAL_HEADER]: principalOf(name, roles) } });
};

function rolesOf(name: string): readonly string[] | undefined {
  return Object.entries(PERSONAS).find(([persona]) => persona === name)?.[1];
}

const bearerOf = ({ headers }: HttpCall) => /^Bearer (.+)$/i.exec(headers['authorization'] ?? '')?.[1];
const cookieOf = ({ headers }: HttpCall) =>
  new RegExp(`(?:^|; )${SESSION}=([^;]+)`).exec(headers['cookie'] ?? '')?.[1];

function principalOf(user: string, roles: readonly string[]): string {
  const claims = [{ typ: OBJECT_ID, val: user }, ...roles.map((val) => ({ typ: 'roles', val }))];
  return Buffer.from(
    JSON.stringify({ auth_typ: 'aad', claims, name_typ: 'name', role_typ: 'roles' }),
  ).toString('base64');
}

function signIn(query: URLSearchParams): HttpAnswer {
  const back = ownPath(query.get('post_login_redirect_uri'));
  const persona = query.get('as');
  if (persona !== null && rolesOf(persona)) {
    return redirect(back, `${SESSION}=${persona}; Path=/; HttpOnly; SameSite=Lax`);
  }
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: pickerPage(back) };
}

/** Nowhere else: `//host` and `/\host` are other sites to a browser. */
function ownPath(path: string | null): string {
  return path !== null && /^\/(?![/\\])/.test(path) ? path : '/';
}

function redirect(location: string, cookie: string): HttpAnswer {
  return { status: 302, headers: { location, 'set-cookie': cookie, 'cache-control': 'no-store' } };
}

function pickerPage(back: string): string {
  const choices = Object.entries(PERSONAS).map(([name, roles]) => {
    const href = `/.auth/login/aad?as=${name}&amp;post_login_redirect_uri=${encodeURIComponent(back)}`;
    return `<li><a href="${href}">${name}</a> (${roles.join(', ')})</li>`;
  });
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in</title>
<style>body{font:16px system-ui;max-width:32em;margin:4em auto;padding:0 1em}li{margin:.6em 0}</style>
<h1>Who are you today?</h1>
<p>This stands in for the sign-in of Entra: it asks for no password.</p>
<ul>${choices.join('')}</ul>
</html>`;
}
