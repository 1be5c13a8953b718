import { z } from 'zod';
import { largeFleets } from '../../src/simulator/seeds.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, HOUR, MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

const runList = z.looseObject({
  value: z.array(z.looseObject({ name: z.string(), state: z.string(), createdBy: z.string() })),
});
const STAGES = [{ name: 'all', groups: [{ name: 'group-01' }] }];
const FROM_IT = { versionsFrom: { run: '{run}' } };
const CONTROL_PLANE = { upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.33' } };

let system: MemorySystem;
beforeEach(() => {
  system = MemorySystem.start({ seed: largeFleets({ fleets: 2, members: 6, groups: 1 }) });
});
afterEach(() => system.close());

const put = (name: string, body: object) =>
  system.call('PUT', `/api/triggers/${name}`, {
    kind: 'completion',
    managedClusterUpdate: NODE_IMAGES,
    ...body,
  });
const runsOf = async (trigger: string) =>
  runList
    .parse(await system.ok('GET', '/api/runs'))
    .value.filter(({ createdBy }) => createdBy === `trigger/${trigger}`);
const oneRunOf = async (trigger: string) => {
  const runs = await runsOf(trigger);
  expect(runs).toHaveLength(1);
  return runs[0]?.name ?? '';
};

/** Control planes of the first fleet, a day later its pools, then the second fleet with what was proven. */
async function chain(): Promise<void> {
  await system.ok('PUT', '/api/strategies/planes', { stages: STAGES });
  await system.ok('PUT', '/api/triggers/pools', {
    kind: 'completion',
    fleets: ['fleet-1'],
    managedClusterUpdate: { upgrade: { type: 'Full' }, nodeImageSelection: { type: 'Consistent' } },
    ...FROM_IT,
    completion: { strategy: 'planes', delayInSeconds: 24 * 3600 },
  });
  await system.ok('PUT', '/api/triggers/next-fleet', {
    kind: 'completion',
    fleets: ['fleet-2'],
    managedClusterUpdate: { upgrade: { type: 'Full' } },
    ...FROM_IT,
    completion: { trigger: 'pools' },
  });
}

/** While it is failed the link after it waits; the app dies at the moment at which it completes. */
async function failsThenCompletes(name: string, after: string): Promise<void> {
  await system.until(name, ['Failed'], 2 * DAY);
  await system.clock.advance(2 * HOUR);
  expect(await runsOf(after)).toEqual([]);
  await system.ok('POST', `/api/runs/${name}/start`);
  await system.until(name, ['Completed']);
  system.killAndStartAgain();
  await system.clock.advance(10 * MINUTE);
}

describe('A chain of control planes, pools and the next fleet', () => {
  it('goes on with the versions proven, after a failure and a death in each link, each link once', async () => {
    await chain();
    const { world } = system.simulator;
    world.failUpgrades('m-0001');
    const planes = { name: 'planes-1', strategy: 'planes', fleets: ['fleet-1'], start: true };
    await system.ok('POST', '/api/runs', { ...planes, managedClusterUpdate: CONTROL_PLANE });
    await failsThenCompletes('planes-1', 'pools');
    const pools = await oneRunOf('pools');
    expect(await system.run(pools)).toMatchObject({
      state: 'NotStarted',
      versionsFrom: { run: 'planes-1' },
      managedClusterUpdate: {
        upgrade: { type: 'Full', kubernetesVersion: '1.33.2' },
        nodeImageSelection: { type: 'Consistent' },
      },
    });
    world.failUpgrades('m-0002');
    world.failUpgrades('m-0004');
    await failsThenCompletes(pools, 'next-fleet');
    const next = await oneRunOf('next-fleet');
    const { selectedNodeImageVersions } = await system.run(pools);
    expect(selectedNodeImageVersions).toHaveLength(1);
    expect(await system.run(next)).toMatchObject({
      managedClusterUpdate: {
        upgrade: { type: 'Full', kubernetesVersion: '1.33.2' },
        nodeImageSelection: { type: 'Custom', customNodeImageVersions: selectedNodeImageVersions },
      },
    });
    await failsThenCompletes(next, 'nobody');
    await system.clock.advance(2 * DAY);
    for (const trigger of ['pools', 'next-fleet']) await oneRunOf(trigger);
  }, 60_000);
});

describe('A trigger of kind completion', () => {
  it('makes up for no run that ended before it was there or while it was paused', async () => {
    await system.ok('PUT', '/api/strategies/planes', { stages: STAGES });
    const run = async (name: string) => {
      await system.ok('POST', '/api/runs', {
        name,
        strategy: 'planes',
        fleets: ['fleet-1'],
        start: true,
        managedClusterUpdate: NODE_IMAGES,
      });
      await system.until(name, ['Completed', 'Skipped']);
      await system.clock.advance(2 * MINUTE);
    };
    const body = { completion: { strategy: 'planes', states: ['Completed', 'Skipped'] } };
    await run('before');
    await put('after', body);
    await system.clock.advance(5 * MINUTE);
    await put('after', { ...body, enabled: false });
    await run('paused');
    await put('after', body);
    await system.clock.advance(5 * MINUTE);
    expect(await runsOf('after')).toEqual([]);
    await run('now');
    expect(await runsOf('after')).toHaveLength(1);
  }, 30_000);

  it.each<[string, object, string, number]>([
    ['no strategy of that name', { completion: { strategy: 'none' } }, '/completion/strategy', 400],
    ['no trigger of that name', { completion: { trigger: 'none' } }, '/completion/trigger', 400],
    ['itself', { completion: { trigger: 'mine' } }, '/completion/trigger', 400],
    ['neither strategy nor trigger', { completion: {} }, '/completion/strategy', 400],
    ['both', { completion: { strategy: 'planes', trigger: 'pools' } }, '/completion/strategy', 400],
    ['no state', { completion: { trigger: 'pools', states: [] } }, '/completion/states', 400],
    [
      'a negative delay',
      { completion: { trigger: 'pools', delayInSeconds: -1 } },
      '/completion/delayInSeconds',
      400,
    ],
    [
      'versions of a run that failed',
      { ...FROM_IT, completion: { trigger: 'pools', states: ['Failed'] } },
      '/completion/states',
      400,
    ],
    [
      'versions of an unknown run',
      { versionsFrom: { run: 'none' }, completion: { trigger: 'pools' } },
      '/versionsFrom/run',
      400,
    ],
    [
      'both a version and versionsFrom',
      { ...FROM_IT, managedClusterUpdate: CONTROL_PLANE, completion: { trigger: 'pools' } },
      '/managedClusterUpdate/upgrade/kubernetesVersion',
      400,
    ],
  ])('is refused where it waits for %s, and the field named', async (_what, body, pointer, expected) => {
    await chain();
    const { status, body: problem } = await put('mine', body);
    expect([status, problem]).toMatchObject([expected, { errors: [{ pointer }] }]);
  });

  it('is refused where it closes a circle', async () => {
    await chain();
    const { status, body } = await put('pools', { completion: { trigger: 'next-fleet' } });
    expect([status, body]).toMatchObject([400, { errors: [{ pointer: '/completion/trigger' }] }]);
  });

  it('cannot be run by hand where its versions are those of the run that ends', async () => {
    await chain();
    expect((await system.call('POST', '/api/triggers/pools/run')).status).toBe(409);
  });
});
