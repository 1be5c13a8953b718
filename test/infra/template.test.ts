import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readSettings, WEBHOOK_SECRET_SETTING } from '../../src/contracts/settings.ts';
import { Snapshot } from './snapshots.ts';

const NAMES = ['everything', 'least', 'releaseTopics', 'releaseSubscriptions'] as const;
const all = NAMES.map((name) => new Snapshot(name));
const everything = new Snapshot('everything');
const least = new Snapshot('least');
const root = join(__dirname, '../..');

/** Not read by name in the code, by who reads it. */
const READ_BY_OTHERS: readonly RegExp[] = [
  /^AzureWebJobsStorage__/, // the Functions host
  /^AzureWebJobsDisableHomepage$/, // the Functions host
  /^FUNCTIONS_REQUEST_BODY_SIZE_LIMIT$/, // the Functions host
  /^APPLICATION_?INSIGHTS_/, // the Functions host, and the exporter of spans and metrics
  /^AZURE_CLIENT_ID$/, // Azure's identity library
  /^WEBSITE_AUTH_AAD_ALLOWED_TENANTS$/, // App Service authentication
  /^OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID$/, // App Service authentication
  /^WEBHOOK_SECRET_/, // the code, by that prefix: WEBHOOK_SECRET_SETTING of src/contracts/settings.ts
  /^NOTIFICATION_(URL|SECRET)_/, // the code, by those prefixes: src/domain/notify/notification.ts
];
/** Read by the code, and not to be set in Azure: connection strings hold keys; the rest App Service sets. */
const NOT_SET: readonly RegExp[] = [
  /^TABLES_CONNECTION_STRING$/,
  /^AZURE_MONITOR_ENDPOINT$/, // for a stand-in: in Azure each region has its own
  /^WEBSITE_/,
  /^IDENTITY_/,
];

/** Names of all settings that the code asks for. */
function settingsRead(): string[] {
  const asked = new Set<string>();
  const values: Record<string, string> = {
    FLEETS: '{"prod":"/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/fleets/prod"}',
    TABLES_ENDPOINT: 'https://example.table.core.windows.net',
    APP_AUTHENTICATION: 'off',
  };
  readSettings(
    new Proxy(values, {
      get: (target, key) => {
        if (typeof key === 'string') asked.add(key);
        const value: unknown = Reflect.get(target, key);
        return value;
      },
    }),
  );
  return [...asked].filter((name) => /^[A-Z][A-Z_]+$/.test(name));
}

describe('No key and no secret', () => {
  it('opens the storage account, the telemetry or the deployment of the app', () => {
    for (const snapshot of [everything, least]) {
      const storage = snapshot.one('Microsoft.Storage/storageAccounts').properties;
      expect(storage).toMatchObject({ allowSharedKeyAccess: false, allowBlobPublicAccess: false });
      expect(snapshot.one('Microsoft.Insights/components').properties).toMatchObject({
        DisableLocalAuth: true,
      });
      const passwords = snapshot.ofType('Microsoft.Web/sites/basicPublishingCredentialsPolicies');
      expect(passwords.map(({ properties }) => properties)).toEqual([{ allow: false }, { allow: false }]);
    }
  });

  test.each(NAMES)('is read or written by the template of "%s"', (name) => {
    const { text } = new Snapshot(name);
    expect(text).not.toMatch(
      /listKeys|list[A-Z]\w*Sas|AccountKey=|SharedAccessKey|clientSecret"|InstrumentationKey/,
    );
  });

  it('of a webhook is more than a reference to the Key Vault, which the app may read', () => {
    const settings = Object.entries(everything.appSettings());
    const secrets = settings.filter(([name]) => name.startsWith('WEBHOOK_SECRET_'));
    const { name: vault } = everything.one('Microsoft.KeyVault/vaults');
    expect(secrets).toEqual([
      ['WEBHOOK_SECRET_PIPELINE', `@Microsoft.KeyVault(VaultName=${vault};SecretName=webhook-pipeline)`],
      ['WEBHOOK_SECRET_CHAT_OPS', `@Microsoft.KeyVault(VaultName=${vault};SecretName=webhook-chat-ops)`],
    ]);
    expect(secrets.every(([name]) => WEBHOOK_SECRET_SETTING.test(name))).toBe(true);
    const { properties } = everything.one('Microsoft.Web/sites');
    expect(properties?.['keyVaultReferenceIdentity']).toMatch(/userAssignedIdentities\/id-fleet-updates-/);
    const keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6';
    const right = everything.resources.find(({ properties: each }) =>
      String(each?.['roleDefinitionId']).endsWith(keyVaultSecretsUser),
    );
    expect(right?.id).toContain(`/vaults/${vault}`);
  });
});

