import { principalHeader } from '../support/principals.ts';
import { TestSystem } from '../support/testSystem.ts';

const started: TestSystem[] = [];
async function start(settings: Record<string, string | undefined>): Promise<TestSystem> {
  const system = await TestSystem.start({ settings });
  started.push(system);
  return system;
}
afterEach(async () => {
  for (const system of started.splice(0)) await system.close();
});

const forged = principalHeader('forger', ['Admin']);

it.each([
  [
    'in Azure whose authentication was forgotten',
    { APP_AUTHENTICATION: undefined, WEBSITE_INSTANCE_ID: '1' },
  ],
  ['in Azure whose authentication is off', { APP_AUTHENTICATION: 'off', WEBSITE_SITE_NAME: 'app' }],
  ['anywhere else whose authentication was forgotten', { APP_AUTHENTICATION: undefined }],
  ['in Kubernetes likewise', { APP_AUTHENTICATION: undefined, KUBERNETES_SERVICE_HOST: '10.0.0.1' }],
])('An app %s answers nobody, whatever the call and whoever they claim to be', async (_, settings) => {
  const system = await start(settings);
  for (const path of ['/api/health', '/api/openapi.json', '/api/me', '/api/runs', '/api/nope']) {
    for (const headers of [{}, forged]) {
      const answer = await system.call('GET', path, undefined, headers);
      expect(answer).toMatchObject({ status: 403, body: { code: 'AuthenticationNotSet' } });
    }
  }
  const run = { name: 'new', managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } } };
  expect(await system.call('POST', '/api/runs', run, forged)).toMatchObject({ status: 403 });
});

it('With authentication off a claim of who one is counts for nothing, and everybody may do everything but what wants a token', async () => {
  const system = await start({});
  const { body, headers } = await system.call('GET', '/api/me', undefined, forged);
  const everything = ['Reader', 'Operator', 'Approver', 'Admin'];
  expect(body).toEqual({ user: 'anonymous', roles: everything, grants: [] });
  const webhook = {
    kind: 'webhook',
    managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
    webhook: { authentication: [{ type: 'entra' }] },
  };
  expect(await system.call('PUT', '/api/triggers/ci', webhook)).toMatchObject({ status: 201 });
  expect(await system.call('POST', '/api/webhooks/ci', {}, forged)).toMatchObject({ status: 401 });
  expect(headers.has('strict-transport-security')).toBe(false);
  const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  expect(await system.call('DELETE', '/api/strategies/nope', undefined, evil)).toMatchObject({ status: 403 });
});
