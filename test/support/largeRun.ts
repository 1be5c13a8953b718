import type { Seed } from '../../src/simulator/seed.ts';
import { largeFleets } from '../../src/simulator/seeds.ts';
import { ENDED, HOUR, MINUTE, NODE_IMAGES, type SpokenSystem } from './spokenSystem.ts';

const GROUPS = Array.from({ length: 50 }, (_, index) => ({
  name: `group-${String(index + 1).padStart(2, '0')}`,
}));

/** 1,000 members in 50 groups in two fleets. */
export const LARGE: Seed = largeFleets({
  fleets: 2,
  members: 1_000,
  groups: GROUPS.length,
  upgradeSeconds: 120,
});

/** Updates all members of the fleets in two stages, within the budget of what is asked for single runs and clusters. */
export async function updateAll(system: SpokenSystem, { fleets }: Seed): Promise<void> {
  const { length: members } = fleets.flatMap((fleet) => fleet.members);
  await system.ok('POST', '/api/runs', {
    name: 'large',
    stages: [
      { name: 'first', groups: GROUPS.slice(0, 10), afterStageWaitInSeconds: 600 },
      { name: 'rest', groups: GROUPS.slice(10) },
    ],
    managedClusterUpdate: { ...NODE_IMAGES, nodeImageSelection: { type: 'Consistent' } },
    start: true,
  });
  const run = await system.until('large', ENDED, 12 * HOUR, 10 * MINUTE);
  expect([run.state, run.counts]).toEqual(['Completed', { Completed: members }]);

  const { record, requests, world } = system.simulator;
  const updated = record.map(({ clusterResourceId }) => clusterResourceId.toLowerCase());
  expect([updated.length, new Set(updated).size]).toEqual([members, members]);
  expect(world.updateRuns()).toEqual([]);

  expect(requests.get('updateRuns.get') ?? 0).toBeLessThanOrEqual(3 * members);
  expect(requests.get('managedClusters.get') ?? 0).toBeLessThanOrEqual(members / 10);
}
