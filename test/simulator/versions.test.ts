import type { ManagedClusterUpdate } from '@azure/arm-containerservicefleet';
import type { SeedNodePool } from '../../src/simulator/seed.ts';
import { aFleet, aMember, UBUNTU, WINDOWS } from './seeds.ts';
import {
  closeSimulators,
  getRun,
  HOUR,
  MINUTE,
  NODE_IMAGES,
  simulate,
  stagesOf,
  startRun,
  statesOfRun,
  type Simulated,
} from './simulated.ts';

afterEach(closeSimulators);

const [SYSTEM] = aMember('x').cluster.nodePools;
const WINDOWS_POOL: SeedNodePool = {
  name: 'win',
  mode: 'User',
  osType: 'Windows',
  osSku: 'Windows2022',
  count: 1,
  nodeImageVersion: `${WINDOWS}-20348.3807.250611`,
};

/** `west` has a Windows pool beside the Ubuntu one, `east` only the latter. */
const TWO_REGIONS = aFleet([
  aMember('west', 'all', { nodePools: SYSTEM ? [SYSTEM, WINDOWS_POOL] : [] }),
  aMember('east', 'all', { location: 'eastus' }),
]);

async function updated(update: ManagedClusterUpdate, seed = TWO_REGIONS): Promise<Simulated> {
  const simulated = await simulate(seed);
  await startRun(simulated, stagesOf({ groups: ['all'] }), update);
  await simulated.clock.advance(2 * HOUR);
  return simulated;
}

it('brings each region its own latest images with Latest', async () => {
  const { simulator } = await updated(NODE_IMAGES);
  expect(simulator.world.cluster('west-cluster')).toMatchObject({
    kubernetesVersion: '1.32.6',
    nodeImages: { system: `${UBUNTU}-202508.20.0`, win: `${WINDOWS}-20348.4052.250813` },
  });
  expect(simulator.world.cluster('east-cluster').nodeImages).toEqual({ system: `${UBUNTU}-202508.06.0` });
});

it('brings every cluster the newest image that all regions have with Consistent, and names it in the status', async () => {
  const simulated = await updated({ ...NODE_IMAGES, nodeImageSelection: { type: 'Consistent' } });
  const { world } = simulated.simulator;
  expect(world.cluster('west-cluster').nodeImages['system']).toBe(`${UBUNTU}-202508.06.0`);
  expect(world.cluster('east-cluster').nodeImages['system']).toBe(`${UBUNTU}-202508.06.0`);
  const { status } = (await getRun(simulated)).properties ?? {};
  expect(status?.nodeImageSelection?.selectedNodeImageVersions).toEqual([
    { version: `${UBUNTU}-202508.06.0` },
    { version: `${WINDOWS}-20348.4052.250813` },
  ]);
});

it('keeps the images of Consistent over a restart though newer ones came meanwhile', async () => {
  const simulated = await simulate(TWO_REGIONS);
  const { world } = simulated.simulator;
  await startRun(simulated, stagesOf({ groups: ['all'] }), {
    ...NODE_IMAGES,
    nodeImageSelection: { type: 'Consistent' },
  });
  await simulated.clock.advance(MINUTE);
  await simulated.fleet.updateRuns.stop('rg-fleet', 'demo', 'run');
  world.setLatestNodeImage('eastus', UBUNTU, '202508.20.0');
  await simulated.clock.advance(HOUR);
  await simulated.fleet.updateRuns.start('rg-fleet', 'demo', 'run');
  await simulated.clock.advance(HOUR);
  expect(world.cluster('west-cluster').nodeImages['system']).toBe(`${UBUNTU}-202508.06.0`);
});

it('brings exactly the named images with Custom and leaves families without one alone', async () => {
  const customNodeImageVersions = [{ version: `${UBUNTU}-202508.01.0` }];
  const { simulator } = await updated({
    ...NODE_IMAGES,
    nodeImageSelection: { type: 'Custom', customNodeImageVersions },
  });
  expect(simulator.world.cluster('west-cluster').nodeImages).toEqual({
    system: `${UBUNTU}-202508.01.0`,
    win: `${WINDOWS}-20348.3807.250611`,
  });
});

