import { fleetRunName } from '../../src/domain/names.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

it('A Fleet run whose creation reaches Fleet after its slice was closed is deleted when the attempt ends', async () => {
  const system = MemorySystem.start();
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({ test: ['aks-neu-1'], eu: ['aks-weu-1'] });
    const stages = ['test', 'eu'].map((name) => ({ name, groups: [{ name }] }));
    await system.ok('POST', '/api/runs', {
      name: 'run',
      stages,
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    const { app } = system.world;
    for (let steps = 0; steps < 60; steps += 1) {
      if ((await system.run('run')).stages[0]?.state === 'Completed') break;
      await system.clock.advance(MINUTE);
    }
    const [runId = ''] = await app.runs.unfinished();
    const place = { runName: 'run', runId, stage: 0, group: 0, fleet: 'demo', attempt: 1 };
    const name = fleetRunName({ ...place, slice: 0 });
    const managedClusterUpdate = { upgrade: { type: 'NodeImageOnly' as const } };
    await app.fleets.createFleetRun('demo', name, { managedClusterUpdate, group: 'test' });
    expect(system.simulator.world.updateRuns().map((run) => run.name)).toContain(name);
    await system.until('run', ENDED, DAY);
    await system.clock.advance(MINUTE);
    expect(system.simulator.world.updateRuns()).toEqual([]);
    expect(await app.leftFleetRuns.list()).toEqual([]);
  } finally {
    await system.close();
  }
});
