import { z } from 'zod';
import { DefaultAzureCredential } from '@azure/identity';
import { demoFleet, largeFleets } from '../../src/simulator/seeds.ts';
import { aFleet, aMember } from './seeds.ts';
import {
  closeSimulators,
  GROUP,
  HOUR,
  MINUTE,
  NODE_IMAGES,
  refusalOf,
  simulate,
  stagesOf,
  SUBSCRIPTION,
} from './simulated.ts';

afterEach(closeSimulators);

const PROVIDER = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-fleet/providers/Microsoft.ContainerService`;
const VERSION = 'api-version=2025-03-01';
const FLEET = aFleet([aMember('a1', 'a')], { clusters: [aMember('spare').cluster] });
const SPARE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-clusters/providers/Microsoft.ContainerService/managedClusters/spare-cluster`;
const errorOf = (body: unknown) =>
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }).parse(body).error;

describe('authorisation', () => {
  it('refuses requests without a token that was issued here', async () => {
    const { call } = await simulate(demoFleet);
    for (const authorization of ['', 'Bearer abc', 'Bearer simulated.1.AAAA']) {
      const answer = await call('GET', `${PROVIDER}/fleets/demo?${VERSION}`, { headers: { authorization } });
      expect([answer.status, errorOf(answer.body).code]).toEqual([401, 'AuthenticationFailed']);
    }
  });

  it('issues tokens as App Service does, to the credential that the app uses', async () => {
    const { simulator, call } = await simulate(demoFleet);
    const before = { ...process.env };
    Object.assign(process.env, {
      IDENTITY_ENDPOINT: simulator.identityEndpoint,
      IDENTITY_HEADER: simulator.identityHeader,
      AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential',
    });
    try {
      const token = await new DefaultAzureCredential().getToken(`${simulator.endpoint}/.default`);
      const answer = await call('GET', `${PROVIDER}/fleets/demo?${VERSION}`, {
        headers: { authorization: `Bearer ${token.token}` },
      });
      expect(answer.status).toBe(200);
    } finally {
      process.env = before;
    }
  });

  it('issues no token without the secret header', async () => {
    const { simulator } = await simulate(demoFleet);
    const url = `${simulator.identityEndpoint}?api-version=2019-08-01&resource=x`;
    expect((await fetch(url)).status).toBe(401);
  });
});

