import { createClusterGateway } from '../../../src/azure/arm/managedClusters.ts';
import { ArmServer } from './armServer.ts';

const CLUSTER = '/subscriptions/s1/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/c1';

let arm: ArmServer;
beforeAll(async () => {
  arm = await ArmServer.start();
});
afterAll(() => arm.close());

const poolAs = async (properties: object) => {
  const agentPoolProfiles = [{ name: 'p', mode: 'User', osType: 'Linux', ...properties }];
  const body = { id: CLUSTER, name: 'c1', location: 'westeurope', properties: { agentPoolProfiles } };
  arm.answer({ status: 200, body });
  const cluster = await createClusterGateway(arm.connection()).getCluster(CLUSTER);
  return typeof cluster === 'object' ? cluster.nodePools[0] : undefined;
};

it.each<[string, object, number]>([
  ['a scale set', { type: 'VirtualMachineScaleSets', count: 3 }, 3],
  [
    'machines, by those there are of each size',
    {
      type: 'VirtualMachines',
      virtualMachinesProfile: { scale: { manual: [{ size: 'a', count: 9 }] } },
      virtualMachineNodesStatus: [
        { size: 'a', count: 2 },
        { size: 'b', count: 1 },
      ],
    },
    3,
  ],
  [
    'machines, by those asked for where none are told',
    {
      type: 'VirtualMachines',
      virtualMachinesProfile: { scale: { manual: [{ size: 'a', count: 2 }, { count: 4 }] } },
    },
    6,
  ],
  ['machines of which nothing is told', { type: 'VirtualMachines', virtualMachinesProfile: {} }, 0],
])('the nodes of a pool of %s are counted', async (_what, properties, count) => {
  expect(await poolAs(properties)).toMatchObject({ count });
});

it.each([
  ['leaves it out', {}],
  ['tells an empty one', { nodeImageVersion: '' }],
])('a node image that AKS does not tell is unknown: it %s', async (_what, properties) => {
  const pool = await poolAs({ type: 'AvailabilitySet', count: 3, ...properties });
  expect(pool).toMatchObject({ type: 'AvailabilitySet', count: 3 });
  expect(pool).not.toHaveProperty('nodeImageVersion');
});
