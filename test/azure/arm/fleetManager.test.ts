import { DefaultAzureCredential } from '@azure/identity';
import { createFleetGateway } from '../../../src/azure/arm/fleetManager.ts';
import { runningClock } from '../../../src/clock/clock.ts';
import { VirtualClock } from '../../../src/clock/virtualClock.ts';
import { fleetIdsOf } from '../../../src/demo/fleetIds.ts';
import type { FleetRunContent } from '../../../src/domain/group/fleetRun.ts';
import { isSameContent } from '../../../src/domain/group/fleetRun.ts';
import { clusterId, type Seed, type SeedCluster } from '../../../src/simulator/seed.ts';
import { demoFleet, largeFleets } from '../../../src/simulator/seeds.ts';
import { endSimulatedArms, simulatedArm } from './simulatedArm.ts';

const NODE_IMAGES: FleetRunContent = {
  managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' }, nodeImageSelection: { type: 'Latest' } },
};
const GROUP_01: FleetRunContent = { ...NODE_IMAGES, group: 'group-01' };
const SMALL = largeFleets({ fleets: 1, members: 5, groups: 2 });
const MINUTE = 60_000;
/** Joining takes some seconds on the clock. */
const hurried = () => runningClock(50_000);

afterEach(endSimulatedArms);

describe('Members', () => {
  it('are listed over all pages', async () => {
    const { fleets, simulator } = await simulatedArm(largeFleets({ fleets: 1, members: 25, groups: 2 }), {
      pageSize: 10,
    });
    const members = await fleets.listMembers('fleet-1');
    expect(new Set(members.map(({ name }) => name)).size).toBe(25);
    expect(simulator.requests.get('members.list')).toBe(3);
    expect(members[0]).toMatchObject({ name: 'm-0001', group: 'group-01', provisioningState: 'Succeeded' });
  });

  it('are read one by one; one that is not there is undefined', async () => {
    const { fleets } = await simulatedArm(demoFleet);
    const member = await fleets.getMember('demo', 'aks-neu-1');
    expect(member).toMatchObject({ name: 'aks-neu-1', provisioningState: 'Succeeded' });
    expect(member?.clusterResourceId).toMatch(/managedClusters\/aks-neu-1$/i);
    expect(member?.eTag).toMatch(/^".+"$/);
    expect(member).not.toHaveProperty('group');
    expect(await fleets.getMember('demo', 'nobody')).toBeUndefined();
  });

  it('join, with a group, and are there when the call ends; leave, also twice', async () => {
    const cluster: SeedCluster = {
      name: 'new',
      subscriptionId: 's',
      resourceGroup: 'rg',
      location: 'eastus',
      kubernetesVersion: '1.32.6',
      nodePools: [],
    };
    const seed: Seed = { ...demoFleet, clusters: [cluster] };
    const { fleets } = await simulatedArm(seed, {}, hurried());
    const clusterResourceId = clusterId(cluster);
    const joined = await fleets.putMember('demo', 'new', { clusterResourceId, group: 'test' });
    expect(joined).toMatchObject({ name: 'new', group: 'test', provisioningState: 'Succeeded' });
    await fleets.deleteMember('demo', 'new');
    expect(await fleets.getMember('demo', 'new')).toBeUndefined();
    await fleets.deleteMember('demo', 'new');
  });

  it('get a group, another one, and none', async () => {
    const { fleets } = await simulatedArm(demoFleet, {}, hurried());
    const first = await fleets.getMember('demo', 'aks-neu-1');
    if (!first) throw new Error('It is no member.');
    const inTest = await fleets.setMemberGroup('demo', first, 'test');
    expect(inTest.group).toBe('test');
    const inProduction = await fleets.setMemberGroup('demo', inTest, 'production');
    expect(inProduction.group).toBe('production');
    const cleared = await fleets.setMemberGroup('demo', inProduction, null);
    expect(cleared).not.toHaveProperty('group');
    expect(await fleets.getMember('demo', 'aks-neu-1')).toEqual(cleared);
    expect(await fleets.setMemberGroup('demo', cleared, null)).toEqual(cleared);
    const stale = fleets.setMemberGroup('demo', inTest, 'production');
    await expect(stale).rejects.toMatchObject({ status: 412 });
  });
});