describe('what is not there', () => {
  it.each([
    [`${PROVIDER}/fleets/none?${VERSION}`, 'ResourceNotFound'],
    [`${PROVIDER}/fleets/none/members?${VERSION}`, 'ParentResourceNotFound'],
    [`${PROVIDER}/fleets/none/updateRuns/run?${VERSION}`, 'ParentResourceNotFound'],
    [`${PROVIDER}/fleets/demo/updateRuns/run?${VERSION}`, 'ResourceNotFound'],
    [`${PROVIDER}/managedClusters/none?${VERSION}`, 'ResourceNotFound'],
    [`${PROVIDER.replace('rg-fleet', 'rg-none')}/fleets/demo?${VERSION}`, 'ResourceGroupNotFound'],
    [`${PROVIDER.replace(SUBSCRIPTION, '0')}/fleets/demo?${VERSION}`, 'SubscriptionNotFound'],
    [`${PROVIDER}/fleets/demo/gates?${VERSION}`, 'InvalidResourceType'],
  ])('GET %s is 404 %s', async (path, code) => {
    const { call } = await simulate(FLEET);
    const answer = await call('GET', path);
    expect([answer.status, errorOf(answer.body).code]).toEqual([404, code]);
  });

  it('is named as ARM names it', async () => {
    const { call } = await simulate(FLEET);
    const answer = await call('GET', `${PROVIDER}/fleets/demo/members/none?${VERSION}`);
    expect(errorOf(answer.body).message).toBe(
      "The Resource 'Microsoft.ContainerService/fleets/members/demo/none' under resource group 'rg-fleet' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    );
  });

  it.each(['members/none', 'updateRuns/none', 'updateStrategies/none', 'autoUpgradeProfiles/none'])(
    'can be deleted: %s answers 204',
    async (child) => {
      const { call } = await simulate(FLEET);
      expect((await call('DELETE', `${PROVIDER}/fleets/demo/${child}?${VERSION}`)).status).toBe(204);
    },
  );
});

describe('bad requests', () => {
  const RUN = `${PROVIDER}/fleets/demo/updateRuns`;
  const run = (properties: object) => ({ properties: { managedClusterUpdate: NODE_IMAGES, ...properties } });
  const stage = (name: string, groups: string[]) => ({
    name,
    groups: groups.map((group) => ({ name: group })),
  });
  const scope = (type: string, kubernetesVersion?: string, nodeImageSelection?: object) =>
    run({ managedClusterUpdate: { upgrade: { type, kubernetesVersion }, nodeImageSelection } });
  const long = 'x'.repeat(51);
  it.each([
    ['a run name in capitals', `${RUN}/Run`, run({}), 'InvalidResourceName'],
    ['a run name of 51 characters', `${RUN}/${long}`, run({}), 'InvalidResourceName'],
    ['no body', `${RUN}/run`, {}, 'RequiredPropertyMissing'],
    ['text that is no JSON', `${RUN}/run`, '{"properties":', 'InvalidRequestContent'],
    [
      'a stage without groups',
      `${RUN}/run`,
      run({ strategy: { stages: [{ name: 's' }] } }),
      'RequiredPropertyMissing',
    ],
    ['no stages', `${RUN}/run`, run({ strategy: { stages: [] } }), 'InvalidParameter'],
    [
      'a stage name with a dot',
      `${RUN}/run`,
      run({ strategy: { stages: [stage('a.b', ['a'])] } }),
      'InvalidResourceName',
    ],
    ['a group twice', `${RUN}/run`, run({ strategy: { stages: [stage('s', ['a', 'a'])] } }), 'BadRequest'],
    [
      'a stage twice',
      `${RUN}/run`,
      run({ strategy: { stages: [stage('s', ['a']), stage('s', ['b'])] } }),
      'BadRequest',
    ],
    [
      '51 groups in a stage',
      `${RUN}/run`,
      run({
        strategy: {
          stages: [
            stage(
              's',
              Array.from({ length: 51 }, (_, i) => `g${i}`),
            ),
          ],
        },
      }),
      'BadRequest',
    ],
    [
      'a negative wait',
      `${RUN}/run`,
      run({ strategy: { stages: [{ ...stage('s', ['a']), afterStageWaitInSeconds: -1 }] } }),
      'InvalidParameter',
    ],
    ['Full without a version', `${RUN}/run`, scope('Full'), 'BadRequest'],
    ['NodeImageOnly with a version', `${RUN}/run`, scope('NodeImageOnly', '1.33.2'), 'BadRequest'],
    [
      'Custom without images',
      `${RUN}/run`,
      scope('NodeImageOnly', undefined, { type: 'Custom' }),
      'BadRequest',
    ],
    [
      'both strategies',
      `${RUN}/run`,
      run({ updateStrategyId: 'x', strategy: { stages: [stage('s', ['a'])] } }),
      'BadRequest',
    ],
    [
      'a member group with a space',
      `${PROVIDER}/fleets/demo/members/x`,
      { properties: { clusterResourceId: SPARE, group: 'a b' } },
      'InvalidResourceName',
    ],
    [
      'a moved member',
      `${PROVIDER}/fleets/demo/members/a1`,
      { properties: { clusterResourceId: SPARE } },
      'PropertyChangeNotAllowed',
    ],
  ])('%s is refused', async (_, path, body, code) => {
    const { call, simulator } = await simulate(FLEET);
    const answer = await call('PUT', `${path}?${VERSION}`, { body });
    expect([answer.status, errorOf(answer.body).code]).toEqual([400, code]);
    expect(simulator.world.updateRuns()).toEqual([]);
  });

  it('knows one version of the Fleet API, and asks for some version everywhere', async () => {
    const { call } = await simulate(FLEET);
    const codeOf = async (path: string) => errorOf((await call('GET', path)).body).code;
    expect(await codeOf(`${PROVIDER}/fleets/demo?api-version=2019-01-01`)).toBe('NoRegisteredProviderFound');
    expect(await codeOf(`${PROVIDER}/fleets/demo`)).toBe('MissingApiVersionParameter');
    expect(await codeOf(`${PROVIDER}/managedClusters?api-version=new`)).toBe('NoRegisteredProviderFound');
  });

  it('can be accepted where that is not known: names used twice, both strategies', async () => {
    const { fleet } = await simulate(FLEET, {
      unknowns: { duplicateNames: 'accepted', bothStrategies: 'accepted' },
    });
    const stages = stagesOf({ groups: ['a', 'a'] });
    const strategy = await fleet.fleetUpdateStrategies.createOrUpdate(GROUP, 'demo', 's', {
      properties: { strategy: { stages: stagesOf({ groups: ['b'] }) } },
    });
    const made = await fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', {
      properties: {
        updateStrategyId: strategy.id ?? '',
        strategy: { stages },
        managedClusterUpdate: NODE_IMAGES,
      },
    });
    expect(made.properties?.strategy?.stages[0]?.groups).toEqual([{ name: 'b' }]);
  });
});

