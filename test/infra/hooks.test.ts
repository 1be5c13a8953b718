import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { z } from 'zod';

const root = join(__dirname, '../..');
const AZURE_CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
/** Stands in for `az` and `azd`: keeps what is made in a file and answers as the real ones do. */
const STAND_IN = `
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const file = join(__dirname, 'state.json');
const state = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { calls: [], apps: [], principals: [], credentials: [] };
const [tool, ...args] = process.argv.slice(2);
const after = (name) => args[args.indexOf(name) + 1];
const words = args.filter((arg, at) => !arg.startsWith('-') && !(args[at - 1] ?? '').startsWith('-')).join(' ');
state.calls.push([tool, ...args].join(' '));
const read = (path) => JSON.parse(readFileSync(path.slice(1), 'utf8'));
const answers = {
  'ad app list': () => state.apps.filter((app) => after('--filter') === \`displayName eq '\${app.displayName}'\`),
  'ad app create': () => {
    const app = { appId: 'app-id', id: 'object-id', displayName: after('--display-name'), appRoles: read(after('--app-roles')) };
    state.apps.push(app);
    return app;
  },
  'ad app update': () => undefined,
  'rest': () => void (state.api = read(after('--body')).api),
  'version': () => undefined,
  'ad sp list': () => state.principals,
  'ad sp create': () => void state.principals.push({ appId: after('--id') }),
  'ad app federated-credential list': () => state.credentials,
  'ad app federated-credential create': () => void state.credentials.push(read(after('--parameters'))),
  'account show': () => ({ tenantId: 'tenant' }),
  'deployment group create': () => ({}),
  'env set AUTH_CLIENT_ID app-id': () => undefined,
};
const key = Object.keys(answers).find((name) => words.startsWith(name));
if (key === undefined) { console.error('unknown: ' + words); process.exit(1); }
const answer = answers[key]();
writeFileSync(file, JSON.stringify(state));
if (answer !== undefined) console.log(JSON.stringify(answer));
`;
const stateShape = z.object({
  calls: z.array(z.string()),
  apps: z.array(
    z.object({ displayName: z.string(), appRoles: z.array(z.looseObject({ value: z.string() })) }),
  ),
  principals: z.array(z.unknown()),
  api: z.looseObject({ requestedAccessTokenVersion: z.number() }).optional(),
  credentials: z.array(z.looseObject({ subject: z.string(), issuer: z.string() })),
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-updates-hooks-'));
  writeFileSync(join(folder, 'stand-in.cjs'), STAND_IN);
  for (const tool of ['az', 'azd']) {
    const path = join(folder, tool);
    writeFileSync(
      path,
      `#!/bin/sh\nexec "${process.execPath}" "${join(folder, 'stand-in.cjs')}" ${tool} "$@"\n`,
    );
    chmodSync(path, 0o755);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

function hook(name: string, variables: Record<string, string>): string {
  const PATH = [folder, process.env['PATH'] ?? ''].join(delimiter);
  return execFileSync(process.execPath, [join('scripts', 'azure', name)], {
    ...{ cwd: root, encoding: 'utf8' },
    env: { PATH, ...variables },
  });
}
const state = () => stateShape.parse(JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')));

it('The app registration is made once, with the four roles, and remembered', () => {
  hook('appRegistration.mjs', { AZURE_ENV_NAME: 'prod' });
  hook('appRegistration.mjs', { AZURE_ENV_NAME: 'prod' });
  const { apps, principals, calls, api } = state();
  expect(apps).toHaveLength(1);
  expect(apps[0]?.displayName).toBe('Fleet Updates prod');
  expect(apps[0]?.appRoles.map(({ value }) => value)).toEqual(['Reader', 'Operator', 'Approver', 'Admin']);
  expect(principals).toHaveLength(1);
  // The tokens that App Service is told to take, and the Azure CLI may ask for them.
  expect(api).toMatchObject({
    requestedAccessTokenVersion: 2,
    preAuthorizedApplications: [{ appId: AZURE_CLI }],
  });
  expect(calls.filter((call) => call === 'azd env set AUTH_CLIENT_ID app-id')).toHaveLength(2);
});

it('Where there is no azd the id is said, for whoever deploys', () => {
  rmSync(join(folder, 'azd'));
  const env = { PATH: folder, AZURE_ENV_NAME: 'prod' };
  const options = { cwd: root, env, encoding: 'utf8' } as const;
  const said = execFileSync(process.execPath, ['scripts/azure/appRegistration.mjs'], options);
  expect(said).toContain('azd env set AUTH_CLIENT_ID app-id');
});

it('An app registration that somebody else made is left alone', () => {
  expect(hook('appRegistration.mjs', { AUTH_CLIENT_ID: 'theirs' })).toContain('theirs is used');
  expect(() => state()).toThrow('ENOENT');
});

it('The registration trusts the identity of the app, once, in place of a secret', () => {
  const variables = {
    AUTH_CLIENT_ID: 'app-id',
    AZURE_IDENTITY_PRINCIPAL_ID: 'identity',
    SERVICE_API_ENDPOINT: 'https://app.example',
  };
  hook('signInWithoutSecret.mjs', variables);
  hook('signInWithoutSecret.mjs', variables);
  const { credentials, calls } = state();
  expect(credentials.map(({ subject, issuer }) => [subject, issuer])).toEqual([
    ['identity', 'https://login.microsoftonline.com/tenant/v2.0'],
  ]);
  expect(calls.join('\n')).toContain('--web-redirect-uris https://app.example/.auth/login/aad/callback');
  expect(calls.join('\n')).not.toMatch(/password|secret/i);
});

describe('Release events', () => {
  const variables = {
    AZURE_RESOURCE_GROUP: 'rg',
    AZURE_FUNCTION_APP_NAME: 'func',
    AZURE_STORAGE_ACCOUNT_NAME: 'st',
  };

  it('are not asked for when no cluster is named', () => {
    expect(hook('releaseEvents.mjs', variables)).toContain('RELEASE_SOURCES names no cluster');
    expect(() => state()).toThrow('ENOENT');
  });

  it('are deployed with parameters that the template has', () => {
    hook('releaseEvents.mjs', { ...variables, RELEASE_SOURCES: '["/subscriptions/s/a"]' });
    const [call = ''] = state().calls;
    const given = [...call.matchAll(/ (\w+)=/g)].map(([, name]) => name);
    const template = readFileSync(join(root, 'infra/releases.bicep'), 'utf8');
    const wanted = [...template.matchAll(/^param (\w+) [\w[\]]+$/gm)].map(([, name]) => name);
    expect(given).toEqual(wanted);
    expect(call).toContain('sources=["/subscriptions/s/a"]');
  });

  it('end with words when the hook does not run in azd', () => {
    expect(() => hook('releaseEvents.mjs', { RELEASE_SOURCES: '["x"]' })).toThrow(
      /AZURE_RESOURCE_GROUP is not set/,
    );
  });
});
