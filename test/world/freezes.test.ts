import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, HOUR, memberStates, MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];
/** The clock begins at eight. */
const UNTIL_NOON = { from: '2026-03-02T07:00', to: '2026-03-02T12:00' };
const NOON = '2026-03-02T12:00:00.000Z';

const freezeOf = (more: object = {}) => ({
  timeZone: 'UTC',
  dates: [UNTIL_NOON],
  reason: 'Release day',
  ...more,
});

async function withSystem(
  test: (system: MemorySystem) => Promise<void>,
  options: Parameters<typeof MemorySystem.start>[0] = {},
): Promise<void> {
  const system = MemorySystem.start(options);
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({ all: ALL });
    await test(system);
  } finally {
    await system.close();
  }
}

async function createRun(system: MemorySystem, group: object = {}, more: object = {}): Promise<void> {
  await system.ok('POST', '/api/runs', {
    name: 'run',
    stages: [{ name: 'only', groups: [{ name: 'all', ...group }] }],
    managedClusterUpdate: NODE_IMAGES,
    start: true,
    ...more,
  });
}

const starts = ({ simulator: { record } }: MemorySystem) =>
  record.map(({ startedAt }) => startedAt).toSorted();

describe.each([
  ['of a fleet', {}],
  ['of a member each', { maxConcurrency: '2' }],
])('While a freeze is on, a run in slices %s', (_, group) => {
  it('is accepted, waits with its name and end, holds no lock, and goes on by itself', async () => {
    await withSystem(async (system) => {
      await system.ok('PUT', '/api/freezes/release', freezeOf());
      await createRun(system, group);
      await system.clock.advance(HOUR);
      const run = await system.run('run');
      expect(run.stages[0]?.groups[0]).toMatchObject({
        state: 'Pending',
        waiting: {
          reason: 'Freeze',
          message: `Freeze release is on until ${NOON}: Release day`,
          until: NOON,
        },
      });
      expect(system.simulator.world.updateRuns()).toEqual([]);
      expect(await system.world.app.locks.all()).toEqual([]);
      const end = await system.until('run', ENDED, DAY);
      expect(end.state).toBe('Completed');
      expect(system.upgraded()).toEqual(ALL);
      const [first = ''] = starts(system);
      expect(first >= '2026-03-02T12:00' && first < '2026-03-02T12:05').toBe(true);
    });
  });

  it('can be stopped', async () => {
    await withSystem(async (system) => {
      await system.ok('PUT', '/api/freezes/release', freezeOf());
      await createRun(system, group);
      await system.clock.advance(HOUR);
      await system.ok('POST', '/api/runs/run/stop');
      expect((await system.until('run', ENDED, HOUR)).state).toBe('Stopped');
      expect(starts(system)).toEqual([]);
    });
  });

  it('updates all but a member that is held, and that one when the hold is over', async () => {
    await withSystem(async (system) => {
      await system.ok('PUT', '/api/freezes/hold', freezeOf({ members: ['aks-eus-1'] }));
      await createRun(system, group);
      const others = ALL.filter((name) => name !== 'aks-eus-1');
      await system.clock.advance(3.5 * HOUR);
      const states = memberStates(await system.run('run'));
      expect(others.map((name) => states[name])).toEqual(others.map(() => 'Completed'));
      expect(states['aks-eus-1']).toBe('NotStarted');
      const end = await system.until('run', ENDED, DAY);
      expect([end.state, system.upgraded()]).toEqual(['Completed', ALL]);
      expect((starts(system).at(-1) ?? '') >= '2026-03-02T12:00').toBe(true);
    });
  });

  it('starts nevertheless where an Admin overrides it, and the trail says so', async () => {
    await withSystem(async (system) => {
      await system.ok('PUT', '/api/freezes/release', freezeOf());
      await createRun(system, group, { start: false });
      await system.ok('POST', '/api/runs/run/start', { overrideFreezes: true });
      expect((await system.until('run', ENDED, DAY)).state).toBe('Completed');
      const [first = ''] = starts(system);
      expect(first < '2026-03-02T08:10').toBe(true);
      const events = await system.ok('GET', '/api/runs/run/events');
      expect(JSON.stringify(events)).toContain('was started, in spite of freezes.');
    });
  });
});