describe('eTags', () => {
  it.each([412, 409] as const)('a mismatch is %s and changes nothing', async (eTagMismatchStatus) => {
    const { fleet } = await simulate(FLEET, { unknowns: { eTagMismatchStatus } });
    const properties = { managedClusterUpdate: NODE_IMAGES };
    const made = await fleet.updateRuns.createOrUpdate(
      GROUP,
      'demo',
      'run',
      { properties },
      { ifNoneMatch: '*' },
    );
    const stale = { ifMatch: '"stale"' };
    const code = eTagMismatchStatus === 412 ? 'PreconditionFailed' : 'EtagMismatch';
    for (const act of [
      fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', { properties }, { ifNoneMatch: '*' }),
      fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', { properties }, stale),
      fleet.updateRuns.start(GROUP, 'demo', 'run', stale),
      fleet.updateRuns.stop(GROUP, 'demo', 'run', stale),
      fleet.updateRuns.skip(GROUP, 'demo', 'run', { targets: [{ type: 'Member', name: 'a1' }] }, stale),
      fleet.updateRuns.delete(GROUP, 'demo', 'run', stale),
      fleet.fleetMembers.delete(GROUP, 'demo', 'a1', stale),
    ]) {
      expect(await refusalOf(act)).toEqual({ status: eTagMismatchStatus, code });
    }
    expect((await fleet.updateRuns.get(GROUP, 'demo', 'run')).eTag).toBe(made.eTag);
    await fleet.updateRuns.start(GROUP, 'demo', 'run', { ifMatch: made.eTag ?? '' });
  });

  it('holds If-Match against what is not there', async () => {
    const { call } = await simulate(FLEET);
    const answer = await call('PUT', `${PROVIDER}/fleets/demo/updateRuns/run?${VERSION}`, {
      body: { properties: { managedClusterUpdate: NODE_IMAGES } },
      headers: { 'if-match': '*' },
    });
    expect(answer.status).toBe(412);
  });
});

