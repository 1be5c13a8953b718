import { aFleet, aMember, UBUNTU } from './seeds.ts';
import {
  closeSimulators,
  HOUR,
  MINUTE,
  refusalOf,
  simulate,
  stagesOf,
  startRun,
  SUBSCRIPTION,
} from './simulated.ts';

afterEach(closeSimulators);

const RG = 'rg-clusters';
const FLEET = aFleet([aMember('a1', 'a')]);
const NEW = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-clusters/providers/Microsoft.ContainerService/managedClusters/new?api-version=2025-05-01`;

it('makes a cluster from a small body, with the newest image of its region', async () => {
  const { aks, clock, call } = await simulate(FLEET);
  const answer = await call('PUT', NEW, {
    body: {
      location: 'eastus',
      properties: { kubernetesVersion: '1.32.6', agentPoolProfiles: [{ name: 'system' }] },
    },
  });
  expect(answer.status).toBe(201);
  expect((await aks.managedClusters.get(RG, 'new')).provisioningState).toBe('Creating');
  await clock.advance(5 * MINUTE);
  const cluster = await aks.managedClusters.get(RG, 'new');
  expect(cluster).toMatchObject({
    provisioningState: 'Succeeded',
    currentKubernetesVersion: '1.32.6',
    powerState: { code: 'Running' },
    agentPoolProfiles: [{ name: 'system', nodeImageVersion: `${UBUNTU}-202508.06.0` }],
  });
  expect(cluster.id).toContain('/resourcegroups/');
});

it('refuses a cluster in a region that it does not have', async () => {
  const { call } = await simulate(FLEET);
  expect((await call('PUT', NEW, { body: { location: 'mars' } })).status).toBe(400);
});

it('stops and starts a cluster, and refuses anything else meanwhile', async () => {
  const { aks, clock } = await simulate(FLEET);
  const stopping = aks.managedClusters.stop(RG, 'a1-cluster', { updateIntervalInMs: 1 });
  await stopping.submitted();
  expect(await refusalOf(aks.managedClusters.start(RG, 'a1-cluster'))).toEqual({
    status: 409,
    code: 'OperationNotAllowed',
  });
  await clock.advance(5 * MINUTE);
  await stopping;
  expect((await aks.managedClusters.get(RG, 'a1-cluster')).powerState?.code).toBe('Stopped');
  const starting = aks.managedClusters.start(RG, 'a1-cluster', { updateIntervalInMs: 1 });
  await starting.submitted();
  await clock.advance(5 * MINUTE);
  await starting;
  expect((await aks.managedClusters.get(RG, 'a1-cluster')).powerState?.code).toBe('Running');
});

it('refuses a second operation on a cluster that is being upgraded', async () => {
  const simulated = await simulate(FLEET);
  await startRun(simulated, stagesOf({ groups: ['a'] }));
  await simulated.clock.advance(MINUTE);
  expect(await refusalOf(simulated.aks.managedClusters.stop(RG, 'a1-cluster'))).toEqual({
    status: 409,
    code: 'OperationNotAllowed',
  });
});

it('deletes a cluster, whose member then fails', async () => {
  const simulated = await simulate(FLEET);
  const deleting = simulated.aks.managedClusters.delete(RG, 'a1-cluster', { updateIntervalInMs: 1 });
  await deleting.submitted();
  await simulated.clock.advance(5 * MINUTE);
  await deleting;
  expect((await refusalOf(simulated.aks.managedClusters.get(RG, 'a1-cluster'))).status).toBe(404);
  await startRun(simulated, stagesOf({ groups: ['a'] }));
  await simulated.clock.advance(MINUTE);
  expect(simulated.simulator.world.updateRuns()).toMatchObject([{ state: 'Failed' }]);
});

it('tells the latest image of a pool by region and family, and what Kubernetes can be upgraded to', async () => {
  const { aks } = await simulate(FLEET);
  const pool = await aks.agentPools.getUpgradeProfile(RG, 'a1-cluster', 'system');
  expect(pool.latestNodeImageVersion).toBe(`${UBUNTU}-202508.20.0`);
  const upgrades = ['1.33.1', '1.33.2'];
  expect(pool.upgrades?.map(({ kubernetesVersion }) => kubernetesVersion)).toEqual(upgrades);
  const profile = await aks.managedClusters.getUpgradeProfile(RG, 'a1-cluster');
  expect(profile.controlPlaneProfile.upgrades?.map((one) => one.kubernetesVersion)).toEqual(upgrades);
});

it('lists the Kubernetes versions of a region by minor version', async () => {
  const { aks } = await simulate(FLEET);
  const { values } = await aks.managedClusters.listKubernetesVersions('eastus');
  expect(values?.map(({ version }) => version)).toEqual(['1.31', '1.32', '1.33', '1.34']);
  expect(values?.[2]?.patchVersions?.['1.33.1']).toMatchObject({ upgrades: ['1.33.2', '1.34.0'] });
});

it('lists the pools of a cluster', async () => {
  const { aks } = await simulate(FLEET);
  const names: (string | undefined)[] = [];
  for await (const pool of aks.agentPools.list(RG, 'a1-cluster')) names.push(pool.name);
  expect(names).toEqual(['system']);
});

describe('maintenance windows', () => {
  const NIGHTLY = {
    maintenanceWindow: {
      schedule: { daily: { intervalDays: 1 } },
      durationHours: 4,
      startTime: '12:00',
    },
  };

  it('can be put, read, listed and deleted', async () => {
    const { aks } = await simulate(FLEET);
    const { maintenanceConfigurations: configurations } = aks;
    await configurations.createOrUpdate(RG, 'a1-cluster', 'aksManagedAutoUpgradeSchedule', NIGHTLY);
    expect(await configurations.get(RG, 'a1-cluster', 'aksManagedAutoUpgradeSchedule')).toMatchObject(
      NIGHTLY,
    );
    await configurations.delete(RG, 'a1-cluster', 'aksManagedAutoUpgradeSchedule');
    const left: unknown[] = [];
    for await (const one of configurations.listByManagedCluster(RG, 'a1-cluster')) left.push(one);
    expect(left).toEqual([]);
  });

  it('keep a member Pending until they open, looked at each hour, and say when that is', async () => {
    const simulated = await simulate(FLEET);
    const { world, record } = simulated.simulator;
    world.setMaintenanceWindow('a1-cluster', 'aksManagedNodeOSUpgradeSchedule', NIGHTLY.maintenanceWindow);
    await startRun(simulated, stagesOf({ groups: ['a'] }));
    await simulated.clock.advance(HOUR / 2);
    const run = await simulated.fleet.updateRuns.get('rg-fleet', 'demo', 'run');
    const [member] = run.properties?.status?.stages?.[0]?.groups?.[0]?.members ?? [];
    expect(run.properties?.status?.status?.state).toBe('Pending');
    expect(member?.status?.state).toBe('Pending');
    expect(member?.message).toContain('next opens 2026-01-05T12:00:00.000Z');
    await simulated.clock.advance(4 * HOUR);
    expect(record.map(({ startedAt }) => startedAt.slice(0, 16))).toEqual(['2026-01-05T12:00']);
  });

  it('count only for what they are for', async () => {
    const simulated = await simulate(FLEET);
    const { world, record } = simulated.simulator;
    world.setMaintenanceWindow('a1-cluster', 'aksManagedAutoUpgradeSchedule', NIGHTLY.maintenanceWindow);
    await startRun(simulated, stagesOf({ groups: ['a'] }));
    await simulated.clock.advance(MINUTE);
    expect(record).toHaveLength(1);
  });

  it('decide the order of members: open, opening within four hours, none, closed', async () => {
    const at = (startTime: string) => ({
      maintenanceConfigurations: {
        aksManagedNodeOSUpgradeSchedule: { ...NIGHTLY.maintenanceWindow, startTime },
      },
    });
    const simulated = await simulate(
      aFleet([
        aMember('a1', 'a', at('20:00')),
        aMember('a2', 'a'),
        aMember('a3', 'a', at('09:00')),
        aMember('a4', 'a', at('07:00')),
      ]),
    );
    await startRun(simulated, stagesOf({ groups: ['a'] }));
    await simulated.clock.advance(20 * HOUR);
    const order = simulated.simulator.record.map(({ clusterResourceId }) => clusterResourceId.slice(-10, -8));
    expect(order).toEqual(['a4', 'a2', 'a3', 'a1']);
  });
});
