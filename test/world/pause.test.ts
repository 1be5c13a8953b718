import { MemorySystem } from '../support/memorySystem.ts';
import {
  DAY,
  ENDED,
  HOUR,
  memberStates,
  MINUTE,
  NODE_IMAGES,
  type RunAnswer,
} from '../support/spokenSystem.ts';

const OTHERS = ['aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];
/** The one that would be first. */
const LATE = 'aks-eus-1';

/** A run of one member at a time, the first of which has a window that is closed for 18 hours. */
async function withClosedWindow(test: (system: MemorySystem) => Promise<void>): Promise<void> {
  const system = MemorySystem.start();
  try {
    for (const name of ['aksManagedAutoUpgradeSchedule', 'aksManagedNodeOSUpgradeSchedule'])
      system.simulator.world.setMaintenanceWindow(LATE, name, {
        schedule: { daily: { intervalDays: 1 } },
        durationHours: 4,
        utcOffset: '+00:00',
        startDate: '2026-01-01',
        startTime: '02:00',
      });
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({ all: [LATE, ...OTHERS] });
    await system.ok('POST', '/api/runs', {
      name: 'run',
      stages: [{ name: 'only', groups: [{ name: 'all', maxConcurrency: '1' }] }],
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    await system.untilRun('run', othersAreDone, 8 * HOUR);
    await system.clock.advance(5 * MINUTE);
    await test(system);
  } finally {
    await system.close();
  }
}

const othersAreDone = (run: RunAnswer) => OTHERS.every((name) => memberStates(run)[name] === 'Completed');

describe('A member whose maintenance window is closed', () => {
  it('holds up nobody, and waits without lane and lock until it opens', async () => {
    await withClosedWindow(async (system) => {
      const run = await system.run('run');
      expect(memberStates(run)[LATE]).toBe('NotStarted');
      expect(run.state).toBe('Pending');
      const [group] = run.stages[0]?.groups ?? [];
      const late = group?.members.find(({ name }) => name === LATE);
      const waiting = { reason: 'MaintenanceWindow', until: '2026-03-03T02:00:00.000Z' };
      expect(late).toMatchObject({ waiting });
      expect(group).toMatchObject({ state: 'Pending', waiting });
      expect(system.simulator.world.updateRuns()).toEqual([]);
      expect(await system.world.app.locks.all()).toEqual([]);
      const end = await system.until('run', ENDED, DAY, 5 * MINUTE);
      expect(end.state).toBe('Completed');
      expect(system.upgraded()).toEqual([LATE, ...OTHERS].toSorted());
      const began = system.simulator.record.at(-1)?.startedAt ?? '';
      expect(began >= '2026-03-03T02:00' && began < '2026-03-03T06:00').toBe(true);
    });
  });

  it('is not updated after a stop, and is by the next start', async () => {
    await withClosedWindow(async (system) => {
      await system.ok('POST', '/api/runs/run/stop');
      expect((await system.until('run', ENDED, HOUR)).state).toBe('Stopped');
      await system.clock.advance(DAY);
      expect(system.upgraded()).toEqual(OTHERS);
      await system.ok('POST', '/api/runs/run/start');
      expect((await system.until('run', ENDED, 2 * DAY, 5 * MINUTE)).state).toBe('Completed');
      expect(system.upgraded()).toEqual([LATE, ...OTHERS].toSorted());
    });
  });

  it('can be skipped while it waits', async () => {
    await withClosedWindow(async (system) => {
      await system.ok('POST', '/api/runs/run/skip', { targets: [{ type: 'Member', name: LATE }] });
      const run = await system.until('run', ENDED, HOUR);
      expect([run.state, memberStates(run)[LATE]]).toEqual(['Completed', 'Skipped']);
    });
  });
});
