import { MemorySystem } from '../support/memorySystem.ts';
import { mostAtOnce } from '../support/stories.ts';
import { DAY, ENDED, HOUR, memberStates, NODE_IMAGES } from '../support/spokenSystem.ts';

const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];

async function inLanes(
  maxConcurrency: string | undefined,
  test: (system: MemorySystem) => Promise<void>,
): Promise<void> {
  const system = MemorySystem.start({ unknowns: { membersFixed: 'never' } });
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({ all: ALL });
    const group = { name: 'all', ...(maxConcurrency !== undefined && { maxConcurrency }) };
    await system.ok('POST', '/api/runs', {
      name: 'run',
      stages: [{ name: 'only', groups: [group] }],
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    await test(system);
  } finally {
    await system.close();
  }
}

describe('A group with maxConcurrency', () => {
  it.each([
    ['1', 1],
    ['3', 3],
    ['50%', 2],
    ['100%', 5],
  ])('of %s updates so many members at once and each of them once', async (maxConcurrency, most) => {
    await inLanes(maxConcurrency, async (system) => {
      const run = await system.until('run', ENDED, DAY);
      expect(Object.values(memberStates(run))).toEqual(Array(5).fill('Completed'));
      expect(system.upgraded()).toEqual(ALL);
      expect(mostAtOnce(system)).toBe(most);
      expect(new Set(system.simulator.record.map(({ updateRun }) => updateRun)).size).toBe(5);
      expect(await system.world.app.locks.all()).toEqual([]);
    });
  });

  it('starts nothing more after a failure, and lets those finish that are running', async () => {
    await inLanes('3', async (system) => {
      system.simulator.world.failUpgrades('aks-eus-1');
      const run = await system.until('run', ENDED, DAY);
      expect(run.state).toBe('Failed');
      const states = Object.values(memberStates(run)).toSorted();
      expect(states).toEqual(['Completed', 'Completed', 'Failed', 'NotStarted', 'NotStarted']);
      expect(system.simulator.world.updateRuns()).toEqual([]);
    });
  });

  it('goes on in its other lanes while Azure refuses the acts of one', async () => {
    await inLanes('2', async (system) => {
      const { world, faults } = system.simulator;
      for (let steps = 0; world.updateRuns().length === 0 && steps < 60; steps += 1)
        await system.clock.advance(1000);
      const [first] = world.updateRuns();
      const path = `/updateRuns/${first?.name ?? ''}`;
      const forgive = faults.add({
        operation: 'updateRuns.start',
        path,
        effect: { kind: 'status', status: 409, code: 'OperationNotAllowed' },
      });
      await system.clock.advance(4 * HOUR);
      const run = await system.run('run');
      expect(Object.values(memberStates(run)).toSorted()).toEqual([
        ...Array<string>(4).fill('Completed'),
        'NotStarted',
      ]);
      expect(run.stages[0]?.groups[0]?.lastError).toMatchObject({ act: 'startFleetRun' });
      forgive();
      expect((await system.until('run', ENDED, DAY)).state).toBe('Completed');
      expect(system.upgraded()).toEqual(ALL);
    });
  });

  it('goes on in its other lanes while Azure does not answer about one', async () => {
    await inLanes('2', async (system) => {
      const { world, faults } = system.simulator;
      for (let steps = 0; world.updateRuns().length < 2 && steps < 60; steps += 1)
        await system.clock.advance(1000);
      const path = `/updateRuns/${world.updateRuns()[0]?.name ?? ''}`;
      const effect = { kind: 'status', status: 503 } as const;
      const forgive = faults.add({ operation: 'updateRuns.get', path, effect });
      await system.clock.advance(4 * HOUR);
      const states = Object.values(memberStates(await system.run('run')));
      expect(states.filter((state) => state === 'Completed')).toHaveLength(4);
      forgive();
      expect((await system.until('run', ENDED, DAY)).state).toBe('Completed');
      expect(system.upgraded()).toEqual(ALL);
    });
  });

  it.each(['0', '101%', 'some', ''])(
    'of %j is refused, and the answer names the field',
    async (maxConcurrency) => {
      await inLanes('1', async (system) => {
        const stages = [{ name: 'only', groups: [{ name: 'all', maxConcurrency }] }];
        for (const [method, path, body] of [
          ['PUT', '/api/strategies/lanes', { stages }],
          ['POST', '/api/runs', { name: 'other', stages, managedClusterUpdate: NODE_IMAGES }],
        ] as const) {
          const answer = await system.call(method, path, body);
          expect(answer.status).toBe(400);
          expect(JSON.stringify(answer.body)).toContain('/stages/0/groups/0/maxConcurrency');
        }
      });
    },
  );

  it('is kept by a strategy, and copied into the run made from it', async () => {
    await inLanes('1', async (system) => {
      const stages = [{ name: 'only', groups: [{ name: 'all', maxConcurrency: '40%' }] }];
      await system.ok('PUT', '/api/strategies/lanes', { stages });
      expect(await system.ok('GET', '/api/strategies/lanes')).toMatchObject({ stages });
      const body = { name: 'other', strategy: 'lanes', managedClusterUpdate: NODE_IMAGES, start: true };
      await system.ok('POST', '/api/runs', body);
      const { runs } = system.world.app;
      const started = await Promise.all((await runs.unfinished()).map((runId) => runs.get(runId)));
      expect(started.find((run) => run?.name === 'other')).toMatchObject({ stages });
    });
  });
});

it('A group without maxConcurrency is one Fleet run, as before', async () => {
  await inLanes(undefined, async (system) => {
    await system.until('run', ENDED, DAY);
    expect(mostAtOnce(system)).toBe(1);
    expect(new Set(system.simulator.record.map(({ updateRun }) => updateRun)).size).toBe(1);
  });
});
