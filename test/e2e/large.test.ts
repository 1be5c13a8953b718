import { largeFleets } from '../../src/simulator/seeds.ts';
import { ENDED, HOUR, MINUTE, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const MEMBERS = 1_000;
const GROUPS = 50;

let system: TestSystem;

beforeAll(async () => {
  system = await TestSystem.start({
    seed: largeFleets({ fleets: 2, members: MEMBERS, groups: GROUPS, upgradeSeconds: 120 }),
  });
}, 120_000);
afterAll(async () => {
  await system.close();
});

describe('A run over 1,000 members in 50 groups in two fleets', () => {
  it('updates each cluster once, within the budget of reads and with short histories', async () => {
    const groups = Array.from({ length: GROUPS }, (_, index) => ({
      name: `group-${String(index + 1).padStart(2, '0')}`,
    }));
    await system.ok('POST', '/api/runs', {
      name: 'large',
      stages: [
        { name: 'first', groups: groups.slice(0, 10), afterStageWaitInSeconds: 600 },
        { name: 'rest', groups: groups.slice(10) },
      ],
      managedClusterUpdate: { ...NODE_IMAGES, nodeImageSelection: { type: 'Consistent' } },
      start: true,
    });
    const begun = system.clock.now();
    const run = await system.until('large', ENDED, 12 * HOUR, 10 * MINUTE);
    expect([run.state, run.counts]).toEqual(['Completed', { Completed: MEMBERS }]);

    const record = system.simulator.record;
    expect(record).toHaveLength(MEMBERS);
    expect(new Set(record.map(({ clusterResourceId }) => clusterResourceId.toLowerCase())).size).toBe(
      MEMBERS,
    );
    expect(system.simulator.world.updateRuns()).toEqual([]);
    expect(system.system.host.largestHistory).toBeLessThan(500);

    const reads = (operation: string) => system.simulator.requests.get(operation) ?? 0;
    const fiveSeconds = (system.clock.now() - begun) / 5_000;
    expect(reads('updateRuns.get')).toBeLessThanOrEqual(3 * MEMBERS);
    expect(reads('updateRuns.list')).toBeLessThanOrEqual(2 * fiveSeconds);
    expect(reads('managedClusters.get')).toBeLessThanOrEqual(MEMBERS / 10);
  }, 240_000);
});