describe('App settings', () => {
  const set = Object.keys(everything.appSettings());

  it('that the code reads are set', () => {
    const wanted = settingsRead().filter((name) => !NOT_SET.some((pattern) => pattern.test(name)));
    expect(wanted.length).toBeGreaterThan(5);
    expect(wanted.filter((name) => !set.includes(name))).toEqual([]);
  });

  it('that are set are read, by the code or by Azure', () => {
    const read = settingsRead();
    const unread = set.filter(
      (name) => !read.includes(name) && !READ_BY_OTHERS.some((each) => each.test(name)),
    );
    expect(unread).toEqual([]);
  });

  it('are what the code takes, once Azure has filled in what only it knows', () => {
    const filled = Object.entries(everything.appSettings()).map(([name, value]) => [
      name,
      value.startsWith('[') ? 'https://example.azure' : value,
    ]);
    const { fleets, retentionDays } = readSettings(
      z.record(z.string(), z.string()).parse(Object.fromEntries(filled)),
    );
    expect(Object.keys(fleets)).toEqual(['prod', 'test']);
    expect(retentionDays).toBe(400);
  });

  it('give the host and Durable Functions blobs, queues and tables by the identity', () => {
    const settings = least.appSettings();
    expect(settings['AzureWebJobsStorage__credential']).toBe('managedidentity');
    expect(settings['AzureWebJobsStorage__clientId']).toBe(settings['AZURE_CLIENT_ID']);
    for (const service of ['blob', 'queue', 'table']) {
      expect(settings[`AzureWebJobsStorage__${service}ServiceUri`]).toContain(`https://{0}.${service}.{1}`);
    }
    const account = least.one('Microsoft.Storage/storageAccounts');
    const data = least.resources.filter(({ id }) =>
      id.includes(`/${account.name}', 'Microsoft.Authorization`),
    );
    expect(data.map(({ properties }) => String(properties?.['roleDefinitionId']).split('/').at(-1))).toEqual([
      'b7e6dc6d-f1e8-4753-8033-0f276bb0955b', // Storage Blob Data Owner
      '974c5e8b-45b9-4653-ba55-5f855dd0fb88', // Storage Queue Data Contributor
      '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', // Storage Table Data Contributor
    ]);
  });

  it('name no other connection, for host.json and no function asks for one', () => {
    const source = readFileSync(join(root, 'dist/index.cjs'), 'utf8');
    expect(readFileSync(join(root, 'host.json'), 'utf8')).not.toMatch(/connection(String)?Name/i);
    expect(source).toContain('orchestrationTrigger');
    expect(set.filter((name) => /__(service|account|fullyQualified)/i.test(name))).toEqual([]);
  });
});

