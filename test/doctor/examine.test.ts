import { StorageTable } from '../../src/azure/tables/storageTable.ts';
import { examine } from '../../src/doctor/examine.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { fleetIdsOf } from '../../src/demo/fleetIds.ts';
import { demoFleet } from '../../src/simulator/seeds.ts';
import { like, SECRET } from '../support/deliveries.ts';
import { NODE_IMAGES, TestSystem } from '../support/testSystem.ts';
import { endPlatformFronts, platformFront } from './platformFront.ts';

let system: TestSystem;
const systems: TestSystem[] = [];
beforeAll(async () => {
  system = await start({});
});
afterEach(async () => {
  system.simulator.faults.clear();
  await endPlatformFronts();
});
afterAll(async () => {
  for (const each of systems) await each.close();
});

async function start(settings: Record<string, string | undefined>): Promise<TestSystem> {
  const started = await TestSystem.start({ settings });
  systems.push(started);
  return started;
}

/** What the doctor says, by check; what is fine as its detail, what is missing as detail and remedy. */
async function said(
  { system: { settings, origin, simulator } }: TestSystem = system,
  more: Readonly<Record<string, string>> = {},
  url: string | undefined = origin,
): Promise<Record<string, string>> {
  const token = { token: simulator.issueToken(), expiresOnTimestamp: Date.now() + 3_600_000 };
  const credential = { getToken: () => Promise.resolve(token) };
  const findings = await examine({ environment: { ...settings, ...more }, url, credential });
  return Object.fromEntries(findings.map((finding) => [finding.check, told(finding)]));
}
const told = (finding: Finding) =>
  finding.ok ? `ok ${finding.detail}` : `missing ${finding.detail} / ${finding.remedy}`;

it('A system in which everything is in place is fine in every line, and left as it was', async () => {
  expect(await said()).toEqual({
    settings: 'ok demo',
    tables: 'ok a row was written, read and removed',
    'fleet demo': 'ok 5 members',
    clusters: 'ok 5 clusters can be read',
    'metrics of demo': 'ok they answer',
    'Resource Health of demo': 'ok they answer',
    'alerts of demo': 'ok they answer',
    'rights at demo': 'ok every action of a run is allowed',
    app: 'ok it answers, and its tables answer it',
    authentication: like(/^ok off, as it may be on this machine/),
  });
  const connectionString = system.system.settings['TABLES_CONNECTION_STRING'] ?? '';
  expect(await new StorageTable({ connectionString }, 'Strategies').all()).toEqual([]);
  expect(system.simulator.record).toEqual([]);
});

