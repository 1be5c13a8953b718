import fc from 'fast-check';
import { demoFleet } from '../../src/simulator/seeds.ts';
import type { Seed } from '../../src/simulator/seed.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, NODE_IMAGES } from '../support/spokenSystem.ts';

const RUNS = Number(process.env['SCHEDULES'] ?? 25);

interface Given {
  readonly members: readonly { readonly group: number; readonly seconds: number; readonly fails: boolean }[];
  readonly limit: number;
  readonly at: 'group' | 'stage' | 'run';
  readonly lanes: string;
  readonly killed: readonly number[];
}

const given: fc.Arbitrary<Given> = fc.record({
  members: fc.array(
    fc.record({ group: fc.nat({ max: 2 }), seconds: fc.integer({ min: 30, max: 900 }), fails: fc.boolean() }),
    { minLength: 4, maxLength: 16 },
  ),
  limit: fc.nat({ max: 3 }),
  at: fc.constantFrom('group' as const, 'stage' as const, 'run' as const),
  lanes: fc.constantFrom('2', '4', '100%'),
  killed: fc.array(fc.nat({ max: 30 }), { maxLength: 2 }),
});

function seedOf(members: Given['members']): Seed {
  const [fleet] = demoFleet.fleets;
  const cluster = fleet?.members[0]?.cluster;
  if (!fleet || !cluster) throw new Error('The demo fleet is empty.');
  const seeded = members.map(({ group, seconds }, index) => {
    const name = `m-${index}`;
    return { name, group: `g-${group}`, cluster: { ...cluster, name, upgradeSeconds: seconds } };
  });
  return { ...demoFleet, fleets: [{ ...fleet, members: seeded }] };
}

/** Failures beyond a limit and one, by scope, once the attempt has ended. */
async function played({ members, limit, at, lanes, killed }: Given): Promise<readonly string[]> {
  const system = MemorySystem.start({ seed: seedOf(members), unknowns: { membersFixed: 'never' } });
  try {
    members.forEach(({ fails }, index) => fails && system.simulator.world.failUpgrades(`m-${index}`));
    await system.ok('GET', '/api/members?refresh=true');
    const said = { maxAllowedFailures: String(limit) };
    const groups = [0, 1, 2].map((group) => ({
      name: `g-${group}`,
      maxConcurrency: lanes,
      ...(at === 'group' && said),
    }));
    await system.ok('POST', '/api/runs', {
      name: 'run',
      stages: [{ name: 'only', groups, ...(at === 'stage' && said) }],
      policy: { budgetMode: 'Strict', ...(at === 'run' && said) },
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    for (const minutes of killed.toSorted((one, other) => one - other)) {
      await system.clock.advance(minutes * 20_000);
      system.killAndStartAgain();
      await system.clock.advance(1000);
    }
    const run = await system.until('run', ENDED, 3 * DAY, 120_000);
    const failed = run.stages.map((stage) =>
      stage.groups.map((group) => group.members.filter(({ state }) => state === 'Failed').length),
    );
    const counts = at === 'group' ? failed.flat() : [failed.flat().reduce((sum, count) => sum + count, 0)];
    const left = await system.world.app.places.all();
    return [
      ...counts.filter((count) => count > limit + 1).map((count) => `${count} failed; ${limit} may.`),
      ...left.map(({ scope }) => `A place of ${scope} is left.`),
      ...(run.state === 'Completed' && counts.some((count) => count > limit)
        ? ['It should have failed.']
        : []),
      ...(run.state === 'Failed' && counts.every((count) => count <= limit)
        ? ['It should not have failed.']
        : []),
    ];
  } finally {
    await system.close();
  }
}

it('Strict limits are passed by one at most, whatever fails at once and whoever dies', async () => {
  const property = fc.asyncProperty(given, async (each) => {
    expect(await played(each)).toEqual([]);
  });
  await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
}, 3_600_000);

it('Without a bound of its own a strict run says who has to wait for whom', async () => {
  const members = [0, 1, 2, 3].map(() => ({ group: 0, seconds: 600, fails: false }));
  const system = MemorySystem.start({ seed: seedOf(members) });
  try {
    await system.ok('GET', '/api/members?refresh=true');
    const groups = [{ name: 'g-0', maxConcurrency: '4' }];
    await system.ok('POST', '/api/runs', {
      name: 'run',
      stages: [{ name: 'only', groups, maxAllowedFailures: '1' }],
      policy: { budgetMode: 'Strict' },
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    const running = (names: readonly { readonly state: string }[]) =>
      names.filter(({ state }) => state === 'Running').length;
    const run = await system.untilRun(
      'run',
      ({ stages: [only] }) => running(only?.groups[0]?.members ?? []) === 2,
      DAY,
    );
    expect(run.policy).toEqual({ budgetMode: 'Strict' });
    expect((await system.until('run', ENDED, DAY)).state).toBe('Completed');
  } finally {
    await system.close();
  }
});
