import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLUSTERS, FLEET, NEEDED, StandIns } from './standIns.ts';

const root = join(__dirname, '../..');
/** With a registration that is there already. */
const REGISTERED = { ...NEEDED, AUTH_CLIENT_ID: 'app-id' };

let azure: StandIns;
beforeEach(() => (azure = new StandIns()));
afterEach(() => azure.end());

describe('Before the infrastructure', () => {
  it.each([
    ['no fleets', { FLEETS: '' }, /FLEETS: it is not set.\n {2}azd env set FLEETS '{/],
    ['fleets that are an empty object', { FLEETS: '{}' }, /FLEETS: it names no fleet/],
    ['fleets that are no JSON', { FLEETS: '{prod:' }, /FLEETS: it is no JSON/],
    ['a fleet without an ARM id', { FLEETS: '{"prod":"prod"}' }, /FLEETS: prod is not the ARM id of a fleet/],
    ['no subscription', { AZURE_SUBSCRIPTION_ID: '' }, /azd env set AZURE_SUBSCRIPTION_ID/],
    [
      'a scope that is a cluster',
      { CLUSTER_SCOPES: `["${CLUSTERS}/a"]` },
      /CLUSTER_SCOPES: .* is not the id/,
    ],
    ['a memory that Azure has not', { INSTANCE_MEMORY_MB: '1024' }, /may be 512, 2048, 4096/],
    ['hours that are none', { WAITING_TOO_LONG_HOURS: '0' }, /no whole number from 1/],
    [
      'a release source that is a fleet',
      { RELEASE_SOURCES: `["${FLEET}"]` },
      /RELEASE_SOURCES: .* AKS cluster/,
    ],
  ])('%s is refused with the command that mends it, and nothing is made', (_, change, words) => {
    const { status, said } = azure.run('beforeProvision.mjs', { ...REGISTERED, ...change });
    expect(said).toMatch(words);
    expect(status).toBe(1);
    expect(azure.state.calls).toEqual([]);
  });

  it('a variable that is empty, as pipelines pass those that nobody has set, counts as not set', () => {
    const empty = {
      CLUSTER_SCOPES: '',
      ALLOW_JOIN: '',
      APP_NODE_VERSION: '',
      RELEASE_SOURCES: '',
      ALERT_EMAILS: '',
    };
    expect(azure.run('beforeProvision.mjs', { ...REGISTERED, ...empty }).status).toBe(0);
  });

  it('NODE_VERSION, which images of Node set for themselves, means nothing', () => {
    expect(azure.run('beforeProvision.mjs', { ...REGISTERED, NODE_VERSION: '18.20.1' }).status).toBe(0);
    expect(readFileSync(join(root, 'infra/main.bicepparam'), 'utf8')).not.toMatch(/'NODE_VERSION'/);
  });

  it('a CLI that works in another tenant is refused before anything is made there', () => {
    azure.given({ accounts: { other: 'other-tenant', sub: 'tenant' } });
    const { status, said } = azure.run('beforeProvision.mjs', REGISTERED);
    expect([status, said]).toEqual([1, expect.stringContaining('az account set --subscription sub')]);
    expect(azure.state.apps).toEqual([]);
  });

  it('another subscription of the same tenant may be the default of the CLI', () => {
    azure.given({ accounts: { other: 'tenant', sub: 'tenant' } });
    expect(azure.run('beforeProvision.mjs', REGISTERED).status).toBe(0);
    const about = azure.state.calls.filter((call) => /az (functionapp|keyvault|provider)/.test(call));
    expect(about.length).toBeGreaterThan(1);
    for (const call of about) expect(call).toContain('--subscription sub');
  });

  it('a Node that the region does not offer is refused', () => {
    const { status, said } = azure.run('beforeProvision.mjs', { ...REGISTERED, APP_NODE_VERSION: '24' });
    expect([status, said]).toEqual([1, expect.stringContaining('azd env set APP_NODE_VERSION 22')]);
  });

  it('a private network wants Microsoft.App, which nothing else registers', () => {
    azure.given({ providers: ['Microsoft.Network'] });
    const { status, said } = azure.run('beforeProvision.mjs', { ...REGISTERED, PRIVATE_NETWORK: 'true' });
    expect(status).toBe(1);
    expect(said).toContain('az provider register --namespace Microsoft.App --subscription sub --wait');
  });

  it('a vault of the environment that was deleted is taken back, and one of another is not', () => {
    const vaultId = (group: string) =>
      `/subscriptions/sub/resourceGroups/${group}/providers/x/vaults/kv-fu-abc`;
    const vault = (group: string, location = 'westeurope') => ({
      name: 'kv-fu-abc',
      properties: { vaultId: vaultId(group), location },
    });
    azure.given({ deletedVaults: [vault('rg-test'), vault('rg-prod', 'East US')] });
    azure.run('beforeProvision.mjs', REGISTERED);
    expect(azure.state.env['RECOVER_VAULT']).toBe('false');
    azure.given({ deletedVaults: [vault('rg-prod', 'West Europe')] });
    azure.run('beforeProvision.mjs', REGISTERED);
    expect(azure.state.env['RECOVER_VAULT']).toBe('true');
  });
});
