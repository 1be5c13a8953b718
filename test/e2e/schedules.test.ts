import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { DAY, ENDED, HOUR, MINUTE, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

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

let system: TestSystem;
let stateDirectory: string;
beforeEach(async () => {
  stateDirectory = mkdtempSync(join(tmpdir(), 'fleet-updates-'));
  system = await TestSystem.start({ stateDirectory }, '2026-03-02T20:00:00Z');
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'] });
  await system.ok('PUT', '/api/strategies/standard', {
    stages: [{ name: 'only', groups: [{ name: 'test' }] }],
  });
});
afterEach(async () => {
  await system.close();
  rmSync(stateDirectory, { recursive: true });
});

/** 22:00 UTC; the clock stands at 20:00 on 2026-03-02: each minute before has its passes, and nothing to do. */
const NIGHTLY = {
  kind: 'schedule',
  strategy: 'standard',
  managedClusterUpdate: NODE_IMAGES,
  schedule: { cron: '0 23 * * *', timeZone: 'Europe/Berlin' },
};
const put = (body: unknown, name = 'nightly') => system.call('PUT', `/api/triggers/${name}`, body);
const trigger = async () => triggerShape.parse(await system.ok('GET', '/api/triggers/nightly'));
const runs = async () => runList.parse(await system.ok('GET', '/api/runs')).value;

// What a schedule does, and what is refused, is shown in memory (test/world/schedules).
describe('A schedule', () => {
  it('shows its next times, starts its run at the due time, and says which', async () => {
    const created = await put(NIGHTLY);
    expect([created.status, created.headers.get('location')]).toEqual([201, '/api/triggers/nightly']);
    expect(triggerShape.parse(created.body).nextTimes.slice(0, 2)).toEqual([
      '2026-03-02T22:00:00.000Z',
      '2026-03-03T22:00:00.000Z',
    ]);
    await system.clock.advance(HOUR);
    expect(await runs()).toEqual([]);
    await system.clock.advance(HOUR + 2 * MINUTE);
    expect(await runs()).toMatchObject([{ name: 'nightly-20260302-2200', createdBy: 'trigger/nightly' }]);
    expect((await trigger()).last).toMatchObject({ outcome: 'Started', run: 'nightly-20260302-2200' });
    const run = await system.until('nightly-20260302-2200', ENDED);
    expect([run.state, run.cause]).toEqual(['Completed', 'Scheduled for 2026-03-02T22:00:00.000Z']);
  });

  it('dispatched by two passes at once, again and again, starts one run', async () => {
    await put(NIGHTLY);
    await system.clock.advance(2 * HOUR - MINUTE);
    const pass = () =>
      fetch(new URL('/admin/functions/schedules', system.system.origin), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
    const passing = system.clock.advance(90_000);
    await Promise.all([...Array.from({ length: 10 }, pass), passing]);
    expect(await runs()).toHaveLength(1);
    expect((await trigger()).last).toMatchObject({ outcome: 'Started' });
    expect((await system.until('nightly-20260302-2200', ENDED)).attempt).toBe(1);
  });

  it('catches up once after days in which the app was down', async () => {
    await put(NIGHTLY);
    await system.system.host.kill();
    await system.clock.advance(3 * DAY);
    await system.killAndStartAgain();
    await system.clock.advance(2 * MINUTE);
    expect((await runs()).map(({ name }) => name)).toEqual(['nightly-20260304-2200']);
  });

  it('whose due time was claimed when the process was killed starts its run after all, once', async () => {
    await put(NIGHTLY);
    await system.clock.advance(2 * HOUR - MINUTE);
    const passing = system.clock.advance(90_000).catch(() => undefined);
    while ((await trigger())['lastRun'] === undefined);
    await system.killAndStartAgain();
    await passing;
    await system.clock.advance(2 * MINUTE);
    const run = await system.until('nightly-20260302-2200', ENDED);
    expect([run.state, run.attempt, system.upgraded()]).toEqual(['Completed', 1, ['aks-neu-1']]);
    expect((await trigger()).last).toMatchObject({ outcome: 'Started', run: 'nightly-20260302-2200' });
    expect(await runs()).toHaveLength(1);
  });
});