describe.each([
  ['once', undefined],
  ['twice, by twins,', async (once: () => Promise<unknown>) => (await Promise.all([once(), once()]))[0]],
])('A freeze at short notice, heeded by rounds that happen %s', (_, callActivity) => {
  it('lets the running member finish, starts no other, and the rest goes on by itself', async () => {
    await withSystem(async (system) => {
      await createRun(system);
      await system.clock.advance(10 * MINUTE);
      const before = starts(system).length;
      expect(before).toBe(1);
      await system.ok('PUT', '/api/freezes/now', freezeOf());
      await system.clock.advance(2 * HOUR);
      expect(starts(system)).toHaveLength(before);
      const run = await system.run('run');
      const states = Object.values(memberStates(run)).toSorted();
      expect(states).toEqual(['Completed', ...Array<string>(4).fill('NotStarted')]);
      expect(run.stages[0]?.groups[0]).toMatchObject({ waiting: { reason: 'Freeze', until: NOON } });
      expect(system.simulator.world.updateRuns()).toEqual([]);
      expect(await system.world.app.locks.all()).toEqual([]);
      expect((await system.until('run', ENDED, DAY)).state).toBe('Completed');
      expect(system.upgraded()).toEqual(ALL);
      expect(starts(system)).toHaveLength(ALL.length);
    }, callActivity && { callActivity });
  });
});

describe('A freeze that is known before it begins', () => {
  it('has each member updated by itself, so that none starts in it, and the run goes on after it', async () => {
    await withSystem(async (system) => {
      const dates = [{ from: '2026-03-02T08:20', to: '2026-03-02T12:00' }];
      await system.ok('PUT', '/api/freezes/soon', freezeOf({ dates }));
      await createRun(system);
      expect((await system.until('run', ENDED, DAY)).state).toBe('Completed');
      const inIt = starts(system).filter((at) => at >= '2026-03-02T08:20' && at < '2026-03-02T12:00');
      expect([inIt, system.upgraded()]).toEqual([[], ALL]);
      expect((starts(system)[0] ?? '') < '2026-03-02T08:20').toBe(true);
    });
  });
});

describe('A freeze', () => {
  it('of another fleet holds up nothing', async () => {
    await withSystem(async (system) => {
      await system.ok('PUT', '/api/freezes/other', freezeOf({ groups: ['other'] }));
      await createRun(system);
      expect((await system.until('run', ENDED, 4 * HOUR)).state).toBe('Completed');
    });
  });

  it('that is deleted lets go what waited for it', async () => {
    await withSystem(async (system) => {
      await system.ok('PUT', '/api/freezes/release', freezeOf());
      await createRun(system);
      await system.clock.advance(HOUR);
      await system.ok('DELETE', '/api/freezes/release');
      await system.clock.advance(5 * MINUTE);
      expect(starts(system)).toHaveLength(1);
    });
  });

  it('says whether it is on, when that changes, and when it is on in the next five weeks', async () => {
    await withSystem(async (system) => {
      const later = [
        { from: '2026-03-10', to: '2026-03-11' },
        { from: '2026-05-01', to: '2026-05-01' },
      ];
      await system.ok('PUT', '/api/freezes/release', freezeOf({ dates: [UNTIL_NOON, ...later] }));
      expect(await system.ok('GET', '/api/freezes/release')).toMatchObject({
        name: 'release',
        active: true,
        changesAt: NOON,
        upcoming: [
          { from: '2026-03-02T08:00:00.000Z', until: NOON },
          { from: '2026-03-10T00:00:00.000Z', until: '2026-03-12T00:00:00.000Z' },
        ],
      });
    });
  });

  it.each<[string, object, string]>([
    ['without a time', { dates: undefined }, '/dates'],
    ['that ends before it begins', { dates: [{ from: '2026-03-02', to: '2026-03-01' }] }, '/dates/0/to'],
    ['with no dates in its list', { dates: [] }, '/dates'],
    ['of an unknown zone', { timeZone: 'Mars/North' }, '/timeZone'],
    ['of an unknown fleet', { fleets: ['demo', 'nowhere'] }, '/fleets/1'],
    ['of no member', { members: [] }, '/members'],
    ['without a reason', { reason: ' ' }, '/reason'],
  ])('%s is refused, and the answer names the field', async (_, more, pointer) => {
    await withSystem(async (system) => {
      const answer = await system.call('PUT', '/api/freezes/wrong', freezeOf(more));
      expect([answer.status >= 400 && answer.status < 500, answer.body]).toMatchObject([
        true,
        { errors: [{ pointer }] },
      ]);
    });
  });
});