describe('update runs and strategies', () => {
  it('builds a run anew on a PUT before its start', async () => {
    const { fleet, clock } = await simulate(FLEET);
    const first = await fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', {
      properties: { managedClusterUpdate: NODE_IMAGES },
    });
    await clock.advance(HOUR);
    const second = await fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', {
      properties: { managedClusterUpdate: NODE_IMAGES, strategy: { stages: stagesOf({ groups: ['a'] }) } },
    });
    expect(second.properties?.status?.stages?.[0]?.name).toBe('stage-1');
    expect(second.systemData?.createdAt).not.toEqual(first.systemData?.createdAt);
  });

  it('copies a strategy into the run: later edits and the end of the strategy change nothing', async () => {
    const { fleet } = await simulate(FLEET);
    const properties = { strategy: { stages: stagesOf({ groups: ['a'], wait: 60 }) } };
    const { id = '' } = await fleet.fleetUpdateStrategies.createOrUpdate(GROUP, 'demo', 's', { properties });
    await fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', {
      properties: { updateStrategyId: id, managedClusterUpdate: NODE_IMAGES },
    });
    await fleet.fleetUpdateStrategies.createOrUpdate(GROUP, 'demo', 's', {
      properties: { strategy: { stages: stagesOf({ groups: ['b'] }) } },
    });
    await fleet.fleetUpdateStrategies.delete(GROUP, 'demo', 's');
    const run = await fleet.updateRuns.get(GROUP, 'demo', 'run');
    expect(run.properties?.strategy).toEqual(properties.strategy);
    expect(run.properties?.updateStrategyId).toBe(id);
  });

  it('refuses a run from a strategy that is not there', async () => {
    const { fleet } = await simulate(FLEET);
    const properties = {
      updateStrategyId: `${PROVIDER}/fleets/demo/updateStrategies/none`,
      managedClusterUpdate: NODE_IMAGES,
    };
    const refused = await refusalOf(fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', { properties }));
    expect(refused).toEqual({ status: 404, code: 'ResourceNotFound' });
  });

  it('generates the same run from a profile each time', async () => {
    const { fleet, simulator } = await simulate(FLEET);
    await fleet.autoUpgradeProfiles.createOrUpdate(GROUP, 'demo', 'p', { properties: { channel: 'Stable' } });
    const first = await fleet.autoUpgradeProfileOperations.generateUpdateRun(GROUP, 'demo', 'p');
    const second = await fleet.autoUpgradeProfileOperations.generateUpdateRun(GROUP, 'demo', 'p');
    expect(second).toEqual(first);
    const runs = simulator.world.updateRuns().map(({ name, state }) => `${name} ${state}`);
    expect(runs).toEqual([expect.stringMatching(/^auto-p-stable-1-33-2-\w{7} NotStarted$/)]);
  });
});

describe('members', () => {
  it('join and leave as long-running operations, through the SDK', async () => {
    const { fleet, clock, call } = await simulate(FLEET);
    const body = { properties: { clusterResourceId: SPARE, group: 'b' } };
    const joining = await call('PUT', `${PROVIDER}/fleets/demo/members/m?${VERSION}`, { body });
    expect(joining.status).toBe(201);
    await clock.advance(MINUTE);
    expect((await fleet.fleetMembers.get(GROUP, 'demo', 'm')).properties).toMatchObject({
      clusterResourceId: SPARE,
      group: 'b',
      provisioningState: 'Succeeded',
    });
    await fleet.fleetMembers.updateAsync(GROUP, 'demo', 'm', { properties: { group: 'c' } });
    expect((await fleet.fleetMembers.get(GROUP, 'demo', 'm')).properties?.group).toBe('c');
    const left = fleet.fleetMembers.delete(GROUP, 'demo', 'm', { updateIntervalInMs: 1 });
    await left.submitted();
    await clock.advance(MINUTE);
    await left;
    expect((await refusalOf(fleet.fleetMembers.get(GROUP, 'demo', 'm'))).status).toBe(404);
  });

  it('wait for a join through the SDK until the clock has passed it', async () => {
    const { fleet, clock } = await simulate(FLEET);
    const properties = { clusterResourceId: SPARE };
    const joining = fleet.fleetMembers.create(GROUP, 'demo', 'm', { properties }, { updateIntervalInMs: 1 });
    await joining.submitted();
    await clock.advance(MINUTE);
    expect((await joining).properties?.provisioningState).toBe('Succeeded');
  });

  it.each([
    [{ group: null }, undefined],
    [{ group: '' }, undefined],
    [{}, 'a'],
  ])('a PATCH with %j leaves group %s', async (properties, group) => {
    const { fleet, call } = await simulate(FLEET);
    const answer = await call('PATCH', `${PROVIDER}/fleets/demo/members/a1?${VERSION}`, {
      body: { properties },
    });
    expect(answer.status).toBe(200);
    expect((await fleet.fleetMembers.get(GROUP, 'demo', 'a1')).properties?.group).toBe(group);
  });

  it('are refused when their cluster is a member already, or is not there', async () => {
    const { fleet } = await simulate(FLEET);
    const put = (clusterResourceId: string) =>
      refusalOf(fleet.fleetMembers.create(GROUP, 'demo', 'm', { properties: { clusterResourceId } }));
    expect(await put(SPARE.replace('spare', 'a1'))).toEqual({ status: 409, code: 'ClusterAlreadyJoined' });
    expect(await put(SPARE.replace('spare', 'none'))).toEqual({ status: 404, code: 'ResourceNotFound' });
  });
});