it('parks a member whose region lacks the image, goes on with the others, and looks again each hour', async () => {
  const simulated = await simulate(TWO_REGIONS);
  await startRun(simulated, stagesOf({ groups: ['all'] }), {
    ...NODE_IMAGES,
    nodeImageSelection: { type: 'Custom', customNodeImageVersions: [{ version: `${UBUNTU}-202508.20.0` }] },
  });
  await simulated.clock.advance(30 * MINUTE);
  expect(await statesOfRun(simulated)).toBe(
    'run Pending, stage-1 Pending, all Pending, east Pending, west Completed',
  );
  const members = (await getRun(simulated)).properties?.status?.stages?.[0]?.groups?.[0]?.members;
  expect(members?.[0]?.status?.error).toMatchObject({
    code: 'NodeImageVersionNotAvailable',
    message: `target upgrade node image version "${UBUNTU}-202508.20.0" for agent pool system is not available in region "eastus" \n`,
  });
  simulated.simulator.world.setLatestNodeImage('eastus', UBUNTU, '202508.20.0');
  await simulated.clock.advance(29 * MINUTE);
  expect(await statesOfRun(simulated)).toMatch(/^run Pending/);
  await simulated.clock.advance(2 * MINUTE);
  expect(await statesOfRun(simulated)).toMatch(/^run Running, stage-1 Running, all Running, east Running/);
  await simulated.clock.advance(HOUR);
  expect(await statesOfRun(simulated)).toMatch(/^run Completed/);
});

it.each([
  ['1.33.2', '1.33.2'],
  ['1.33', '1.33.2'],
  ['v1.33.1', '1.33.1'],
])('upgrades control plane and node pools with Full to %s', async (kubernetesVersion, expected) => {
  const { simulator, aks } = await updated({
    upgrade: { type: 'Full', kubernetesVersion },
    nodeImageSelection: { type: 'Latest' },
  });
  expect(simulator.world.cluster('west-cluster').kubernetesVersion).toBe(expected);
  const pool = await aks.agentPools.get('rg-clusters', 'west-cluster', 'win');
  expect(pool.currentOrchestratorVersion).toBe(expected);
  expect(pool.nodeImageVersion).toBe(`${WINDOWS}-20348.4052.250813`);
});

it('leaves node pools alone with ControlPlaneOnly', async () => {
  const { simulator, aks } = await updated({
    upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.33.2' },
  });
  expect(simulator.world.cluster('west-cluster').kubernetesVersion).toBe('1.33.2');
  const pool = await aks.agentPools.get('rg-clusters', 'west-cluster', 'system');
  expect([pool.currentOrchestratorVersion, pool.nodeImageVersion]).toEqual([
    '1.32.6',
    `${UBUNTU}-202507.06.0`,
  ]);
});

it('updates node images with Full where Kubernetes is ahead already', async () => {
  const { simulator } = await updated({
    upgrade: { type: 'Full', kubernetesVersion: '1.31.8' },
    nodeImageSelection: { type: 'Latest' },
  });
  expect(simulator.world.cluster('east-cluster')).toMatchObject({
    kubernetesVersion: '1.32.6',
    nodeImages: { system: `${UBUNTU}-202508.06.0` },
  });
});

it('fails the member when a minor version would be skipped', async () => {
  const simulated = await updated({ upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.34.0' } });
  expect(await statesOfRun(simulated)).toMatch(/^run Failed, stage-1 Failed, all Failed, east Failed/);
});

it('parks members whose region does not offer the Kubernetes version', async () => {
  const simulated = await updated({ upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.33.9' } });
  expect(await statesOfRun(simulated)).toBe(
    'run Pending, stage-1 Pending, all Pending, east Pending, west Pending',
  );
});

it('shows a pool as upgrading its image while it does, and the versions only afterwards', async () => {
  const simulated = await simulate(TWO_REGIONS);
  await startRun(simulated, stagesOf({ groups: ['all'] }));
  await simulated.clock.advance(MINUTE);
  const during = await simulated.aks.managedClusters.get('rg-clusters', 'east-cluster');
  expect(during.provisioningState).toBe('Succeeded');
  expect(during.agentPoolProfiles?.[0]?.provisioningState).toBe('UpgradingNodeImageVersion');
  expect(during.agentPoolProfiles?.[0]?.nodeImageVersion).toBe(`${UBUNTU}-202507.06.0`);
  await simulated.clock.advance(15 * MINUTE);
  const afterwards = await simulated.aks.managedClusters.get('rg-clusters', 'east-cluster');
  expect(afterwards.provisioningState).toBe('Succeeded');
  expect(afterwards.agentPoolProfiles?.[0]?.nodeImageVersion).toBe(`${UBUNTU}-202508.06.0`);
});
