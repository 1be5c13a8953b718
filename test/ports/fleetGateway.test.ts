import { runningClock, type Clock } from '../../src/clock/clock.ts';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import { fleetIdsOf } from '../../src/demo/fleetIds.ts';
import { DependencyError } from '../../src/domain/errors.ts';
import type { FleetRunContent } from '../../src/domain/group/fleetRun.ts';
import { memoryClusterGateway } from '../../src/memory/memoryClusterGateway.ts';
import { memoryFleetGateway } from '../../src/memory/memoryFleetGateway.ts';
import { simulatedArm as armInMemory } from '../../src/memory/simulatedArm.ts';
import type { ClusterGateway } from '../../src/ports/clusterGateway.ts';
import type { FleetGateway } from '../../src/ports/fleetGateway.ts';
import type { Faults } from '../../src/simulator/faults.ts';
import { clusterId, type Seed, type SeedCluster } from '../../src/simulator/seed.ts';
import { simulateAzure } from '../../src/simulator/simulatedAzure.ts';
import { demoFleet, largeFleets } from '../../src/simulator/seeds.ts';
import { endSimulatedArms, simulatedArm as armOverHttps } from '../azure/arm/simulatedArm.ts';

interface Gateways {
  readonly fleets: FleetGateway;
  readonly clusters: ClusterGateway;
  readonly faults: Faults;
}
type Made = (seed: Seed, clock?: Clock) => Promise<Gateways>;

const standing = () => new VirtualClock('2026-03-02T08:00:00Z');
/** Joining takes some seconds on the clock. */
const hurried = () => runningClock(50_000);

const overHttps: Made = async (seed, clock = standing()) => {
  const { fleets, clusters, simulator } = await armOverHttps(seed, {}, clock);
  return { fleets, clusters, faults: simulator.faults };
};
const inMemory: Made = (seed, clock = standing()) => {
  const { service, faults } = simulateAzure({ seed, clock });
  const arm = armInMemory(service, clock);
  return Promise.resolve({
    clusters: memoryClusterGateway(arm),
    fleets: memoryFleetGateway(arm, fleetIdsOf(seed)),
    faults,
  });
};

afterEach(endSimulatedArms);

const SMALL = largeFleets({ fleets: 1, members: 5, groups: 2 });
const GROUP_01: FleetRunContent = {
  managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' }, nodeImageSelection: { type: 'Latest' } },
  group: 'group-01',
};
const refusalOf = (answer: Awaited<ReturnType<FleetGateway['startFleetRun']>>) =>
  answer.done ? undefined : answer.refused.status;

