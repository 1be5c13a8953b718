import { z } from 'zod';
import { largeFleets } from '../../src/simulator/seeds.ts';
import { MINUTE, TestSystem } from '../support/testSystem.ts';

const memberList = z.looseObject({
  value: z.array(
    z.looseObject({
      name: z.string(),
      group: z.string().nullable(),
      mirror: z.looseObject({ group: z.string().nullable(), pending: z.boolean() }),
      access: z.string(),
      location: z.string().optional(),
      kubernetesVersion: z.string().optional(),
      nodePools: z.array(z.looseObject({ name: z.string(), nodeImageVersion: z.string().optional() })),
      asOf: z.string(),
    }),
  ),
});
const groupList = z.looseObject({
  value: z.array(z.looseObject({ name: z.string(), members: z.array(z.looseObject({ name: z.string() })) })),
});
const assigned = z.looseObject({ value: z.array(z.looseObject({ name: z.string(), status: z.string() })) });

let system: TestSystem;
afterEach(async () => {
  await system.close();
});

const members = async () => memberList.parse(await system.ok('GET', '/api/members?refresh=true')).value;
const groups = async () =>
  Object.fromEntries(
    groupList
      .parse(await system.ok('GET', '/api/groups'))
      .value.map(({ name, members: of }) => [name, of.map((member) => member.name)]),
  );

describe('The members of the demo fleet', () => {
  beforeEach(async () => {
    system = await TestSystem.start();
  });

  it('are shown with what AKS knows of their clusters, and when it was asked', async () => {
    const all = await members();
    expect(all.map(({ name }) => name)).toEqual([
      'aks-eus-1',
      'aks-eus-2',
      'aks-neu-1',
      'aks-weu-1',
      'aks-weu-2',
    ]);
    expect(all[3]).toMatchObject({
      location: 'westeurope',
      kubernetesVersion: '1.32.6',
      access: 'Readable',
      group: null,
      nodePools: [
        { name: 'system', nodeImageVersion: 'AKSUbuntu-2204gen2containerd-202507.21.0' },
        { name: 'win22', nodeImageVersion: 'AKSWindows-2022-containerd-20348.3807.250611' },
      ],
    });
    expect(Date.parse(all[0]?.asOf ?? '')).toBe(system.clock.now());
  });

  it('one is assigned to a group in Fleet at once; the group exists while it has a member', async () => {
    await members();
    const answer = await system.call('POST', '/api/members/assign-group', {
      members: [{ fleet: 'demo', name: 'aks-neu-1' }],
      group: 'test',
    });
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { value: [{ status: 'assigned', group: 'test' }] },
    ]);
    expect(await groups()).toEqual({ test: ['aks-neu-1'] });
    const clear = { members: [{ fleet: 'demo', name: 'aks-neu-1' }], group: null };
    await system.whileTimePasses(system.ok('POST', '/api/members/assign-group', clear));
    expect(await groups()).toEqual({});
    expect((await members()).find(({ name }) => name === 'aks-neu-1')).toMatchObject({
      group: null,
      mirror: { group: null, pending: false },
    });
  });

  it('a cluster leaves the fleet and joins it again with its group', async () => {
    await members();
    const ONE = '/api/members/demo/aks-eus-2';
    expect((await system.whileTimePasses(system.call('DELETE', ONE))).status).toBe(204);
    expect((await members()).map(({ name }) => name)).not.toContain('aks-eus-2');
    const { id } = system.simulator.world.cluster('aks-eus-2');
    const unjoined = () => system.ok('GET', '/api/clusters?joined=false');
    expect(await unjoined()).toMatchObject({ value: [{ clusterResourceId: id, location: 'eastus' }] });
    const body = { clusterResourceId: id, group: 'canary' };
    const join = async () => (await system.whileTimePasses(system.call('PUT', ONE, body))).status;
    expect([await join(), await join()]).toEqual([201, 200]);
    expect(await groups()).toEqual({ canary: ['aks-eus-2'] });
    expect(await unjoined()).toEqual({ value: [] });
    const joined = z.looseObject({ value: z.array(z.looseObject({ member: z.unknown() })) });
    const all = joined.parse(await system.ok('GET', '/api/clusters?joined=true')).value;
    expect(all.map(({ member }) => member)).toContainEqual({ fleet: 'demo', name: 'aks-eus-2' });
  });

  it('a member that is joined again without a group keeps the one it has, also one on its way', async () => {
    await members();
    const two = ['aks-eus-1', 'aks-eus-2'].map((name) => ({ fleet: 'demo', name }));
    await system.ok('POST', '/api/members/assign-group', { members: two, group: 'canary' });
    for (const { name } of two) {
      const { id } = system.simulator.world.cluster(name);
      const join = system.call('PUT', `/api/members/demo/${name}`, { clusterResourceId: id });
      expect((await system.whileTimePasses(join)).status).toBe(200);
    }
    await system.clock.advance(11 * MINUTE);
    expect(await groups()).toEqual({ canary: ['aks-eus-1', 'aks-eus-2'] });
  });

  it('are read once for all who ask within a minute, also while that goes on, and so are clusters', async () => {
    const asked = () => [...system.simulator.requests.values()].reduce((sum, count) => sum + count, 0);
    const all = ['/api/members?refresh=true', '/api/members', '/api/groups', '/api/clusters'];
    await Promise.all(all.map((path) => system.ok('GET', path)));
    await system.ok('GET', '/api/clusters');
    const once = asked();
    for (let times = 0; times < 10; times += 1) {
      await Promise.all(all.map((path) => system.ok('GET', path)));
    }
    expect(asked()).toBe(once);
    await system.clock.advance(MINUTE);
    await members();
    expect(asked()).toBeGreaterThan(once);
  });

  it('are asked for again soon, but not by everybody at once, when they could not be read', async () => {
    const effect = { kind: 'status', status: 403, code: 'AuthorizationFailed' } as const;
    const allow = system.simulator.faults.add({ operation: 'members.list', effect });
    const statuses = async () =>
      (await Promise.all([1, 2, 3].map(() => system.call('GET', '/api/members?refresh=true')))).map(
        ({ status }) => status,
      );
    expect(await statuses()).toEqual([502, 502, 502]);
    expect(system.simulator.requests.get('members.list')).toBe(1);
    allow();
    await system.clock.advance(10_000);
    expect(await statuses()).toEqual([200, 200, 200]);
    expect(system.simulator.requests.get('members.list')).toBe(2);
  });

  it('are shown as NoAccess where the app may not read their clusters', async () => {
    const effect = { kind: 'status', status: 403, code: 'AuthorizationFailed' } as const;
    system.simulator.faults.add({ operation: 'managedClusters.*', effect });
    system.simulator.faults.add({ operation: 'agentPools.*', effect });
    expect(new Set((await members()).map(({ access }) => access))).toEqual(new Set(['NoAccess']));
  });
});

