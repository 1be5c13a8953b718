import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, HOUR, NODE_IMAGES } from '../support/spokenSystem.ts';

/** One is enough: each costs as much again. */
const ALL = ['aks-weu-1'];
/** The clock begins at eight. */
const noon = { type: 'ScheduledStart', name: 'noon', notBefore: '2026-03-02T12:00:00Z' };

async function withSystem(test: (system: MemorySystem) => Promise<void>): Promise<void> {
  const system = MemorySystem.start();
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({ all: ALL });
    await test(system);
  } finally {
    await system.close();
  }
}

async function createRun(system: MemorySystem, stage: object, group: object = {}): Promise<void> {
  await system.ok('POST', '/api/runs', {
    name: 'run',
    stages: [{ name: 'only', groups: [{ name: 'all', ...group }], ...stage }],
    managedClusterUpdate: NODE_IMAGES,
    start: true,
  });
}

const starts = ({ simulator: { record } }: MemorySystem) =>
  record.map(({ startedAt }) => startedAt).toSorted();

describe.each([
  ['a stage', { beforeGates: [noon] }, {}],
  ['a group', {}, { beforeGates: [noon] }],
])('A scheduled start before %s', (_, stage, group) => {
  it('holds it without a lock, says so, and opens by itself', async () => {
    await withSystem(async (system) => {
      await createRun(system, stage, group);
      await system.clock.advance(HOUR);
      const run = await system.run('run');
      expect(run.state).toBe('Pending');
      expect(run.waiting).toMatchObject({ reason: 'Gate', until: '2026-03-02T12:00:00.000Z' });
      expect(system.simulator.world.updateRuns()).toEqual([]);
      expect(await system.world.app.locks.all()).toEqual([]);
      const end = await system.until('run', ENDED, DAY);
      expect(end.state).toBe('Completed');
      expect(system.upgraded()).toEqual(ALL);
      const [first = ''] = starts(system);
      expect(first >= '2026-03-02T12:00' && first < '2026-03-02T12:05').toBe(true);
    });
  });

  it('is interrupted by a stop, and begins afresh with the next start', async () => {
    await withSystem(async (system) => {
      await createRun(system, stage, group);
      await system.clock.advance(HOUR);
      await system.ok('POST', '/api/runs/run/stop');
      const stopped = await system.until('run', ENDED, HOUR);
      expect(stopped.state).toBe('Stopped');
      const [first] = stopped.stages;
      const [gate] = [...(first?.beforeGates ?? []), ...(first?.groups[0]?.beforeGates ?? [])];
      expect(gate).toMatchObject({ name: 'noon', state: 'NotStarted', timing: 'Before' });
      expect(starts(system)).toEqual([]);
      await system.ok('POST', '/api/runs/run/start');
      expect((await system.until('run', ENDED, DAY)).state).toBe('Completed');
      expect(system.upgraded()).toEqual(ALL);
    });
  });

  it('holds nothing up when everything behind it is skipped', async () => {
    await withSystem(async (system) => {
      await createRun(system, stage, group);
      await system.clock.advance(HOUR);
      await system.ok('POST', '/api/runs/run/skip', { targets: [{ type: 'Group', name: 'all' }] });
      const end = await system.until('run', ENDED, HOUR);
      expect(end.state).toBe('Skipped');
      const types = (
        await system.world.app.runs.events((await system.world.app.runs.findByName('run'))?.runId ?? '')
      ).filter(({ type }) => type === 'GateStateChanged');
      expect(types.map(({ to }) => to)).toEqual(['Pending', 'Skipped']);
    });
  });
});
