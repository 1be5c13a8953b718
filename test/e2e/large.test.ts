import type { Seed } from '../../src/simulator/seed.ts';
import { LARGE, updateAll } from '../support/largeRun.ts';
import { TestSystem } from '../support/testSystem.ts';

const FULL = ['group-01', 'group-50'];

/**
 * The same 50 groups as in memory (test/world/large), two of them with all of their 20 members, the others with two:
 * no orchestration has more to do than among 1,000 members.
 */
function fewer(): Seed {
  const kept = new Map<string, number>();
  const isKept = (group: string) => {
    const count = (kept.get(group) ?? 0) + 1;
    kept.set(group, count);
    return FULL.includes(group) || count <= 2;
  };
  return {
    ...LARGE,
    fleets: LARGE.fleets.map((fleet) => ({
      ...fleet,
      members: fleet.members.filter(({ group = '' }) => isKept(group)),
    })),
  };
}

it('A run over 50 groups in two fleets updates each cluster once, within the budget of reads and with short histories', async () => {
  const seed = fewer();
  const system = await TestSystem.start({ seed });
  try {
    const begun = system.clock.now();
    await updateAll(system, seed);
    // All groups of a fleet share a list of its runs (which in memory they do not).
    const fiveSeconds = (system.clock.now() - begun) / 5_000;
    expect(system.simulator.requests.get('updateRuns.list') ?? 0).toBeLessThanOrEqual(2 * fiveSeconds);
    expect(system.system.host.largestHistory).toBeLessThan(500);
  } finally {
    await system.close();
  }
}, 240_000);