describe('What is missing is told with what to do:', () => {
  it('a fleet with two aliases, whatever the case of its id', async () => {
    const id = Object.values(fleetIdsOf(demoFleet))[0] ?? '';
    const FLEETS = JSON.stringify({ demo: id, twin: id.toUpperCase() });
    expect((await said(system, { FLEETS }))['settings']).toMatch(
      /^missing FLEETS: demo and twin are one fleet/,
    );
  });

  it('settings, a line each, while the app is asked all the same', async () => {
    const environment = { FLEETS: '{', RETENTION_DAYS: 'long' };
    const credential = { getToken: () => Promise.reject(new Error('not asked')) };
    const findings = await examine({ environment, url: system.system.origin, credential });
    expect(findings.map(told)).toEqual([
      like(/^missing FLEETS: must be JSON.*docs\/settings\.md/),
      like(/^missing RETENTION_DAYS: /),
      like(/^ok it answers/),
      like(/^ok off/),
    ]);
  });

  it('a right in Table Storage, and an address that is wrong', async () => {
    const tables = system.system.settings['TABLES_CONNECTION_STRING'] ?? '';
    const otherKey = tables.replace(/AccountKey=[^;]+/, `AccountKey=${Buffer.from('x').toString('base64')}`);
    expect(await said(system, { TABLES_CONNECTION_STRING: otherKey })).toMatchObject({
      tables: like(/^missing Table Storage answered 403.*Storage Table Data Contributor/),
    });
    const nobody = tables.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1');
    expect(await said(system, { TABLES_CONNECTION_STRING: nobody })).toMatchObject({
      tables: like(/^missing Table Storage does not answer.*npm start/),
    });
  });

  it('secrets that a stored trigger names', async () => {
    const hooked = await start({ WEBHOOK_SECRET_CI: SECRET, WEBHOOK_SECRET_NEXT: SECRET });
    const secrets = ['WEBHOOK_SECRET_CI', 'WEBHOOK_SECRET_NEXT'];
    await hooked.ok('PUT', '/api/triggers/ci', {
      kind: 'webhook',
      managedClusterUpdate: NODE_IMAGES,
      webhook: { authentication: [{ type: 'gitHub', secrets }, { type: 'entra' }] },
    });
    expect((await said(hooked))['secrets of trigger ci']).toMatch(/^ok/);
    const reference = '@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/ci)';
    const changed = { WEBHOOK_SECRET_CI: reference, WEBHOOK_SECRET_NEXT: '' };
    expect((await said(hooked, changed))['secrets of trigger ci']).toMatch(
      /^missing not set: WEBHOOK_SECRET_NEXT .*Key Vault reference/,
    );
    const weak = { WEBHOOK_SECRET_CI: reference, WEBHOOK_SECRET_NEXT: 'hunter2' };
    expect((await said(hooked, weak))['secrets of trigger ci']).toMatch(/^missing .*NEXT, which is weak/);
  });

  it.each([
    ['a fleet', 'members.list', 'fleet demo', /^missing .*Fleet Manager Contributor Role/],
    [
      'the rights at a fleet',
      'permissions.list',
      'rights at demo',
      /^missing .*Fleet Manager Contributor Role/,
    ],
    ['metrics', 'metrics.getBatch', 'metrics of demo', /^missing .*Monitoring Reader/],
    ['health', 'availabilityStatuses.get', 'Resource Health of demo', /^missing .*Monitoring Reader/],
    ['alerts', 'alerts.list', 'alerts of demo', /^missing .*Monitoring Reader/],
    ['a cluster', 'clusters.get', 'cluster aks-weu-1', /^missing it may not be read .*Reader/],
  ])('the right to see %s', async (_, operation, check, words) => {
    const path = operation === 'clusters.get' ? 'aks-weu-1' : '';
    const effect = { kind: 'status', status: 403, code: 'AuthorizationFailed' } as const;
    system.simulator.faults.add({
      operation: operation === 'clusters.get' ? 'managedClusters.get' : operation,
      path,
      effect,
    });
    const findings = await said();
    expect(findings[check]).toMatch(words);
    expect(findings['tables']).toMatch(/^ok/);
  });

  it('the right to query a workspace that a strategy names', async () => {
    const asking = await start({});
    const host = 'w.westeurope.prometheus.monitor.azure.com';
    const check = { type: 'Prometheus', endpoint: `https://${host}`, query: 'up', successCondition: '> 0' };
    const gate = { type: 'Health', name: 'well', checks: [check], timeoutInSeconds: 3600 };
    await asking.ok('PUT', '/api/strategies/asking', {
      stages: [{ name: 'only', groups: [{ name: 'all' }], afterGates: [gate] }],
    });
    expect((await said(asking))[`workspace ${host}`]).toBe('ok it answers a query');
    const effect = { kind: 'status', status: 403 } as const;
    asking.simulator.faults.add({ operation: 'prometheus.query', effect });
    expect((await said(asking))[`workspace ${host}`]).toMatch(/^missing .*Monitoring Data Reader/);
  });

  it('a fleet that is not there, and a token that ARM does not take', async () => {
    const [fleet] = demoFleet.fleets;
    const FLEETS = JSON.stringify({
      gone: system.system.settings['FLEETS']?.match(/\/subscriptions[^"]+/)?.[0].replace(/[^/]+$/, 'gone'),
    });
    expect(fleet?.name).toBe('demo');
    expect((await said(system, { FLEETS }))['fleet gone']).toMatch(/^missing .*Check the id/);
    system.simulator.faults.add({ operation: '*', effect: { kind: 'status', status: 401 } });
    expect((await said())['fleet demo']).toMatch(/^missing .*az login/);
  });

  it('the address of the app, and an app that does not answer there', async () => {
    const { settings, simulator } = system.system;
    const token = { token: simulator.issueToken(), expiresOnTimestamp: Date.now() + 3_600_000 };
    const credential = { getToken: () => Promise.resolve(token) };
    const findings = await examine({ environment: settings, url: undefined, credential });
    expect(findings.at(-1)).toMatchObject({
      check: 'app',
      ok: false,
      remedy: like(/--url/),
    });
    expect(await said(system, {}, 'http://127.0.0.1:1')).toMatchObject({
      app: like(/^missing it does not answer/),
      authentication: like(/^missing it cannot be proved/),
    });
  });
});

describe('Authentication is proved by a forged principal:', () => {
  it('an app behind the platform does not believe it', async () => {
    const behind = await start({ APP_AUTHENTICATION: 'entra', WEBSITE_SITE_NAME: 'app' });
    expect(await said(behind, {}, await platformFront(behind.system.origin))).toMatchObject({
      app: like(/^ok/),
      authentication: 'ok a forged x-ms-client-principal is not believed',
    });
    // The same app with nothing before it: whoever reaches it is whom they say.
    expect(await said(behind)).toMatchObject({
      app: like(/^ok/),
      authentication: like(/^missing a forged .* is believed.*Turn on/),
    });
    expect(await said(behind, {}, await platformFront(behind.system.origin, true))).toMatchObject({
      app: like(/^missing \/api\/health answers 302.*Let unauthenticated requests through/),
      authentication: like(/^missing it cannot be proved/),
    });
  });

  it('an app in Azure without it answers nobody', async () => {
    const closed = await start({ APP_AUTHENTICATION: undefined, WEBSITE_SITE_NAME: 'app' });
    expect(await said(closed)).toMatchObject({
      app: like(/^missing APP_AUTHENTICATION is not set.*Turn on/),
      authentication: like(/^missing it cannot be proved.*Turn on/),
    });
  });

  it('off is missing as soon as the app is not on this machine, and so is the storage of the host', async () => {
    const elsewhere = system.system.origin.replace('127.0.0.1', '0.0.0.0');
    expect(await said(system, {}, elsewhere)).toMatchObject({
      'setting APP_AUTHENTICATION': like(/^missing .*Turn on/),
      authentication: like(/^missing off/),
      'setting AzureWebJobsStorage': like(/^missing .*AzureWebJobsStorage__accountName/),
    });
    expect(await said(system, { AzureWebJobsStorage__accountName: 'account' }, elsewhere)).toMatchObject({
      'setting AzureWebJobsStorage': 'ok it is set',
    });
  });
});
