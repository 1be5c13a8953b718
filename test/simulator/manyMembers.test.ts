import { largeFleets } from '../../src/simulator/seeds.ts';
import { closeSimulators, GROUP, HOUR, NODE_IMAGES, simulate } from './simulated.ts';

afterEach(closeSimulators);

it('updates 1,000 members in 50 groups of two fleets, no two of a group in a fleet at once', async () => {
  const { fleet, clock, simulator } = await simulate(largeFleets({ fleets: 2, members: 1000, groups: 50 }));
  const groups = Array.from({ length: 50 }, (_, index) => `group-${String(index + 1).padStart(2, '0')}`);
  for (const name of ['fleet-1', 'fleet-2']) {
    for (const group of groups) {
      const stages = [{ name: 'stage', groups: [{ name: group }] }];
      const properties = { strategy: { stages }, managedClusterUpdate: NODE_IMAGES };
      await fleet.updateRuns.createOrUpdate(GROUP, name, group, { properties });
      await fleet.updateRuns.start(GROUP, name, group);
    }
  }
  await clock.advance(3 * HOUR);
  expect(simulator.world.updateRuns().filter(({ state }) => state === 'Completed')).toHaveLength(100);
  expect(new Set(simulator.record.map(({ clusterResourceId }) => clusterResourceId)).size).toBe(1000);
  for (const upgrades of Map.groupBy(simulator.record, ({ updateRun }) => updateRun).values()) {
    expect(upgrades).toHaveLength(10);
    for (const [index, { endedAt = '' }] of upgrades.entries()) {
      expect(endedAt < (upgrades[index + 1]?.startedAt ?? '9')).toBe(true);
    }
  }
});
