import { NEEDED, PROVISIONED, StandIns } from './standIns.ts';

const AZURE_CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

let azure: StandIns;
beforeEach(() => (azure = new StandIns()));
afterEach(() => azure.end());

describe('The app registration', () => {
  it('is made once, with the four roles, and remembered', () => {
    azure.run('appRegistration.mjs', NEEDED);
    azure.run('appRegistration.mjs', NEEDED);
    const { apps, principals, calls, env } = azure.state;
    expect(apps).toHaveLength(1);
    expect(apps[0]?.displayName).toBe('Fleet Updates prod sub');
    expect(apps[0]?.appRoles?.map(({ value }) => value)).toEqual(['Reader', 'Operator', 'Approver', 'Admin']);
    expect(principals).toHaveLength(1);
    // The tokens that App Service is told to take, and the Azure CLI may ask for them.
    expect(apps[0]?.api).toMatchObject({
      requestedAccessTokenVersion: 2,
      preAuthorizedApplications: [{ appId: AZURE_CLI }],
    });
    expect(apps[0]?.identifierUris).toEqual(['api://app-id']);
    expect(env['AUTH_CLIENT_ID']).toBe('app-id');
    expect(calls.filter((call) => call.includes('PATCH'))).toHaveLength(6);
    expect(apps[0]?.groupMembershipClaims).toBe('ApplicationGroup');
  });

  it('that was left half-made is completed, and keeps what others added', () => {
    const theirs = { id: 'theirs', value: 'Theirs' };
    azure.given({
      apps: [{ appId: 'app-id', id: 'object-id', displayName: 'Fleet Updates prod sub', appRoles: [theirs] }],
    });
    azure.run('appRegistration.mjs', NEEDED);
    const [app] = azure.state.apps;
    expect(app?.appRoles?.map(({ value }) => value)).toEqual([
      'Theirs',
      'Reader',
      'Operator',
      'Approver',
      'Admin',
    ]);
    expect(app?.api).toMatchObject({ preAuthorizedApplications: [{ appId: AZURE_CLI }] });
  });

  it('of a team whose environment has the same name in another subscription is another', () => {
    azure.run('appRegistration.mjs', NEEDED);
    azure.run('appRegistration.mjs', { ...NEEDED, AZURE_SUBSCRIPTION_ID: 'other' });
    expect(azure.state.apps.map(({ displayName }) => displayName)).toEqual([
      'Fleet Updates prod sub',
      'Fleet Updates prod other',
    ]);
  });

  it('is not guessed when two have its name', () => {
    const app = { appId: 'one', id: '1', displayName: 'Fleet Updates prod sub' };
    azure.given({ apps: [app, { ...app, appId: 'two' }] });
    const { status, said } = azure.run('appRegistration.mjs', NEEDED);
    expect([status, said]).toEqual([1, expect.stringContaining('azd env set AUTH_CLIENT_ID one or two')]);
  });

  it('that somebody else made is left alone', () => {
    expect(azure.run('appRegistration.mjs', { AUTH_CLIENT_ID: 'theirs' }).said).toContain('theirs is used');
    expect(azure.state.calls).toEqual([]);
  });

  it('is said, for whoever deploys, where there is no azd', () => {
    const alone = new StandIns(['az']);
    const { said } = alone.run('appRegistration.mjs', NEEDED);
    alone.end();
    expect(said).toContain('azd env set AUTH_CLIENT_ID app-id');
  });
});

describe('The registration trusts the identity of the app', () => {
  it('once, in place of a secret', () => {
    azure.run('afterProvision.mjs', PROVISIONED);
    azure.run('afterProvision.mjs', PROVISIONED);
    const { credentials, calls } = azure.state;
    expect(credentials.map(({ name, subject, issuer }) => [name, subject, issuer])).toEqual([
      ['func-x', 'identity', 'https://login.microsoftonline.com/tenant/v2.0'],
    ]);
    expect(calls.join('\n')).toContain('--web-redirect-uris https://app.example/.auth/login/aad/callback');
    expect(calls.join('\n')).not.toMatch(/password|secret/i);
  });

  it('that the app was made anew with, and the former one no longer', () => {
    azure.run('signInWithoutSecret.mjs', { ...PROVISIONED, AZURE_IDENTITY_PRINCIPAL_ID: 'former' });
    expect(azure.run('signInWithoutSecret.mjs', PROVISIONED).status).toBe(0);
    expect(azure.state.credentials.map(({ subject }) => subject)).toEqual(['identity']);
  });

  it('beside addresses that others added', () => {
    const web = { redirectUris: ['https://fleet.example.com/.auth/login/aad/callback'] };
    azure.given({ apps: [{ appId: 'app-id', id: 'object-id', displayName: 'x', web }] });
    azure.run('signInWithoutSecret.mjs', PROVISIONED);
    expect(azure.state.calls.join('\n')).toContain(`${web.redirectUris[0]} https://app.example/.auth`);
  });

  it('by the hosts of its own cloud', () => {
    const endpoints = {
      activeDirectory: 'https://login.microsoftonline.us',
      microsoftGraphResourceId: 'https://graph.microsoft.us/',
    };
    azure.given({ cloud: { name: 'AzureUSGovernment', endpoints } });
    azure.run('appRegistration.mjs', NEEDED);
    azure.run('signInWithoutSecret.mjs', PROVISIONED);
    expect(azure.state.credentials).toMatchObject([
      {
        issuer: 'https://login.microsoftonline.us/tenant/v2.0',
        audiences: ['api://AzureADTokenExchangeUSGov'],
      },
    ]);
    const patches = azure.state.calls.filter((call) => call.includes('PATCH'));
    for (const call of patches) expect(call).toContain('https://graph.microsoft.us/v1.0/applications/');
  });
});
