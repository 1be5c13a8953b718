import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, HOUR, memberStates, NODE_IMAGES } from '../support/spokenSystem.ts';

const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];
// The clock begins on Monday at 08:00 UTC.
const WINDOWS = {
  timeZone: 'UTC',
  hours: [
    { days: ['Mon'], from: '08:30', to: '08:55' },
    { days: ['Mon'], from: '10:00', to: '11:30' },
  ],
};

async function windowed(stage: object, test: (system: MemorySystem) => Promise<void>): Promise<void> {
  const system = MemorySystem.start({ unknowns: { membersFixed: 'never' } });
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({ all: ALL });
    await system.ok('POST', '/api/runs', {
      name: 'run',
      stages: [{ name: 'only', groups: [{ name: 'all' }], ...stage }],
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    await test(system);
  } finally {
    await system.close();
  }
}

const startsOf = (system: MemorySystem) => system.simulator.record.map(({ startedAt }) => startedAt);
const isIn = (from: string, to: string) => (start: string) =>
  Date.parse(start) >= Date.parse(from) && Date.parse(start) < Date.parse(to);
const inFirst = isIn('2026-03-02T08:30Z', '2026-03-02T08:55Z');
const inSecond = isIn('2026-03-02T10:00Z', '2026-03-02T11:30Z');

describe('A stage with start windows', () => {
  it.each([
    ['one by one', {}],
    ['in lanes', { groups: [{ name: 'all', maxConcurrency: '2' }] }],
  ])('starts its members in them only, %s, and says what it waits for', async (_, more) => {
    await windowed({ startWindows: WINDOWS, ...more }, async (system) => {
      const waiting = await system.untilRun('run', (run) => run.waiting?.reason === 'Window', HOUR);
      expect(waiting.waiting?.until).toBe('2026-03-02T08:30:00.000Z');
      expect(await system.world.app.locks.all()).toEqual([]);
      const run = await system.until('run', ENDED, DAY, 300_000);
      expect(Object.values(memberStates(run))).toEqual(Array(5).fill('Completed'));
      const starts = startsOf(system);
      expect(starts).toHaveLength(5);
      expect(starts.filter((start) => !inFirst(start) && !inSecond(start))).toEqual([]);
      expect(starts.some(inFirst)).toBe(true);
      expect(starts.some(inSecond)).toBe(true);
      expect(run.stages[0]?.startWindows).toEqual(WINDOWS);
    });
  });

  it('goes by windows that it is given on its way: who runs finishes, the others wait', async () => {
    await windowed({}, async (system) => {
      await system.untilRun('run', (run) => Object.values(memberStates(run)).includes('Running'), HOUR);
      await system.ok('PATCH', '/api/runs/run/policy', { stages: { only: { startWindows: WINDOWS } } });
      const since = system.clock.now();
      const run = await system.until('run', ENDED, DAY, 300_000);
      expect(Object.values(memberStates(run))).toEqual(Array(5).fill('Completed'));
      const late = startsOf(system).filter((start) => Date.parse(start) > since + 90_000);
      expect(late.length).toBeGreaterThan(2);
      expect(late.filter((start) => !inFirst(start) && !inSecond(start))).toEqual([]);
    });
  });

  it.each([
    ['empty hours', { timeZone: 'UTC', hours: [] }, '/stages/0/startWindows/hours'],
    ['neither hours nor dates', { timeZone: 'UTC' }, '/stages/0/startWindows/hours'],
    ['an unknown zone', { ...WINDOWS, timeZone: 'Mars/Olympus' }, '/stages/0/startWindows/timeZone'],
    [
      'no day',
      { timeZone: 'UTC', hours: [{ days: [], from: '10:00', to: '11:00' }] },
      '/stages/0/startWindows/hours/0/days',
    ],
  ])('is refused with %s, in a strategy and in a run', async (_, startWindows, pointer) => {
    await windowed({}, async (system) => {
      const stages = [{ name: 'only', groups: [{ name: 'all' }], startWindows }];
      const refused = { status: 400, body: { code: 'InvalidRequest', errors: [{ pointer }] } };
      expect(await system.call('PUT', '/api/strategies/night', { stages })).toMatchObject(refused);
      const body = { name: 'other', stages, managedClusterUpdate: NODE_IMAGES };
      expect(await system.call('POST', '/api/runs', body)).toMatchObject(refused);
      const patch = { stages: { only: { startWindows } } };
      expect(await system.call('PATCH', '/api/runs/run/policy', patch)).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: pointer.replace('/stages/0', '/stages/only') }] },
      });
    });
  });
});
