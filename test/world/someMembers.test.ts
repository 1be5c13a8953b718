import { MemorySystem } from '../support/memorySystem.ts';
import { ENDED, memberStates, NODE_IMAGES } from '../support/spokenSystem.ts';

async function withSystem(test: (system: MemorySystem) => Promise<void>): Promise<void> {
  const system = MemorySystem.start();
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await test(system);
  } finally {
    await system.close();
  }
}

describe('A run for some members only', () => {
  it('updates these, and skips the others of their group with the reason', async () => {
    await withSystem(async (system) => {
      const members = ['aks-neu-1', 'aks-weu-2'].map((name) => ({ fleet: 'demo', name }));
      await system.ok('POST', '/api/runs', {
        name: 'some',
        members,
        managedClusterUpdate: NODE_IMAGES,
        start: true,
      });
      const run = await system.until('some', ENDED);
      expect(memberStates(run)).toEqual({
        'aks-neu-1': 'Completed',
        'aks-weu-2': 'Completed',
        'aks-weu-1': 'Skipped',
        'aks-eus-1': 'Skipped',
        'aks-eus-2': 'Skipped',
      });
      expect(run).toMatchObject({ state: 'Completed', members });
      expect(run).not.toHaveProperty('leftOutCount');
      expect(JSON.stringify(run)).toContain('Left out of the run, which is for other members only.');
    });
  });

  it.each([
    ['of a fleet that it is not for', [{ fleet: 'other', name: 'aks-neu-1' }], '/members/0/fleet'],
    ['that its fleet does not have', [{ fleet: 'demo', name: 'nobody' }], '/members/0/name'],
    ['in a list of none', [], '/members'],
  ])('%s is refused, and the field is named', async (_what, members, pointer) => {
    await withSystem(async (system) => {
      const answer = await system.call('POST', '/api/plan', { members, managedClusterUpdate: NODE_IMAGES });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
    });
  });
});