describe('A thousand members', () => {
  beforeEach(async () => {
    system = await TestSystem.start({
      seed: largeFleets({ fleets: 1, members: 1_000, groups: 1, upgradeSeconds: 60 }),
    });
  }, 120_000);

  it('are assigned in one call that answers for each, and reconcile carries them to Fleet', async () => {
    const all = await members();
    expect(all).toHaveLength(1_000);
    const [fleet] = z
      .looseObject({ value: z.array(z.looseObject({ name: z.string() })) })
      .parse(await system.ok('GET', '/api/fleets')).value;
    const answer = await system.call('POST', '/api/members/assign-group', {
      members: all.map(({ name }) => ({ fleet: fleet?.name, name })),
      group: 'everyone',
    });
    expect(answer.status).toBe(202);
    const { value } = assigned.parse(answer.body);
    expect(value).toHaveLength(1_000);
    expect(new Set(value.map(({ status }) => status))).toEqual(new Set(['pending']));
    const wanted = memberList.parse(await system.ok('GET', '/api/members')).value;
    expect(new Set(wanted.map(({ group }) => group))).toEqual(new Set(['everyone']));
    await system.clock.advance(11 * MINUTE);
    const carried = (await members()).filter(({ mirror }) => mirror.group === 'everyone' && !mirror.pending);
    expect(carried.length).toBeGreaterThanOrEqual(100);
    // Two looks at one subscription, ten pages each.
    expect(system.simulator.requests.get('managedClusters.list')).toBeLessThanOrEqual(20);
  }, 120_000);
});
