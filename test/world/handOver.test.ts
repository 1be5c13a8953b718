import { z } from 'zod';
import { largeFleets } from '../../src/simulator/seeds.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED } from '../support/spokenSystem.ts';

const STAGES = 21;
const USUAL_SECONDS = 840;
const names = Array.from({ length: STAGES }, (_, index) => String(index + 1).padStart(2, '0'));

const runSchema = z.looseObject({
  stages: z.array(
    z.looseObject({
      groups: z.array(
        z.looseObject({
          members: z.array(z.looseObject({ startTime: z.string(), completedTime: z.string() })),
        }),
      ),
    }),
  ),
});

/** The same for every run of this test: evenly over a quarter less and a quarter more. */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return USUAL_SECONDS * (0.75 + 0.5 * (state / 2_147_483_648));
  };
}

const to = (kubernetesVersion: string) => ({
  managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion } },
});
const groups = names.map((name) => ({ name: `group-${name}` }));
const TOGETHER = { stages: [{ name: 'all', groups }], ...to('1.33.1') };
const ONE_AFTER_ANOTHER = {
  stages: groups.map((group) => ({ name: group.name, groups: [group] })),
  ...to('1.33.2'),
};

let system: MemorySystem;
afterEach(async () => {
  await system.close();
});

it('from stage to stage it takes 25 seconds at most, p95, with no more than 2.5 reads of Fleet Manager a minute', async () => {
  const seed = largeFleets({ fleets: 1, members: STAGES, groups: STAGES });
  system = MemorySystem.start({ seed }, { INVENTORY_MAX_AGE_MINUTES: '1440' });
  await system.ok('GET', '/api/members?refresh=true');
  const seconds = drawn(7);
  const draw = () =>
    names.forEach((name) => system.simulator.world.setUpgradeSeconds(`m-00${name}`, seconds()));
  draw();
  await system.ok('POST', '/api/runs', { name: 'earlier', ...TOGETHER, start: true });
  await system.until('earlier', ENDED, DAY);
  draw();
  const readsBefore = reads();
  await system.ok('POST', '/api/runs', { name: 'run', ...ONE_AFTER_ANOTHER, start: true });
  const run = await system.until('run', ENDED, DAY);
  const members = runSchema
    .parse(run)
    .stages.flatMap(({ groups }) => groups.flatMap((group) => group.members));
  const handOvers = members
    .slice(1)
    .map(({ startTime }, index) => Date.parse(startTime) - Date.parse(members[index]?.completedTime ?? ''))
    .toSorted((one, other) => one - other);
  const minutes =
    (Date.parse(members.at(-1)?.completedTime ?? '') - Date.parse(members[0]?.startTime ?? '')) / 60_000;
  expect((handOvers[Math.ceil(handOvers.length * 0.95) - 1] ?? Infinity) / 1000).toBeLessThanOrEqual(25);
  expect((reads() - readsBefore) / minutes).toBeLessThanOrEqual(2.5);
});

/** Reads of Azure, whatever they ask. */
function reads(): number {
  const isRead = (operation: string) => operation.endsWith('.list') || operation.endsWith('.get');
  return [...system.simulator.requests].reduce(
    (sum, [operation, count]) => sum + (isRead(operation) ? count : 0),
    0,
  );
}