describe('A Fleet run', () => {
  it.each<[string, FleetRunContent]>([
    ['of a group', GROUP_01],
    ['of all members', NODE_IMAGES],
    ['without image selection', { managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } } }],
    [
      'of the control plane',
      { managedClusterUpdate: { upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.33.2' } } },
    ],
    [
      'with images of its own',
      {
        group: 'group-02',
        managedClusterUpdate: {
          upgrade: { type: 'Full', kubernetesVersion: '1.33.2' },
          nodeImageSelection: {
            type: 'Custom',
            customNodeImageVersions: [{ version: 'AKSUbuntu-2204gen2containerd-202508.06.0' }],
          },
        },
      },
    ],
  ])('%s is read back with what it was created with', async (_, content) => {
    const { fleets } = await simulatedArm(SMALL);
    expect(await fleets.createFleetRun('fleet-1', 'r', content)).toEqual({ done: true });
    const run = await fleets.getFleetRun('fleet-1', 'r');
    expect(run?.content).toEqual(content);
    expect(run?.state).toBe('NotStarted');
    const members = new Map([
      ['group-01', 3],
      ['group-02', 2],
    ]);
    expect(run?.members).toHaveLength(members.get(content.group ?? '') ?? 5);
  });

  it('of our name is created once; who comes later is refused', async () => {
    for (const eTagMismatchStatus of [412, 409] as const) {
      const { fleets } = await simulatedArm(SMALL, { unknowns: { eTagMismatchStatus } });
      await fleets.createFleetRun('fleet-1', 'r', GROUP_01);
      const again = await fleets.createFleetRun('fleet-1', 'r', GROUP_01);
      expect(again).toMatchObject({ done: false, refused: { status: eTagMismatchStatus } });
    }
  });

  it('that Fleet finds wrong is refused with its own code', async () => {
    const { fleets } = await simulatedArm(SMALL);
    const answer = await fleets.createFleetRun('fleet-1', 'r', { ...NODE_IMAGES, group: 'No Name!' });
    expect(answer).toMatchObject({ done: false, refused: { status: 400 } });
  });

  it('is started, shown with its members, and ends', async () => {
    const clock = new VirtualClock('2026-03-02T08:00:00Z');
    const { fleets } = await simulatedArm(SMALL, {}, clock);
    await fleets.createFleetRun('fleet-1', 'r', GROUP_01);
    const created = await fleets.getFleetRun('fleet-1', 'r');
    expect(await fleets.startFleetRun('fleet-1', 'r', created?.eTag ?? '')).toEqual({ done: true });
    await clock.advance(5 * MINUTE);
    const running = await fleets.getFleetRun('fleet-1', 'r');
    expect(running?.state).toBe('Running');
    expect(running?.members.map(({ state }) => state).toSorted()).toEqual([
      'NotStarted',
      'NotStarted',
      'Running',
    ]);
    const [first] = running?.members.filter(({ state }) => state === 'Running') ?? [];
    expect(first?.startTime).toMatch(/^2026-03-02T08:00:0\d\.\d{3}Z$/);
    await clock.advance(60 * MINUTE);
    const ended = await fleets.getFleetRun('fleet-1', 'r');
    expect(ended?.state).toBe('Completed');
    for (const member of ended?.members ?? []) {
      expect(member.state).toBe('Completed');
      expect(member.operationId).toMatch(/^[0-9a-f-]{36}$/);
      expect(member.clusterResourceId).toMatch(/managedClusters\/m-000\d$/i);
      expect(Date.parse(member.completedTime ?? '')).toBeGreaterThan(Date.parse(member.startTime ?? ''));
    }
  });

  it('shows the error of a member that failed', async () => {
    const clock = new VirtualClock('2026-03-02T08:00:00Z');
    const { fleets, simulator } = await simulatedArm(SMALL, {}, clock);
    simulator.world.failUpgrades('m-0001', { code: 'Broken', message: 'It broke.' });
    await fleets.createFleetRun('fleet-1', 'r', GROUP_01);
    await fleets.startFleetRun('fleet-1', 'r', (await fleets.getFleetRun('fleet-1', 'r'))?.eTag ?? '');
    await clock.advance(60 * MINUTE);
    const failed = await fleets.getFleetRun('fleet-1', 'r');
    expect(failed?.state).toBe('Failed');
    const member = failed?.members.find(({ name }) => name === 'm-0001');
    expect(member).toMatchObject({ state: 'Failed', error: { code: 'Broken', message: 'It broke.' } });
  });

  it('skips members and is stopped', async () => {
    const clock = new VirtualClock('2026-03-02T08:00:00Z');
    const { fleets } = await simulatedArm(SMALL, {}, clock);
    const eTag = async () => (await fleets.getFleetRun('fleet-1', 'r'))?.eTag ?? '';
    await fleets.createFleetRun('fleet-1', 'r', GROUP_01);
    expect(await fleets.skipMembers('fleet-1', 'r', await eTag(), ['m-0001', 'm-0003'])).toEqual({
      done: true,
    });
    const skipped = await fleets.getFleetRun('fleet-1', 'r');
    const states = Object.fromEntries(skipped?.members.map(({ name, state }) => [name, state]) ?? []);
    expect(states).toEqual({ 'm-0001': 'Skipped', 'm-0003': 'Skipped', 'm-0005': 'NotStarted' });
    await fleets.startFleetRun('fleet-1', 'r', await eTag());
    await clock.advance(MINUTE);
    expect(await fleets.stopFleetRun('fleet-1', 'r', await eTag())).toEqual({ done: true });
    expect((await fleets.getFleetRun('fleet-1', 'r'))?.state).toBe('Stopping');
    await clock.advance(60 * MINUTE);
    expect((await fleets.getFleetRun('fleet-1', 'r'))?.state).toBe('Stopped');
  });

  it('takes no act that was decided on what it no longer is', async () => {
    const { fleets } = await simulatedArm(SMALL);
    await fleets.createFleetRun('fleet-1', 'r', GROUP_01);
    const stale = '"stale"';
    const answers = [
      await fleets.startFleetRun('fleet-1', 'r', stale),
      await fleets.stopFleetRun('fleet-1', 'r', stale),
      await fleets.skipMembers('fleet-1', 'r', stale, ['m-0001']),
      await fleets.deleteFleetRun('fleet-1', 'r', stale),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ done: false, refused: { status: 412, code: 'PreconditionFailed' } });
    const run = await fleets.getFleetRun('fleet-1', 'r');
    expect(run?.state).toBe('NotStarted');
    expect(run?.members.map(({ state }) => state)).not.toContain('Skipped');
  });

  it('is deleted, also when it is gone already', async () => {
    const { fleets } = await simulatedArm(SMALL);
    await fleets.createFleetRun('fleet-1', 'r', GROUP_01);
    const eTag = (await fleets.getFleetRun('fleet-1', 'r'))?.eTag ?? '';
    expect(await fleets.deleteFleetRun('fleet-1', 'r', eTag)).toEqual({ done: true });
    expect(await fleets.deleteFleetRun('fleet-1', 'r', eTag)).toEqual({ done: true });
    expect(await fleets.getFleetRun('fleet-1', 'r')).toBeUndefined();
  });

  it('is not created twice, nor lost, when the answer to its creation is', async () => {
    const { fleets, simulator } = await simulatedArm(SMALL);
    simulator.faults.add({ operation: 'updateRuns.put', times: 1, effect: { kind: 'lostAnswer' } });
    const answer = await fleets.createFleetRun('fleet-1', 'r', GROUP_01);
    expect(answer).toMatchObject({ done: false, refused: { status: 412 } });
    const run = await fleets.getFleetRun('fleet-1', 'r');
    expect(run && isSameContent(run.content, GROUP_01)).toBe(true);
  });
});

