import { ENDED, HOUR, memberStates, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

/** Every command is tried in memory (test/world/commands); here once through all of them on the real SDKs. */
it('A run with a skip, a stop, another start and a wait that is cut short ends as its commands said, and is deleted', async () => {
  const system = await TestSystem.start();
  const command = (name: string, body?: unknown) => system.call('POST', `/api/runs/run/${name}`, body);
  const skip = (type: string, name: string) => command('skip', { targets: [{ type, name }] });
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({ test: ['aks-neu-1', 'aks-weu-1'], weu: ['aks-weu-2'], eus: ['aks-eus-2'] });
    const stages = [
      { name: 'test', groups: [{ name: 'test' }], afterStageWaitInSeconds: 7200 },
      { name: 'production', groups: [{ name: 'weu' }, { name: 'eus' }] },
    ];
    await system.ok('POST', '/api/runs', { name: 'run', stages, managedClusterUpdate: NODE_IMAGES });
    expect((await skip('Group', 'weu')).status).toBe(202);
    const starts = await Promise.all([command('start'), command('start')]);
    expect(starts.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    await system.untilRun('run', (run) => memberStates(run)['aks-neu-1'] === 'Running');
    expect((await skip('Member', 'aks-neu-1')).status).toBe(409);
    expect((await system.call('DELETE', '/api/runs/run')).status).toBe(409);
    expect((await command('stop')).status).toBe(202);
    const stopped = await system.until('run', ENDED);
    expect([stopped.state, memberStates(stopped)['aks-weu-1']]).toEqual(['Stopped', 'NotStarted']);
    expect((await command('start')).status).toBe(202);
    await system.untilRun('run', (run) => run.stages[0]?.afterStageWait?.state === 'Running');
    expect((await skip('AfterStageWait', 'test')).status).toBe(202);
    expect((await system.until('run', ENDED, 2 * HOUR)).state).toBe('Completed');
    expect(system.upgraded()).toEqual(['aks-eus-2', 'aks-neu-1', 'aks-weu-1']);
    expect((await system.call('DELETE', '/api/runs/run')).status).toBe(204);
    expect((await system.call('GET', '/api/runs/run')).status).toBe(404);
  } finally {
    await system.close();
  }
});
