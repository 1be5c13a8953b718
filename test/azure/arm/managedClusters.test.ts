import { clusterId } from '../../../src/simulator/seed.ts';
import { demoFleet, largeFleets } from '../../../src/simulator/seeds.ts';
import { endSimulatedArms, simulatedArm } from './simulatedArm.ts';

const [FLEET] = demoFleet.fleets;
const subscriptionId = FLEET?.subscriptionId ?? '';
const idOf = (name: string) => clusterId({ subscriptionId, resourceGroup: 'rg-westeurope', name });
const forbidden = { kind: 'status', status: 403, code: 'AuthorizationFailed' } as const;

afterEach(endSimulatedArms);

it('lists the clusters of a subscription over all pages, with what the plan needs', async () => {
  const { clusters, simulator } = await simulatedArm(demoFleet, { pageSize: 2 });
  const listed = await clusters.listClusters(subscriptionId);
  if (listed === 'NoAccess') throw new Error('The list may be read.');
  expect(simulator.requests.get('managedClusters.list')).toBe(3);
  expect(listed).toHaveLength(5);
  expect(listed.find(({ id }) => id.endsWith('/aks-weu-1'))).toMatchObject({
    location: 'westeurope',
    kubernetesVersion: '1.32.6',
    provisioningState: 'Succeeded',
    powerState: 'Running',
    nodePools: [
      {
        name: 'system',
        mode: 'System',
        osType: 'Linux',
        osSku: 'Ubuntu',
        count: 3,
        kubernetesVersion: '1.32.6',
        nodeImageVersion: 'AKSUbuntu-2204gen2containerd-202507.21.0',
        provisioningState: 'Succeeded',
      },
      { name: 'win22', mode: 'User', osType: 'Windows' },
    ],
  });
});

it('lists a thousand clusters', async () => {
  const { clusters } = await simulatedArm(largeFleets({ fleets: 1, members: 1000, groups: 0 }));
  expect(await clusters.listClusters(subscriptionId)).toHaveLength(1000);
});

it('reads one cluster, whatever the spelling of its id', async () => {
  const { clusters, simulator } = await simulatedArm(demoFleet);
  simulator.world.setPower('aks-weu-1', 'Stopped');
  const cluster = await clusters.getCluster(idOf('AKS-WEU-1').toUpperCase());
  expect(cluster).toMatchObject({ location: 'westeurope', powerState: 'Stopped' });
});

it('tells a cluster that is gone from one that may not be read', async () => {
  const { clusters, simulator } = await simulatedArm(demoFleet);
  expect(await clusters.getCluster(idOf('nobody'))).toBe('NotFound');
  simulator.faults.add({ operation: 'managedClusters.*', effect: forbidden });
  expect(await clusters.getCluster(idOf('aks-weu-1'))).toBe('NoAccess');
  expect(await clusters.listClusters(subscriptionId)).toBe('NoAccess');
});

it('knows the newest image of a pool’s family in its region', async () => {
  const { clusters } = await simulatedArm(demoFleet);
  expect(await clusters.latestNodeImage(idOf('aks-weu-1'), 'system')).toBe(
    'AKSUbuntu-2204gen2containerd-202508.20.0',
  );
  expect(await clusters.latestNodeImage(idOf('aks-weu-1'), 'win22')).toBe(
    'AKSWindows-2022-containerd-20348.4052.250813',
  );
  expect(await clusters.latestNodeImage(idOf('aks-weu-1'), 'nobody')).toBeUndefined();
});

it('asks AKS nothing about a cluster of Azure Arc, which may have the name of one of AKS', async () => {
  const { clusters, simulator } = await simulatedArm(demoFleet);
  const arc = idOf('aks-weu-1').replace(
    'Microsoft.ContainerService/managedClusters',
    'Microsoft.Kubernetes/connectedClusters',
  );
  expect(await clusters.getCluster(arc)).toBe('NotAks');
  expect(simulator.requests.size).toBe(0);
});

it('knows which versions a region offers, to whom and where they lead', async () => {
  const [first] = demoFleet.fleets;
  const { westeurope } = demoFleet.regions;
  if (!first || !westeurope) throw new Error('The demo has a fleet in westeurope.');
  const regions = { ...demoFleet.regions, westeurope: { ...westeurope, longTermSupportOnly: ['1.31'] } };
  const { clusters, simulator } = await simulatedArm({ ...demoFleet, regions });
  const offered = await clusters.offeredVersions(subscriptionId, 'westeurope');
  expect(offered).toContainEqual({
    version: '1.31.10',
    supportPlans: ['AKSLongTermSupport'],
    upgrades: ['1.32.5', '1.32.6'],
  });
  expect(offered.find(({ version }) => version === '1.33.2')?.supportPlans).toContain('KubernetesOfficial');
  await clusters.offeredVersions(subscriptionId.toUpperCase(), 'WestEurope');
  expect(simulator.requests.get('kubernetesVersions.list')).toBe(1);
});