describe('lists', () => {
  it('come in pages that the SDK follows', async () => {
    const { fleet, aks, simulator } = await simulate(largeFleets({ fleets: 1, members: 250, groups: 5 }));
    const names: (string | undefined)[] = [];
    for await (const member of fleet.fleetMembers.listByFleet(GROUP, 'fleet-1')) names.push(member.name);
    expect(new Set(names).size).toBe(250);
    let clusters = 0;
    for await (const cluster of aks.managedClusters.list()) clusters += cluster.name === undefined ? 0 : 1;
    expect(clusters).toBe(250);
    expect(simulator.requests.get('members.list')).toBe(3);
    expect(simulator.requests.get('managedClusters.list')).toBe(3);
  });

  it('lose no resource and show none twice when one goes away between two pages', async () => {
    const { call } = await simulate(largeFleets({ fleets: 1, members: 5, groups: 1 }), { pageSize: 2 });
    const page = z.object({
      value: z.array(z.object({ name: z.string() })),
      nextLink: z.string().optional(),
    });
    const path = `${PROVIDER}/fleets/fleet-1/members`;
    const first = page.parse((await call('GET', `${path}?${VERSION}`)).body);
    await call('PATCH', `${path}/m-0001?${VERSION}`, { body: { properties: { group: 'z' } } });
    const second = page.parse(
      (await call('GET', new URL(first.nextLink ?? '').pathname + new URL(first.nextLink ?? '').search)).body,
    );
    expect([...first.value, ...second.value].map(({ name }) => name)).toEqual([
      'm-0001',
      'm-0002',
      'm-0003',
      'm-0004',
    ]);
  });

  it('give the fleets of a subscription and of a resource group', async () => {
    const { fleet } = await simulate(largeFleets({ fleets: 2, members: 2, groups: 1 }));
    const bySubscription: (string | undefined)[] = [];
    for await (const one of fleet.fleets.listBySubscription()) bySubscription.push(one.name);
    const byGroup: (string | undefined)[] = [];
    for await (const one of fleet.fleets.listByResourceGroup(GROUP)) byGroup.push(one.name);
    expect([bySubscription, byGroup]).toEqual([
      ['fleet-1', 'fleet-2'],
      ['fleet-1', 'fleet-2'],
    ]);
  });
});

it('takes everything in a fleet away with it', async () => {
  const { call, clock, simulator, fleet } = await simulate(FLEET);
  await fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', {
    properties: { managedClusterUpdate: NODE_IMAGES },
  });
  const deleted = await call('DELETE', `${PROVIDER}/fleets/demo?${VERSION}`);
  expect(deleted.status).toBe(202);
  await clock.advance(MINUTE);
  expect((await refusalOf(fleet.fleets.get(GROUP, 'demo'))).status).toBe(404);
  expect(simulator.world.updateRuns()).toEqual([]);
  await call('PUT', `${PROVIDER}/fleets/demo?${VERSION}`, { body: { location: 'westeurope' } });
  expect((await call('GET', `${PROVIDER}/fleets/demo/members?${VERSION}`)).body).toEqual({ value: [] });
});