describe('The list of Fleet runs', () => {
  it('is asked for once by all who ask at about the same time, over all its pages', async () => {
    const { fleets, simulator } = await simulatedArm(SMALL, { pageSize: 2 });
    for (const name of ['a', 'b', 'c']) await fleets.createFleetRun('fleet-1', name, GROUP_01);
    const lists = await Promise.all(Array.from({ length: 20 }, () => fleets.listFleetRuns('fleet-1')));
    expect(lists.map((runs) => [...runs.keys()].join())).toEqual(Array.from({ length: 20 }, () => 'a,b,c'));
    expect(lists[0]?.get('b')?.content).toEqual(GROUP_01);
    expect(simulator.requests.get('updateRuns.list')).toBe(2);
  });

  it('serves later askers for some seconds, then is asked for again', async () => {
    const { fleets, simulator } = await simulatedArm(SMALL);
    const now = jest.spyOn(Date, 'now');
    try {
      const start = Date.now();
      now.mockReturnValue(start);
      await fleets.listFleetRuns('fleet-1');
      now.mockReturnValue(start + 4_999);
      await fleets.listFleetRuns('fleet-1');
      expect(simulator.requests.get('updateRuns.list')).toBe(1);
      now.mockReturnValue(start + 5_000);
      await fleets.listFleetRuns('fleet-1');
      expect(simulator.requests.get('updateRuns.list')).toBe(2);
    } finally {
      now.mockRestore();
    }
  });

  it('that failed is not remembered', async () => {
    const { fleets, simulator } = await simulatedArm(SMALL);
    simulator.faults.add({ operation: 'updateRuns.list', times: 1, effect: { kind: 'status', status: 400 } });
    await expect(fleets.listFleetRuns('fleet-1')).rejects.toMatchObject({ status: 400 });
    expect((await fleets.listFleetRuns('fleet-1')).size).toBe(0);
  });
});

it('The app gets its token as in Azure, from the identity endpoint', async () => {
  const { simulator } = await simulatedArm(SMALL);
  const { endpoint, identityEndpoint, identityHeader } = simulator;
  const before = { ...process.env };
  Object.assign(process.env, { IDENTITY_ENDPOINT: identityEndpoint, IDENTITY_HEADER: identityHeader });
  try {
    const credential = new DefaultAzureCredential();
    const connection = { credential, endpoint, scope: `${endpoint}/.default` };
    const fleets = createFleetGateway(connection, fleetIdsOf(SMALL));
    expect(await fleets.listMembers('fleet-1')).toHaveLength(5);
  } finally {
    process.env = before;
  }
});
