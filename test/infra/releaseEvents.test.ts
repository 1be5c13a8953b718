import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLUSTERS, PROVISIONED, StandIns } from './standIns.ts';

const root = join(__dirname, '../..');

let azure: StandIns;
beforeEach(() => (azure = new StandIns()));
afterEach(() => azure.end());

describe('Release events', () => {
  const theirs = {
    id: '/subscriptions/clusters/resourceGroups/rg-events/providers/Microsoft.EventGrid/systemTopics/theirs',
    name: 'theirs',
    resourceGroup: 'rg-events',
    source: `${CLUSTERS.toLowerCase()}/aks-2`,
  };
  const sources = {
    ...PROVISIONED,
    RELEASE_SOURCES: JSON.stringify([`${CLUSTERS}/aks_weu_1`, `${CLUSTERS}/aks-2`]),
  };

  it('are not asked for when no cluster is named', () => {
    expect(azure.run('releaseEvents.mjs', PROVISIONED).said).toContain('RELEASE_SOURCES names no cluster');
    expect(azure.state.calls).toEqual([]);
  });

  it('get a topic with the infrastructure where there is none, and use one that is there', () => {
    azure.given({ topics: [{ ...theirs, identity: { principalId: 'their-identity' } }] });
    azure.run('releaseTopics.mjs', sources);
    const [{ template, parameters } = { template: '', parameters: {} }] = azure.state.deployments;
    expect(template).toBe('infra/releaseTopics.bicep');
    expect(parameters).toEqual({
      storageAccountName: { value: 'st' },
      newTopics: {
        value: [
          {
            cluster: `${CLUSTERS}/aks_weu_1`,
            resourceGroup: 'rg-c',
            hasIdentity: true,
            // No underscore, and short enough, whatever the cluster is called.
            name: 'evgt-aks-weu-1-bd78372bd3',
          },
        ],
      },
      knownPrincipals: { value: ['their-identity'] },
    });
    expect(azure.state.calls.find((call) => call.includes('deployment'))).toContain('--subscription sub');
  });

  const both = { topics: [theirs, { ...theirs, name: 'ours', source: `${CLUSTERS}/aks_weu_1` }] };

  it('reach the function after the code, tried again until Event Grid finds it', () => {
    const deploymentProblems = ['Destination endpoint not found.', 'Destination endpoint not found.'];
    azure.given({ ...both, deploymentProblems });
    expect(azure.run('releaseEvents.mjs', sources).status).toBe(0);
    expect(azure.state.deployments).toHaveLength(1);
    expect(azure.state.deployments[0]?.parameters).toMatchObject({
      functionAppName: { value: 'func-x' },
      topics: {
        value: [
          { name: 'ours', hasIdentity: false },
          { name: 'theirs', hasIdentity: false },
        ],
      },
    });
  });

  it('are tried no more when Azure refuses for another reason', () => {
    azure.given({ ...both, deploymentProblems: ['AuthorizationFailed'] });
    const { status, said } = azure.run('releaseEvents.mjs', sources);
    expect([status, said]).toEqual([1, expect.stringContaining('AuthorizationFailed')]);
    expect(azure.state.deployments).toEqual([]);
  });

  it('that are subscribed to already need no right but to read at a deployment of code', () => {
    azure.given({ ...both, subscribed: ['ours', 'theirs'] });
    expect(azure.run('releaseEvents.mjs', sources).status).toBe(0);
    const changes = azure.state.calls.filter((call) => !/ (list|show) /.test(call));
    expect(changes).toEqual([]);
  });

  it('without their topic want the infrastructure first', () => {
    const { status, said } = azure.run('releaseEvents.mjs', sources);
    expect([status, said]).toEqual([1, expect.stringContaining('azd provision')]);
  });

  it('are deployed with parameters that the templates have', () => {
    azure.given({ topics: [theirs] });
    azure.run('releaseTopics.mjs', sources);
    azure.given(both);
    azure.run('releaseEvents.mjs', sources);
    const { deployments } = azure.state;
    expect(deployments.map(({ template }) => template)).toEqual([
      'infra/releaseTopics.bicep',
      'infra/releaseSubscriptions.bicep',
    ]);
    for (const { template, parameters } of deployments) {
      const text = readFileSync(join(root, template), 'utf8');
      const has = [...text.matchAll(/^param (\w+) \S+( =)?/gm)];
      const wanted = has.filter(([, , isOptional]) => isOptional === undefined).map(([, name]) => name);
      expect(Object.keys(parameters)).toEqual(expect.arrayContaining(wanted));
      expect(has.map(([, name]) => name)).toEqual(expect.arrayContaining(Object.keys(parameters)));
    }
  });

  it('end with words when the hook does not run in azd', () => {
    azure.given({ topics: [theirs] });
    const { status, said } = azure.run('releaseTopics.mjs', { RELEASE_SOURCES: `["${CLUSTERS}/aks-2"]` });
    expect([status, said]).toEqual([1, expect.stringContaining('AZURE_STORAGE_ACCOUNT_NAME is not set')]);
  });
});
