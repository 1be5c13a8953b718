import { PERSONAS, personaFront } from '../../src/demo/personas.ts';
import { readPrincipal } from '../../src/contracts/principal.ts';
import type { HttpAnswer } from '../../src/local/http/server.ts';
import { principalHeader } from '../support/principals.ts';

/** What the app behind the front takes the caller for; `nobody` without a header. */
async function who(headers: Record<string, string>): Promise<string> {
  const answer = await call('/api/me', headers);
  return typeof answer.body === 'string' ? answer.body : String(answer.status);
}

const call = (path: string, headers: Record<string, string> = {}): Promise<HttpAnswer> =>
  personaFront(
    { method: 'GET', url: new URL(path, 'http://127.0.0.1'), headers, body: Buffer.alloc(0) },
    ({ headers: passed }) => {
      const principal = readPrincipal(passed['x-ms-client-principal'], { kind: 'entra' });
      return Promise.resolve({
        status: 200,
        body: principal ? `${principal.user}: ${principal.roles.join(' ')}` : 'nobody',
      });
    },
  );

const login = (query: string) => call(`/.auth/login/aad${query}`);

describe('The sign-in of personas', () => {
  it('knows each by the token or the cookie', async () => {
    expect(await who({ authorization: 'Bearer operator' })).toBe('operator: Reader Operator');
    expect(await who({ cookie: 'a=b; AppServiceAuthSession=approver-2; c=d' })).toBe(
      'approver-2: Reader Approver',
    );
    expect(await who({ cookie: 'AppServiceAuthSession=admin' })).toBe('admin: Reader Operator Admin');
  });

  it('leaves it to the app what becomes of whom nobody knows, and refuses a name that is none', async () => {
    expect(await who({})).toBe('nobody');
    expect(await who({ cookie: 'other=admin' })).toBe('nobody');
    expect(await who({ authorization: 'Bearer root' })).toBe('401');
    expect(await who({ authorization: 'Bearer constructor' })).toBe('401');
  });

  it('takes away the header that only the platform may set', async () => {
    expect(await who(principalHeader('eve', ['Admin']))).toBe('nobody');
    expect(await who({ ...principalHeader('eve', ['Admin']), authorization: 'Bearer operator' })).toBe(
      'operator: Reader Operator',
    );
  });

  it('offers all of them, and goes back to where somebody came from, in the app only', async () => {
    const { body } = await login('?post_login_redirect_uri=/runs/x');
    for (const name of Object.keys(PERSONAS)) {
      expect(body).toContain(`as=${name}&amp;post_login_redirect_uri=%2Fruns%2Fx`);
    }
    for (const [asked, taken] of [
      ['/runs?a=b', '/runs?a=b'],
      ['//evil.example', '/'],
      ['/\\evil.example', '/'],
      ['https://evil.example', '/'],
      ['"><script>', '/'],
    ] as const) {
      const answer = await login(`?as=admin&post_login_redirect_uri=${encodeURIComponent(asked)}`);
      expect(answer).toMatchObject({ status: 302, headers: { location: taken } });
    }
    expect((await login('?as=root')).status).toBe(200);
  });

  it('ends with a cookie that is empty', async () => {
    const { headers } = await call('/.auth/logout');
    expect(String(headers?.['set-cookie'])).toMatch(/^AppServiceAuthSession=;.*Max-Age=0/);
  });
});
