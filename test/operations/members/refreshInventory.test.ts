import { StorageTable } from '../../../src/azure/tables/storageTable.ts';
import { tableStores } from '../../../src/azure/tables/tableStores.ts';
import { DependencyError } from '../../../src/domain/errors.ts';
import type { Assignment } from '../../../src/domain/fleet/inventory.ts';
import { refreshInventory, type RefreshApp } from '../../../src/operations/members/refreshInventory.ts';
import { clusterId, type Seed } from '../../../src/simulator/seed.ts';
import type { SimulatorOptions } from '../../../src/simulator/simulator.ts';
import { demoFleet, largeFleets } from '../../../src/simulator/seeds.ts';
import { endSimulatedArms, simulatedArm } from '../../azure/arm/simulatedArm.ts';
import { newAccount } from '../../support/azurite.ts';

const NOW = '2026-03-02T08:00:00.000Z';
const LATER = '2026-03-02T08:05:00.000Z';
const forbidden = { kind: 'status', status: 403, code: 'AuthorizationFailed' } as const;
const broken = { kind: 'status', status: 500, code: 'InternalServerError' } as const;

async function refreshable(seed: Seed, options: Partial<SimulatorOptions> = {}) {
  const arm = await simulatedArm(seed, options);
  const connectionString = newAccount();
  const { inventory, assignments, audit } = tableStores({ connectionString });
  const app: RefreshApp = {
    fleets: arm.fleets,
    clusters: arm.clusters,
    inventory,
    assignments,
    now: () => NOW,
  };
  const entries = async () => {
    await audit.carryLeft(['demo']);
    return (await new StorageTable({ connectionString }, 'Audit').all()).map(({ json }) => String(json));
  };
  return { ...arm, ...app, app, entries };
}

const clusterOf = (member: string) => {
  const cluster = demoFleet.fleets[0]?.members.find(({ name }) => name === member)?.cluster;
  return cluster ? clusterId(cluster) : `/c/${member}`;
};
const wish = (member: string, change: Partial<Assignment> = {}): Assignment => ({
  fleet: 'demo',
  member,
  clusterResourceId: clusterOf(member),
  group: null,
  wanted: 'test',
  changedAt: NOW,
  changedBy: 'ann',
  ...change,
});

afterEach(endSimulatedArms);

