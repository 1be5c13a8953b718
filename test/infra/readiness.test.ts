import { StandIns, CLUSTERS, FLEET, NEEDED } from './standIns.ts';

const PROVIDERS = [
  ...['Microsoft.Web', 'Microsoft.Storage', 'Microsoft.KeyVault', 'Microsoft.ManagedIdentity'],
  ...['Microsoft.OperationalInsights', 'Microsoft.Insights', 'Microsoft.ContainerService'],
];
const permissionsAt = (id: string) =>
  `/subscriptions/${id}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
const usages =
  '/subscriptions/sub/providers/Microsoft.Web/locations/westeurope/usages?api-version=2024-11-01';
const OWNER = { value: [{ actions: ['*'], notActions: [] }] };
const CONTRIBUTOR = { value: [{ actions: ['*'], notActions: ['Microsoft.Authorization/*/Write'] }] };
const RBAC_ADMINISTRATOR = {
  value: [{ actions: ['Microsoft.Authorization/roleAssignments/write', '*/read'], notActions: [] }],
};
const policy = (allowedToCreateApps: boolean) => ({
  'https://graph.microsoft.com/v1.0/policies/authorizationPolicy': {
    defaultUserRolePermissions: { allowedToCreateApps },
  },
});
const READY = {
  env: { ...NEEDED, CLUSTER_SCOPES: '["/subscriptions/clusters"]' },
  providers: PROVIDERS,
  rest: {
    [permissionsAt('sub')]: OWNER,
    [permissionsAt('clusters')]: OWNER,
    [usages]: { value: [{ name: { value: 'FlexConsumptionMemory' }, limit: 512_000, currentValue: 1024 }] },
    ...policy(true),
  },
};

let azure: StandIns;
beforeEach(() => {
  azure = new StandIns();
  azure.given(READY);
});
afterEach(() => azure.end());

const readiness = () => azure.run('readiness.mjs', {});
/** What is missing, and the command that mends it. */
function missing(): string[][] {
  const { status, said } = readiness();
  expect(status).toBe(1);
  return [...said.matchAll(/^missing {2}(.*)\n +(.*)$/gm)].map(([, ...what]) => what);
}
const like = (expected: readonly (readonly RegExp[])[]): unknown[] =>
  expected.map((line) => line.map((part): unknown => expect.stringMatching(part)));

it('Where everything is in place, every line is fine and nothing was changed', () => {
  const { status, said } = readiness();
  const lines = said.trim().split('\n');
  expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([]);
  expect(status).toBe(0);
  for (const check of [
    'azd',
    'az',
    'settings',
    'Azure CLI',
    'provider Microsoft.Web',
    'region',
    'quota',
    'Node',
  ])
    expect(said).toContain(`ok       ${check}: `);
  for (const check of [
    'rights in sub',
    'rights in clusters',
    'resource group',
    'app registration',
    'fleet prod',
  ])
    expect(said).toContain(`ok       ${check}: `);
  expect(azure.state.calls.filter((call) => / (create|update|set|register|delete) /.test(call))).toEqual([]);
});

it('Plain npm run doctor asks the same where azd has an environment and nothing else is known', () => {
  azure.given({ azdSignedOut: true });
  const { said } = azure.run('../../src/doctor/main.ts', { STATE_DIR: azure.folder });
  expect(said).toMatch(/^missing {2}azd: it is not signed in\.\n +azd auth login$/m);
});

describe('What is missing is told with the command that mends it:', () => {
  test.each([
    ['an old azd', { azdVersion: '1.24.9' }, /azd: it is 1\.24\.9/, /aka\.ms\/azd-install/],
    ['an old az', { azVersion: '2.9.0' }, /az: it is 2\.9\.0/, /^az upgrade$/],
    ['an environment', { env: {} }, /setting AZURE_ENV_NAME/, /^azd env new prod --location/],
    ['fleets', { env: { ...NEEDED, FLEETS: '' } }, /setting FLEETS/, /^azd env set FLEETS '{"prod"/],
    ['a sign-in of azd', { azdSignedOut: true }, /azd: it is not signed in/, /^azd auth login$/],
    [
      'a sign-in of the CLI',
      { accounts: { other: 'tenant' } },
      /does not know the subscription sub/,
      /^az login && az account set --subscription sub$/,
    ],
    [
      'a region and a group that moved',
      {
        env: { ...NEEDED, AZURE_LOCATION: 'germanynorth' },
        group: { location: 'germanynorth', tags: { 'azd-env-name': 'prod' } },
      },
      /region: Flex Consumption is not offered/,
      /^azd env set AZURE_LOCATION <one of westeurope, eastus>$/,
    ],
  ])('%s', (_, change, what, how) => {
    azure.given(change);
    expect(missing()).toEqual(like([[what, how]]));
  });

  it('providers, room, Node, rights that an RBAC administrator has not, names, and what settings refer to', () => {
    azure.given({
      env: {
        ...READY.env,
        PRIVATE_NETWORK: 'true',
        APP_NODE_VERSION: '24',
        RELEASE_SOURCES: `["${CLUSTERS}/a"]`,
      },
      providers: [...PROVIDERS.slice(1), 'Microsoft.Network'],
      rest: {
        [permissionsAt('sub')]: CONTRIBUTOR,
        [permissionsAt('clusters')]: RBAC_ADMINISTRATOR,
        [usages]: { value: [{ name: { value: 'Flex' }, limit: 512, currentValue: 256 }] },
        ...policy(false),
      },
      group: { location: 'westeurope', tags: {} },
      gone: [FLEET, `${CLUSTERS}/a`],
    });
    expect(missing()).toEqual(
      like([
        [
          /provider Microsoft\.Web/,
          /^az provider register --namespace Microsoft\.Web --subscription sub --wait$/,
        ],
        [/provider Microsoft\.App/, /^az provider register --namespace Microsoft\.App/],
        [/provider Microsoft\.EventGrid/, /^az provider register/],
        [/quota: 256 of 512 MB/, /azd env set AZURE_LOCATION/],
        [/Node: .* not 24/, /^azd env set APP_NODE_VERSION 22$/],
        [
          /rights in sub: not allowed: .*roleDefinitions\/write, .*roleAssignments\/write/,
          /^az role assignment create --assignee "me@example.com" --role Owner --scope \/subscriptions\/sub/,
        ],
        [
          /rights in clusters: not allowed: Microsoft\.Resources\/deployments\/write, .*roleDefinitions\/write\.$/,
          /--scope \/subscriptions\/clusters/,
        ],
        [/rg-prod is there and is not of azd/, /^azd env new <another name>/],
        [/lets users register no applications/, /node scripts\/azure\/appRegistration\.mjs/],
        [/fleet prod: it is not there/, /^az resource list .*fleets/],
        [/release source a/, /^az resource list .*managedClusters/],
      ]),
    );
  });
});