describe.each([
  ['the SDK over HTTPS', overHttps],
  ['memory', inMemory],
])('Fleet Manager and AKS by %s', (_name, made) => {
  it('creates a Fleet run once: the second creation is refused, and what is read is what was asked for', async () => {
    const { fleets } = await made(SMALL);
    expect(await fleets.getFleetRun('fleet-1', 'fu-1')).toBeUndefined();
    expect(await fleets.createFleetRun('fleet-1', 'fu-1', GROUP_01)).toEqual({ done: true });
    expect(refusalOf(await fleets.createFleetRun('fleet-1', 'fu-1', GROUP_01))).toBe(412);
    const run = await fleets.getFleetRun('fleet-1', 'fu-1');
    expect(run?.content).toEqual(GROUP_01);
    expect((await fleets.listFleetRuns('fleet-1')).get('fu-1')).toEqual(run);
    expect(run?.members.map(({ state }) => state)).toEqual(['NotStarted', 'NotStarted', 'NotStarted']);
  });

  it('acts only on what it was decided on: a stale ETag is refused', async () => {
    const clock = standing();
    const { fleets } = await made(SMALL, clock);
    await fleets.createFleetRun('fleet-1', 'fu-1', GROUP_01);
    const first = await fleets.getFleetRun('fleet-1', 'fu-1');
    const stale = first?.eTag ?? '';
    const names = first?.members.slice(0, 1).map(({ name }) => name) ?? [];
    expect(await fleets.skipMembers('fleet-1', 'fu-1', stale, names)).toEqual({ done: true });
    expect(refusalOf(await fleets.startFleetRun('fleet-1', 'fu-1', stale))).toBe(412);
    const skipped = await fleets.getFleetRun('fleet-1', 'fu-1');
    expect(await fleets.startFleetRun('fleet-1', 'fu-1', skipped?.eTag ?? '')).toEqual({ done: true });
    await clock.advance(60_000);
    expect((await fleets.getFleetRun('fleet-1', 'fu-1'))?.state).not.toBe('NotStarted');
  });

  it('deletes a Fleet run, also one that is not there, without a word', async () => {
    const { fleets } = await made(SMALL);
    expect(await fleets.deleteFleetRun('fleet-1', 'nobody', '*')).toEqual({ done: true });
    await fleets.createFleetRun('fleet-1', 'fu-1', GROUP_01);
    expect(await fleets.deleteFleetRun('fleet-1', 'fu-1', '*')).toEqual({ done: true });
    expect(await fleets.getFleetRun('fleet-1', 'fu-1')).toBeUndefined();
  });

  it('says what is not so of the act as a DependencyError: no rights, no answer', async () => {
    const { fleets, faults } = await made(SMALL);
    faults.add({ operation: 'updateRuns.put', effect: { kind: 'status', status: 403 } });
    faults.add({ operation: 'updateRuns.list', effect: { kind: 'drop' } });
    await expect(fleets.createFleetRun('fleet-1', 'fu-1', GROUP_01)).rejects.toMatchObject({ status: 403 });
    const unanswered: unknown = await fleets.listFleetRuns('fleet-1').catch((error: unknown) => error);
    expect(unanswered).toBeInstanceOf(DependencyError);
    expect(unanswered).toMatchObject({ status: 0, retryable: true });
  });

  it('joins a cluster with a group, gives it another and none, and lets it go, also twice', async () => {
    const cluster: SeedCluster = {
      name: 'new',
      subscriptionId: 's',
      resourceGroup: 'rg',
      location: 'eastus',
      kubernetesVersion: '1.32.6',
      nodePools: [],
    };
    const { fleets } = await made({ ...demoFleet, clusters: [cluster] }, hurried());
    const clusterResourceId = clusterId(cluster);
    const joined = await fleets.putMember('demo', 'new', { clusterResourceId, group: 'test' });
    expect(joined).toMatchObject({ name: 'new', group: 'test', provisioningState: 'Succeeded' });
    const moved = await fleets.setMemberGroup('demo', joined, 'prod');
    expect(moved).toMatchObject({ group: 'prod' });
    await expect(fleets.setMemberGroup('demo', joined, 'other')).rejects.toMatchObject({ status: 412 });
    expect(await fleets.setMemberGroup('demo', moved, null)).not.toHaveProperty('group');
    await fleets.deleteMember('demo', 'new');
    expect(await fleets.getMember('demo', 'new')).toBeUndefined();
    await fleets.deleteMember('demo', 'new');
  });

  it('names no fleet that the settings do not have', async () => {
    const { fleets } = await made(SMALL);
    await expect(async () => await fleets.listMembers('stranger')).rejects.toMatchObject({
      code: 'UnknownFleet',
    });
  });

  it('reads clusters, their newest images and what a region offers, or says why not', async () => {
    const { fleets, clusters, faults } = await made(demoFleet);
    const [member] = await fleets.listMembers('demo');
    const id = member?.clusterResourceId ?? '';
    const subscription = id.split('/')[2] ?? '';
    const cluster = await clusters.getCluster(id);
    expect(cluster).toMatchObject({ powerState: 'Running', provisioningState: 'Succeeded' });
    expect(await clusters.listClusters(subscription)).toContainEqual(cluster);
    if (typeof cluster === 'string') throw new Error(`The cluster is ${cluster}.`);
    expect(await clusters.latestNodeImage(id, cluster.nodePools[0]?.name ?? '')).toMatch(/^AKS/);
    const offered = await clusters.offeredVersions(subscription, cluster.location);
    expect(offered.map(({ version }) => version)).toContain('1.33.2');
    expect(await clusters.getCluster(`${id}-gone`)).toBe('NotFound');
    expect(
      await clusters.getCluster(
        id.replace('ContainerService/managedClusters', 'Kubernetes/connectedClusters'),
      ),
    ).toBe('NotAks');
    faults.add({ operation: 'managedClusters.*', effect: { kind: 'status', status: 403 } });
    expect(await clusters.getCluster(id)).toBe('NoAccess');
    expect(await clusters.listClusters(subscription)).toBe('NoAccess');
  });
});
