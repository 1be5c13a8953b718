import { ENDED, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

it('a run that regroups and starts at once waits until AKS has taken note, and comes out right', async () => {
  const system = await TestSystem.start({ unknowns: { secondsUpdatingAfterMemberChange: 25 } });
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({ test: ['aks-neu-1'] });
    await system.ok('POST', '/api/runs', {
      name: 'at-once',
      start: true,
      managedClusterUpdate: NODE_IMAGES,
      stages: [{ name: 'first', groups: [{ name: 'test' }] }],
    });
    const run = await system.until('at-once', ENDED);
    expect([run.state, run.attempt, system.upgraded()]).toEqual(['Completed', 1, ['aks-neu-1']]);
  } finally {
    await system.close();
  }
}, 180_000);