describe('The Function App', () => {
  it('believes its platform who a caller is if and only if the platform asks', () => {
    for (const snapshot of [everything, least]) {
      const { properties } = snapshot.one('Microsoft.Web/sites/config', '/authsettingsV2');
      expect(properties).toMatchObject({
        platform: { enabled: true },
        globalValidation: { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' },
      });
      expect(snapshot.appSettings()['APP_AUTHENTICATION']).toBe('entra');
    }
  });

  it('signs users in without a client secret, and takes tokens for itself only', () => {
    const { properties } = everything.one('Microsoft.Web/sites/config', '/authsettingsV2');
    const provider = z
      .looseObject({ identityProviders: z.looseObject({ azureActiveDirectory: z.looseObject({}) }) })
      .parse(properties).identityProviders.azureActiveDirectory;
    const id = '33333333-3333-3333-3333-333333333333';
    expect(provider).toMatchObject({
      registration: { clientId: id, clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID' },
      validation: { allowedAudiences: [id, `api://${id}`] },
    });
  });

  it('runs on Flex Consumption with a Node that the bundle is built for, one instance always ready for Durable', () => {
    expect(least.one('Microsoft.Web/serverfarms')).toMatchObject({ sku: { name: 'FC1' } });
    const config = z
      .looseObject({
        httpsOnly: z.literal(true),
        functionAppConfig: z.looseObject({
          runtime: z.looseObject({ name: z.literal('node'), version: z.coerce.number().min(22) }),
          scaleAndConcurrency: z.looseObject({ alwaysReady: z.array(z.looseObject({})) }),
        }),
      })
      .parse(least.one('Microsoft.Web/sites').properties);
    expect(config.functionAppConfig.scaleAndConcurrency.alwaysReady).toEqual([
      { name: 'durable', instanceCount: 1 },
    ]);
  });

  it('has the memory and the instances that docs/deploy.md counts with', () => {
    expect(least.one('Microsoft.Web/sites').properties).toMatchObject({
      functionAppConfig: { scaleAndConcurrency: { instanceMemoryMB: 512 } },
    });
    expect(everything.one('Microsoft.Web/sites').properties).toMatchObject({
      functionAppConfig: { scaleAndConcurrency: { instanceMemoryMB: 2048, alwaysReady: [] } },
    });
  });

  it('has no setting that Flex Consumption refuses or that asks for a build there', () => {
    // https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#deprecated-properties-and-settings
    const refused =
      /^(FUNCTIONS_(WORKER_RUNTIME|EXTENSION_VERSION)|WEBSITE_(NODE|RUN|CONTENT)|SCM_|ENABLE_ORYX)/;
    expect(Object.keys(everything.appSettings()).filter((name) => refused.test(name))).toEqual([]);
  });

  it('writes its routes with api/ itself, so that the host must put nothing before them', () => {
    const host = z.looseObject({
      extensions: z.looseObject({ http: z.looseObject({ routePrefix: z.string() }) }),
    });
    expect(
      host.parse(JSON.parse(readFileSync(join(root, 'host.json'), 'utf8'))).extensions.http.routePrefix,
    ).toBe('');
    expect(least.appSettings()['AzureWebJobsDisableHomepage']).toBe('true');
  });
});

it('The Key Vault is taken back when it was deleted, for its name cannot be used again', () => {
  expect(least.one('Microsoft.KeyVault/vaults').properties).toMatchObject({
    createMode: 'default',
    enablePurgeProtection: true,
  });
  expect(everything.one('Microsoft.KeyVault/vaults').properties).toMatchObject({ createMode: 'recover' });
});

describe('The private network', () => {
  it('closes storage and Key Vault to the public and gives each service they need an endpoint', () => {
    expect(everything.one('Microsoft.Storage/storageAccounts').properties).toMatchObject({
      networkAcls: { defaultAction: 'Deny' },
    });
    expect(everything.one('Microsoft.KeyVault/vaults').properties).toMatchObject({
      publicNetworkAccess: 'Disabled',
    });
    const services = everything.ofType('Microsoft.Network/privateEndpoints').map(({ properties }) => {
      const { privateLinkServiceConnections } = z
        .looseObject({ privateLinkServiceConnections: z.array(z.looseObject({ name: z.string() })) })
        .parse(properties);
      return privateLinkServiceConnections[0]?.name;
    });
    expect(services.toSorted()).toEqual(['blob', 'queue', 'table', 'vault']);
    expect(everything.one('Microsoft.Web/sites').properties?.['virtualNetworkSubnetId']).toMatch(
      /\/subnets\/app$/,
    );
  });

  it('is not there unless it is asked for', () => {
    expect(least.resources.filter(({ type }) => type.startsWith('Microsoft.Network/'))).toEqual([]);
  });
});

describe('Release events', () => {
  const releases = new Snapshot('releaseSubscriptions');
  const subscriptions = releases.ofType('Microsoft.EventGrid/systemTopics/eventSubscriptions');

  it('go to the function by its resource id and are tried for a day', () => {
    expect(subscriptions).toHaveLength(2);
    for (const { properties } of subscriptions) {
      expect(properties).toMatchObject({
        destination: { endpointType: 'AzureFunction' },
        retryPolicy: { eventTimeToLiveInMinutes: 1440 },
      });
      expect(JSON.stringify(properties)).toMatch(/sites\/func-example\/functions\/aksReleases"/);
    }
    expect(readFileSync(join(root, 'dist/index.cjs'), 'utf8')).toContain('aksReleases');
  });

  it('have a name of the app, so that two environments may listen to one cluster', () => {
    expect(subscriptions.map(({ name }) => name.split('/').at(-1))).toEqual(['func-example', 'func-example']);
  });

  it('that could not be delivered are kept where the topic has an identity, in a container that is there', () => {
    const [ours, theirs] = subscriptions.map(({ properties }) => JSON.stringify(properties));
    expect(theirs).not.toContain('blobContainerName');
    const containers = least.ofType('Microsoft.Storage/storageAccounts/blobServices/containers');
    const name = /"blobContainerName":"([^"]+)"/.exec(ours ?? '')?.[1];
    expect(containers.map((each) => each.name.split('/').at(-1))).toContain(name);
  });

  it('assign roles with the infrastructure only, so that a deployment of code needs no such right', () => {
    const role = 'Microsoft.Authorization/roleAssignments';
    expect(releases.ofType(role)).toEqual([]);
    expect(new Snapshot('releaseTopics').ofType(role)).toHaveLength(3);
  });
});

describe('Alerts', () => {
  const ruleShape = z.looseObject({
    evaluationFrequency: z.string(),
    criteria: z.looseObject({
      allOf: z.tuple([z.looseObject({ query: z.string(), operator: z.string(), threshold: z.number() })]),
    }),
  });
  const rules = new Map(
    least
      .ofType('Microsoft.Insights/scheduledQueryRules')
      .map(({ name, properties }) => [name.replace('fleet-updates-', ''), ruleShape.parse(properties)]),
  );

  it('report what is absent: an app that is dead fails nothing', () => {
    expect(rules.get('appSilent')?.criteria.allOf[0]).toMatchObject({ operator: 'LessThan', threshold: 1 });
  });

  it('report calls that are refused', () => {
    expect(rules.get('callsRefused')?.criteria.allOf[0]).toMatchObject({
      operator: 'GreaterThan',
      threshold: 0,
    });
  });

  it('are asked every quarter of an hour, which is what docs/deploy.md counts', () => {
    expect([...rules.values()].map(({ evaluationFrequency }) => evaluationFrequency)).toEqual(
      Array.from({ length: rules.size }, () => 'PT15M'),
    );
  });
});

it('What can be set for a deployment is in docs/deploy.md and the other way round', () => {
  const parameters = readFileSync(join(root, 'infra/main.bicepparam'), 'utf8');
  const hook = readFileSync(join(root, 'scripts/azure/topics.mjs'), 'utf8');
  const read = [...parameters.matchAll(/readEnvironmentVariable\('(\w+)'/g), ...hook.matchAll(/env\.(\w+)/g)];
  const named = read
    .map(([, name]) => name)
    // Said to `azd env new`, or found out by a hook.
    .filter((name) => !/^(AZURE_ENV_NAME|AZURE_LOCATION|RECOVER_VAULT)$/.test(name ?? ''));
  const table = readFileSync(join(root, 'docs/deploy.md'), 'utf8').matchAll(/^\| `([A-Z_]+)`/gm);
  expect([...table].map(([, name]) => name).toSorted()).toEqual(named.toSorted());
});

it('No template holds an address of this machine or a region of its own', () => {
  for (const { text } of all) expect(text).not.toMatch(/127\.0\.0\.1|localhost/);
});
