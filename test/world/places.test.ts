import { MemorySystem } from '../support/memorySystem.ts';
import { mostAtOnce } from '../support/stories.ts';
import { DAY, ENDED, memberStates, MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];
const GROUPS = { east: ALL.slice(0, 2), west: ALL.slice(2) };

interface Bounds {
  readonly run?: string;
  readonly stage?: string;
  readonly fleet?: string;
  readonly lanes?: string;
}

async function bounded(
  { run, stage, fleet, lanes = '3' }: Bounds,
  test: (system: MemorySystem) => Promise<void>,
): Promise<void> {
  const settings = fleet === undefined ? {} : { MAX_CONCURRENT_UPDATES: fleet };
  const system = MemorySystem.start({ unknowns: { membersFixed: 'never' } }, settings);
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign(GROUPS);
    const groups = Object.keys(GROUPS).map((name) => ({ name, maxConcurrency: lanes }));
    await system.ok('POST', '/api/runs', {
      name: 'run',
      stages: [{ name: 'only', groups, ...(stage !== undefined && { maxConcurrency: stage }) }],
      ...(run !== undefined && { policy: { maxConcurrency: run } }),
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    await test(system);
  } finally {
    await system.close();
  }
}

describe('Members of all groups of a stage update at once', () => {
  it.each<[string, Bounds, number]>([
    ['as many as their lanes together without a bound', {}, 5],
    ['one with one place', { stage: '1' }, 1],
    ['so many as the stage has places', { stage: '3' }, 3],
    ['a share of all members of the stage, rounded down', { stage: '50%' }, 2],
    ['one at least, however small the share', { stage: '1%' }, 1],
    ['so many as the run may', { run: '40%' }, 2],
    ['the fewer of run and stage', { run: '1', stage: '2' }, 1],
    ['the fewer of stage and run', { run: '3', stage: '2' }, 2],
    ['so many as the fleet may', { fleet: '2' }, 2],
    ['the fewer of fleet and stage', { fleet: '3', stage: '2' }, 2],
    ['the fewer of stage and fleet', { fleet: '1', stage: '4' }, 1],
    ['no more than lanes, where places are plenty', { stage: '5', lanes: '1' }, 2],
  ])('%s', async (_, bounds, most) => {
    await bounded(bounds, async (system) => {
      const run = await system.until('run', ENDED, DAY);
      expect(Object.values(memberStates(run))).toEqual(Array(5).fill('Completed'));
      expect(system.upgraded().toSorted()).toEqual(ALL);
      expect(mostAtOnce(system)).toBe(most);
      expect(await system.world.app.places.all()).toEqual([]);
      expect(await system.world.app.locks.all()).toEqual([]);
    });
  });
});

it('A place that was taken late, for a run that is gone, is given back by reconcile', async () => {
  await bounded({ stage: '1' }, async (system) => {
    await system.until('run', ENDED, DAY);
    const { app } = system.world;
    const bound = { scope: 'fleet|demo', limit: 1, words: 'fleet demo' };
    const late = {
      runId: 'gone',
      planId: 'p',
      attempt: 1,
      stage: 0,
      group: 0,
      fleetRun: 'over',
      taking: 3,
      since: app.now(),
    };
    await app.places.take([bound], late);
    expect(await app.places.all()).toHaveLength(1);
    await system.clock.advance(16 * MINUTE);
    expect(await app.places.all()).toEqual([]);
  });
});
