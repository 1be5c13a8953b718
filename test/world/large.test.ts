import { LARGE, updateAll } from '../support/largeRun.ts';
import { MemorySystem } from '../support/memorySystem.ts';

it('A run over 1,000 members in 50 groups in two fleets updates each cluster once, within the budget of reads', async () => {
  const system = MemorySystem.start({ seed: LARGE });
  try {
    await updateAll(system, LARGE);
    expect(system.upgraded()).toHaveLength(1_000);
  } finally {
    await system.close();
  }
}, 240_000);
