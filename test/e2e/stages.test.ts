import { ENDED, memberStates, NODE_IMAGES, TestSystem, TO_1_33 } from '../support/testSystem.ts';

// What stages, waits and node images do is shown in memory (test/world/stages); here that it is so on the real SDKs.
let system: TestSystem;
beforeEach(async () => {
  system = await TestSystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({
    test: ['aks-neu-1'],
    weu: ['aks-weu-1', 'aks-weu-2'],
    eus: ['aks-eus-1', 'aks-eus-2'],
  });
});
afterEach(async () => {
  await system.close();
});

it('A run of a strategy updates every member once, brings it to the planned versions, and leaves nothing behind', async () => {
  await system.ok('PUT', '/api/strategies/standard', {
    stages: [
      { name: 'test', groups: [{ name: 'test' }], afterStageWaitInSeconds: 600 },
      { name: 'production', groups: [{ name: 'weu' }, { name: 'eus' }] },
    ],
  });
  await system.ok('POST', '/api/runs', {
    name: 'all',
    strategy: 'standard',
    managedClusterUpdate: { ...TO_1_33, nodeImageSelection: { type: 'Consistent' } },
    start: true,
  });
  const run = await system.until('all', ENDED);
  expect([run.state, run.counts]).toEqual(['Completed', { Completed: 5 }]);
  expect(system.simulator.record).toHaveLength(5);
  for (const cluster of system.simulator.world.clusters()) {
    expect([cluster.kubernetesVersion, cluster.nodeImages['system']]).toEqual([
      '1.33.2',
      'AKSUbuntu-2204gen2containerd-202508.06.0',
    ]);
  }
  expect(system.simulator.world.updateRuns()).toEqual([]);
});

it('A run over a hundred stages goes through them with short histories', async () => {
  const many = Array.from({ length: 100 }, (_, index) => ({
    name: `stage-${index}`,
    groups: [{ name: index === 0 ? 'test' : index === 99 ? 'weu' : `empty-${index}` }],
  }));
  await system.ok('POST', '/api/runs', {
    name: 'many',
    stages: many,
    managedClusterUpdate: NODE_IMAGES,
    start: true,
  });
  const run = await system.until('many', ENDED);
  expect([run.state, memberStates(run)['aks-weu-1']]).toEqual(['Completed', 'Completed']);
  expect(system.system.host.largestHistory).toBeLessThan(500);
});
