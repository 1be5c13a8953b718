import { z } from 'zod';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, HOUR, MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

const triggerShape = z.looseObject({
  name: z.string(),
  nextTimes: z.array(z.string()),
  last: z
    .looseObject({
      outcome: z.string(),
      message: z.string(),
      run: z.string().optional(),
      code: z.string().optional(),
    })
    .optional(),
});
const runList = z.looseObject({
  value: z.array(z.looseObject({ name: z.string(), state: z.string(), createdBy: z.string() })),
});

let system: MemorySystem;
beforeEach(async () => {
  system = MemorySystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'] });
  await system.ok('PUT', '/api/strategies/standard', {
    stages: [{ name: 'only', groups: [{ name: 'test' }] }],
  });
});
afterEach(async () => {
  await system.close();
});

/** 22:00 UTC; the clock stands at 8:00 on 2026-03-02. */
const NIGHTLY = {
  kind: 'schedule',
  strategy: 'standard',
  managedClusterUpdate: NODE_IMAGES,
  schedule: { cron: '0 23 * * *', timeZone: 'Europe/Berlin' },
};
const put = (body: unknown, name = 'nightly') => system.call('PUT', `/api/triggers/${name}`, body);
const trigger = async () => triggerShape.parse(await system.ok('GET', '/api/triggers/nightly'));
const runs = async () => runList.parse(await system.ok('GET', '/api/runs')).value;

describe('A schedule', () => {
  it('runs once per night, and ends Skipped in a minute where nothing is new', async () => {
    await put(NIGHTLY);
    await system.clock.advance(DAY + 15 * HOUR);
    const all = await runs();
    expect(all.map(({ name, state }) => [name, state])).toEqual([
      ['nightly-20260303-2200', 'Skipped'],
      ['nightly-20260302-2200', 'Completed'],
    ]);
    expect(system.simulator.record).toHaveLength(1);
  }, 120_000);

  it('skips every due time while its run is under way, not only the first', async () => {
    await put({ ...NIGHTLY, schedule: { cron: '*/5 * * * *' } });
    await system.clock.advance(12 * MINUTE);
    expect((await trigger()).last).toMatchObject({ outcome: 'Skipped', dueAt: '2026-03-02T08:10:00.000Z' });
    await system.clock.advance(4 * MINUTE);
    expect((await trigger()).last).toMatchObject({ outcome: 'Skipped', dueAt: '2026-03-02T08:15:00.000Z' });
    expect((await runs()).map(({ name }) => name)).toEqual(['nightly-20260302-0805']);
  });

  it('whose strategy was deleted since creates no run, and shows the error and when', async () => {
    await put(NIGHTLY);
    await system.ok('DELETE', '/api/strategies/standard');
    await system.clock.advance(15 * HOUR);
    expect(await runs()).toEqual([]);
    expect((await trigger()).last).toMatchObject({
      outcome: 'Failed',
      code: 'UnknownStrategy',
      dueAt: '2026-03-02T22:00:00.000Z',
    });
  });

  it('that is paused starts nothing and makes up for nothing afterwards', async () => {
    await put({ ...NIGHTLY, enabled: false });
    expect((await trigger()).nextTimes).toEqual([]);
    await system.clock.advance(15 * HOUR);
    await put(NIGHTLY);
    await system.clock.advance(HOUR);
    expect(await runs()).toEqual([]);
    expect((await system.call('DELETE', '/api/triggers/nightly')).status).toBe(204);
    expect((await system.call('GET', '/api/triggers/nightly')).status).toBe(404);
  });

  it.each<[string, object, string]>([
    ['a cron of six fields', { schedule: { cron: '0 0 2 * * *' } }, '/schedule/cron'],
    ['a zone there is not', { schedule: { cron: '0 2 * * *', timeZone: 'Mars' } }, '/schedule/timeZone'],
    ['a template without a date', { nameTemplate: 'nightly' }, '/nameTemplate'],
    ['an unknown placeholder', { nameTemplate: '{date}-{time}-{who}' }, '/nameTemplate'],
    ['names that are too long', { nameTemplate: `${'a'.repeat(40)}-{date}-{time}` }, '/nameTemplate'],
    ['an unknown strategy', { strategy: 'nobody' }, '/strategy'],
    ['an unknown fleet', { fleets: ['nowhere'] }, '/fleets/0'],
    ['an unknown kind', { kind: 'moon' }, '/kind'],
    [
      'a blackout that ends before it begins',
      { schedule: { cron: '0 2 * * *', blackouts: [{ from: '2026-12-02', to: '2026-12-01' }] } },
      '/schedule/blackouts/0/to',
    ],
  ])('with %s is refused and the field named', async (_what, more, pointer) => {
    const { status, body } = await put({ ...NIGHTLY, ...more }, 'wrong');
    expect([status, body]).toMatchObject([400, { errors: [{ pointer }] }]);
    expect(await system.ok('GET', '/api/triggers')).toEqual({ value: [] });
  });
});