describe('The inventory', () => {
  it('has every member with its cluster, and when it was read', async () => {
    const { app, inventory } = await refreshable(demoFleet);
    expect(await refreshInventory(app, ['demo'])).toEqual(new Map());
    const { members, asOf } = await inventory.read(['demo']);
    expect(asOf).toEqual({ demo: NOW });
    expect(members.map(({ name, access }) => [name, access])).toEqual(
      ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'].map((name) => [name, 'Readable']),
    );
    expect(members[0]).toMatchObject({
      fleet: 'demo',
      provisioningState: 'Succeeded',
      asOf: NOW,
      cluster: { location: 'eastus', kubernetesVersion: '1.32.6', nodePools: [{}, { name: 'win22' }] },
    });
  });

  it('has the newest image of each region and family, from one pool for each', async () => {
    const { app, inventory, simulator } = await refreshable(demoFleet);
    await refreshInventory(app, ['demo']);
    const { latestNodeImages } = await inventory.read(['demo']);
    const said = latestNodeImages.map(({ location, nodeImageVersion }) => `${location} ${nodeImageVersion}`);
    expect(said.toSorted()).toEqual([
      'eastus AKSAzureLinux-V3gen2-202508.06.0',
      'eastus AKSUbuntu-2204gen2containerd-202508.06.0',
      'eastus AKSWindows-2022-containerd-20348.3932.250716',
      'northeurope AKSUbuntu-2204gen2containerd-202508.12.0',
      'westeurope AKSAzureLinux-V3gen2-202508.20.0',
      'westeurope AKSUbuntu-2204gen2containerd-202508.20.0',
      'westeurope AKSWindows-2022-containerd-20348.4052.250813',
    ]);
    expect(simulator.requests.get('agentPools.getUpgradeProfile')).toBe(7);
  });

  it('of a thousand members in two fleets takes one list of clusters and one look for each region', async () => {
    const { app, inventory, simulator } = await refreshable(
      largeFleets({ fleets: 2, members: 1000, groups: 50 }),
      { pageSize: 1000 },
    );
    expect(await refreshInventory(app, ['fleet-1', 'fleet-2'])).toEqual(new Map());
    expect((await inventory.read(['fleet-1', 'fleet-2'])).members).toHaveLength(1000);
    const { requests } = simulator;
    expect(Object.fromEntries(requests)).toEqual({
      'members.list': 2,
      'managedClusters.list': 1,
      'agentPools.getUpgradeProfile': 3,
      'kubernetesVersions.list': 3,
    });
  });

  it('asks another pool when one has no image to tell', async () => {
    const { app, inventory, simulator } = await refreshable(demoFleet);
    simulator.faults.add({ operation: 'agentPools.getUpgradeProfile', path: 'aks-weu-1', effect: forbidden });
    expect(await refreshInventory(app, ['demo'])).toEqual(new Map());
    const { latestNodeImages } = await inventory.read(['demo']);
    expect(latestNodeImages.map(({ nodeImageVersion }) => nodeImageVersion)).toContain(
      'AKSUbuntu-2204gen2containerd-202508.20.0',
    );
  });

  it('shows a member that may not be read, or whose cluster is gone, as such', async () => {
    const { app, inventory, clusters } = await refreshable(demoFleet);
    const all = await clusters.listClusters(demoFleet.fleets[0]?.subscriptionId ?? '');
    if (all === 'NoAccess') throw new Error('The list may be read.');
    const hidden = /aks-(weu|neu)-1$/i;
    const partly: RefreshApp = {
      ...app,
      clusters: {
        ...clusters,
        listClusters: () => Promise.resolve(all.filter(({ id }) => !hidden.test(id))),
        getCluster: (id) => Promise.resolve(/aks-weu-1$/i.test(id) ? 'NoAccess' : 'NotFound'),
      },
    };
    await refreshInventory(partly, ['demo']);
    const { members } = await inventory.read(['demo']);
    const access = Object.fromEntries(members.map((member) => [member.name, member.access]));
    expect(access).toMatchObject({
      'aks-weu-1': 'NoAccess',
      'aks-neu-1': 'NotFound',
      'aks-eus-1': 'Readable',
    });
    expect(members.find(({ name }) => name === 'aks-neu-1')).not.toHaveProperty('cluster');
  });

  it('shows all members of a subscription that may not be read, asking once', async () => {
    const { app, inventory, simulator } = await refreshable(demoFleet);
    simulator.faults.add({ operation: 'managedClusters.*', effect: forbidden });
    expect(await refreshInventory(app, ['demo'])).toEqual(new Map());
    const { members } = await inventory.read(['demo']);
    expect(members.map(({ access }) => access)).toEqual(Array.from({ length: 5 }, () => 'NoAccess'));
    expect(simulator.requests.get('managedClusters.get')).toBeUndefined();
  });

  it('keeps what is known of a fleet that cannot be read, and renews the others', async () => {
    const { app, inventory, simulator } = await refreshable(
      largeFleets({ fleets: 2, members: 4, groups: 1 }),
    );
    await refreshInventory(app, ['fleet-1', 'fleet-2']);
    simulator.faults.add({ operation: 'members.list', path: 'fleet-1', effect: broken });
    const failures = await refreshInventory({ ...app, now: () => LATER }, ['fleet-1', 'fleet-2']);
    expect([...failures.keys()]).toEqual(['fleet-1']);
    expect(failures.get('fleet-1')).toBeInstanceOf(DependencyError);
    const { members, asOf } = await inventory.read(['fleet-1', 'fleet-2']);
    expect(asOf).toEqual({ 'fleet-1': NOW, 'fleet-2': LATER });
    expect(members).toHaveLength(4);
  });

  it('of a fleet is not renewed when its clusters cannot be read', async () => {
    const { app, inventory, simulator } = await refreshable(demoFleet);
    simulator.faults.add({ operation: 'managedClusters.list', effect: broken });
    expect([...(await refreshInventory(app, ['demo'])).keys()]).toEqual(['demo']);
    expect((await inventory.read(['demo'])).asOf).toEqual({});
  });

  it('says when a newest image could not be read, and has the rest', async () => {
    const { app, inventory, simulator } = await refreshable(demoFleet);
    simulator.faults.add({ operation: 'agentPools.getUpgradeProfile', path: 'aks-neu-1', effect: broken });
    expect([...(await refreshInventory(app, ['demo'])).keys()]).toEqual(['demo']);
    expect((await inventory.read(['demo'])).latestNodeImages).toHaveLength(6);
  });

  it('forgets members that have left', async () => {
    const { app, inventory, assignments } = await refreshable(demoFleet);
    await refreshInventory(app, ['demo']);
    const left: RefreshApp = {
      ...app,
      fleets: {
        ...app.fleets,
        listMembers: async (fleet) => (await app.fleets.listMembers(fleet)).slice(0, 3),
      },
    };
    await refreshInventory({ ...left, now: () => LATER }, ['demo']);
    expect((await inventory.read(['demo'])).members).toHaveLength(3);
    expect(await assignments.list(['demo'])).toHaveLength(3);
  });
});

