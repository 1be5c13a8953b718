import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, memberStates, TO_1_33 } from '../support/spokenSystem.ts';

it('In memory a run goes through its stages and waits to its end, each cluster updated once', async () => {
  const system = MemorySystem.start();
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({
      test: ['aks-neu-1'],
      eu: ['aks-weu-1', 'aks-weu-2'],
      us: ['aks-eus-1', 'aks-eus-2'],
    });
    const stages = [
      { name: 'test', groups: [{ name: 'test' }], afterStageWaitInSeconds: 3600 },
      { name: 'prod', groups: [{ name: 'eu' }, { name: 'us' }] },
    ];
    await system.ok('POST', '/api/runs', { name: 'run', stages, managedClusterUpdate: TO_1_33, start: true });
    const run = await system.until('run', ENDED, DAY);
    expect(Object.values(memberStates(run))).toEqual(Array(5).fill('Completed'));
    expect(system.upgraded()).toEqual(['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2']);
    const [test, ...prod] = system.simulator.record;
    const waited = prod.map(({ startedAt }) => Date.parse(startedAt) - Date.parse(test?.endedAt ?? ''));
    expect(Math.min(...waited)).toBeGreaterThanOrEqual(3_600_000);
  } finally {
    await system.close();
  }
});