describe('Assignments', () => {
  const groupsOf = async ({ assignments }: RefreshApp) =>
    Object.fromEntries(
      (await assignments.list(['demo'])).map(({ member, group, wanted }) => [member, wanted ?? group]),
    );

  it('are there for new members and follow a group that was set elsewhere', async () => {
    const { app, fleets } = await refreshable(demoFleet);
    await refreshInventory(app, ['demo']);
    expect(Object.values(await groupsOf(app))).toEqual([null, null, null, null, null]);
    await inThePortal(fleets, 'aks-weu-1', 'portal');
    await refreshInventory({ ...app, now: () => LATER }, ['demo']);
    expect(await groupsOf(app)).toMatchObject({ 'aks-weu-1': 'portal', 'aks-weu-2': null });
  });

  it('keep a wish against what Fleet says', async () => {
    const { app, fleets, assignments } = await refreshable(demoFleet);
    await refreshInventory(app, ['demo']);
    await assignments.put([wish('aks-weu-1')]);
    await inThePortal(fleets, 'aks-weu-1', 'portal');
    await refreshInventory({ ...app, now: () => LATER }, ['demo']);
    expect(await groupsOf(app)).toMatchObject({ 'aks-weu-1': 'test' });
  });

  it('keep a wish that comes while the members are read, with or without a row before', async () => {
    const { app, assignments } = await refreshable(demoFleet);
    const withWishInBetween: RefreshApp = {
      ...app,
      assignments: {
        ...assignments,
        list: async (fleets) => {
          const rows = await assignments.list(fleets);
          await assignments.put([wish('aks-weu-1', { changedAt: LATER })]);
          return rows;
        },
      },
    };
    await refreshInventory(withWishInBetween, ['demo']);
    expect(await groupsOf(app)).toMatchObject({ 'aks-weu-1': 'test', 'aks-weu-2': null });
    const existing = await assignments.list(['demo']);
    await assignments.put(existing.map((row) => ({ ...withoutWish(row), group: 'old' })));
    await refreshInventory({ ...withWishInBetween, now: () => LATER }, ['demo']);
    expect(await groupsOf(app)).toMatchObject({ 'aks-weu-1': 'test', 'aks-weu-2': null });
  });

  it('written after the reading began are not undone by it', async () => {
    const { app, assignments } = await refreshable(demoFleet);
    const carried = withoutWish({ ...wish('aks-weu-1'), group: 'test', changedAt: LATER });
    await assignments.put([carried, { ...carried, member: 'joined-meanwhile' }]);
    await refreshInventory(app, ['demo']);
    expect(await groupsOf(app)).toMatchObject({ 'aks-weu-1': 'test', 'joined-meanwhile': 'test' });
  });

  it.each<[string, Assignment, string | undefined, RegExp]>([
    [
      'of a cluster that is not this member any more',
      wish('aks-weu-1', { clusterResourceId: clusterOf('aks-eus-1') }),
      'null',
      /aks-eus-1 be in group test was dropped: demo\/aks-weu-1 is another cluster now/,
    ],
    [
      'of a member that has left',
      wish('left', { changedAt: '2026-03-02T07:00:00.000Z' }),
      undefined,
      /was dropped: fleet demo has no member left any more/,
    ],
  ])('drop a wish %s, and say so in the audit log', async (_, stray, group, message) => {
    const { app, assignments, entries } = await refreshable(demoFleet);
    await assignments.put([stray]);
    await refreshInventory(app, ['demo']);
    await refreshInventory({ ...app, now: () => LATER }, ['demo']);
    const row = (await assignments.list(['demo'])).find(({ member }) => member === stray.member);
    expect([row && String(row.group), row?.wanted]).toEqual([group, undefined]);
    expect(await entries()).toEqual([expect.stringMatching(message)]);
    expect(await entries()).toEqual([expect.stringContaining('"type":"AssignmentDropped"')]);
  });

  it('end up the same when two refreshes run at once', async () => {
    const { app } = await refreshable(demoFleet);
    const results = await Promise.all([refreshInventory(app, ['demo']), refreshInventory(app, ['demo'])]);
    expect(results).toEqual([new Map(), new Map()]);
    expect(Object.keys(await groupsOf(app))).toHaveLength(5);
  });
});

async function inThePortal(fleets: RefreshApp['fleets'], name: string, group: string): Promise<void> {
  const member = await fleets.getMember('demo', name);
  if (member) await fleets.setMemberGroup('demo', member, group);
}

function withoutWish(row: Assignment): Assignment {
  const { fleet, member, clusterResourceId, group, changedAt, changedBy } = row;
  return { fleet, member, clusterResourceId, group, changedAt, changedBy };
}
