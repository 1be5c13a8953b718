import { z } from 'zod';
import { buildApp, DAY, HOUR, hostApp, MINUTE, newFile, START } from './hostedApp.ts';

const app = buildApp({ name: 'timers' });
const settings = { SLOW_SCHEDULE: '0 0 * * * *' };
const start = Date.parse(START);

const timesShape = z.object({ last: z.string(), next: z.string(), lastUpdated: z.string() });
const runs = z.array(
  z.object({
    at: z.string(),
    timer: z.object({
      isPastDue: z.boolean(),
      schedule: z.object({ adjustForDST: z.literal(true) }),
      scheduleStatus: timesShape,
    }),
  }),
);
const seenShape = z.object({ often: runs, slow: runs, atStart: runs, failing: runs, mostSlow: z.number() });

async function timers(options: Parameters<typeof hostApp>[1] = {}) {
  const hosted = await hostApp(app, { settings, ...options });
  const seen = async () => seenShape.parse(await hosted.get('/api/seen'));
  const runByHand = (name: string) => hosted.fetch(`/admin/functions/${name}`, { method: 'POST' });
  return { ...hosted, seen, runByHand };
}

describe('A timer function', () => {
  it('runs at every occurrence: 288 times a day every five minutes', async () => {
    const { clock, seen } = await timers();
    await clock.advance(DAY);
    const expected = Array.from({ length: 288 }, (_, index) =>
      new Date(start + (index + 1) * 5 * MINUTE).toISOString(),
    );
    expect((await seen()).often.map(({ at }) => at)).toEqual(expected);
  });

  it('is told of its last and its next occurrence', async () => {
    const { clock, seen } = await timers();
    await clock.advance(10 * MINUTE);
    const told = (await seen()).often.map(({ timer }) => [timer.isPastDue, timer.scheduleStatus]);
    const first = { last: '0001-01-01T00:00:00+00:00', next: '2026-03-02T00:05:00.000+00:00' };
    expect(told).toEqual([
      [false, { ...first, lastUpdated: '2026-03-02T00:00:00.000+00:00' }],
      [
        false,
        {
          last: '2026-03-02T00:05:00.000+00:00',
          next: '2026-03-02T00:10:00.000+00:00',
          lastUpdated: '2026-03-02T00:05:00.000+00:00',
        },
      ],
    ]);
  });

  it('that takes longer than its interval never runs twice at once, and goes on at its next occurrence', async () => {
    const { clock, seen } = await timers();
    await clock.advance(8 * HOUR);
    const { slow, mostSlow } = await seen();
    expect(slow.map(({ at }) => at.slice(11, 16))).toEqual(['01:00', '04:00', '07:00']);
    expect(mostSlow).toBe(1);
  });

  it('that fails runs again at its next occurrence, and its failure is in the log', async () => {
    const { clock, seen, logged } = await timers();
    await clock.advance(2 * DAY);
    expect((await seen()).failing.map(({ at }) => at)).toEqual([
      '2026-03-02T12:00:30.000Z',
      '2026-03-03T12:00:30.000Z',
    ]);
    expect(logged.filter((line) => line.includes("'failing' failed: Error: no luck"))).toHaveLength(2);
  });

  it('runs at the start when it asks for it', async () => {
    const { clock, seen } = await timers();
    await clock.settle();
    expect((await seen()).atStart.map(({ at, timer }) => [at, timer.isPastDue])).toEqual([[START, false]]);
  });

  it('that was due while the host was down runs once at the start, as past due, and then as ever', async () => {
    const database = newFile();
    const first = await timers({ database });
    await first.clock.advance(7 * MINUTE);
    await first.host.close();
    await first.clock.advance(30 * MINUTE);
    const second = await timers({ database, clock: first.clock });
    await second.clock.advance(3 * MINUTE);
    const { often } = await second.seen();
    expect(often.map(({ at, timer }) => [at.slice(11, 19), timer.isPastDue])).toEqual([
      ['00:37:00', true],
      ['00:40:00', false],
    ]);
    expect(often[0]?.timer.scheduleStatus).toMatchObject({
      last: '2026-03-02T00:05:00.000+00:00',
      next: '2026-03-02T00:10:00.000+00:00',
    });
  });

  it('whose run was cut off by a kill is past due after it', async () => {
    const database = newFile();
    const first = await timers({ database });
    await first.clock.advance(HOUR + MINUTE);
    await first.host.kill();
    const second = await timers({ database, clock: first.clock });
    await second.clock.settle();
    expect((await second.seen()).slow.map(({ timer }) => timer.isPastDue)).toEqual([true]);
  });

  it('has missed nothing when it was not due while the host was down', async () => {
    const database = newFile();
    const first = await timers({ database });
    await first.clock.advance(6 * MINUTE);
    await first.host.close();
    await first.clock.advance(2 * MINUTE);
    const second = await timers({ database, clock: first.clock });
    await second.clock.settle();
    expect((await second.seen()).often).toEqual([]);
  });

  it('with another schedule than before the restart has missed nothing of the old one', async () => {
    const database = newFile();
    const first = await timers({ database });
    await first.clock.advance(MINUTE);
    await first.host.close();
    await first.clock.advance(2 * HOUR);
    const changed = { SLOW_SCHEDULE: '0 30 * * * *' };
    const second = await timers({ database, clock: first.clock, settings: changed });
    await second.clock.advance(HOUR);
    expect((await second.seen()).slow.map(({ at }) => at.slice(11, 16))).toEqual(['02:30']);
  });

  it('is listed with its schedule, settings filled in', async () => {
    const { host } = await timers();
    expect(host.functions).toContainEqual({ name: 'slow', trigger: 'timerTrigger', schedule: '0 0 * * * *' });
  });
});

describe('Running a timer function by hand', () => {
  it('is done when it is answered', async () => {
    const { runByHand, seen } = await timers();
    expect((await runByHand('Often')).status).toBe(202);
    expect((await seen()).often).toHaveLength(1);
  });

  it('changes nothing of its schedule', async () => {
    const { clock, runByHand, seen } = await timers();
    await clock.advance(2 * MINUTE);
    await runByHand('often');
    await clock.advance(3 * MINUTE);
    expect((await seen()).often.map(({ at }) => at.slice(14, 16))).toEqual(['02', '05']);
  });

  it('waits for the run that is on its way', async () => {
    const { clock, host, seen } = await timers();
    await clock.advance(HOUR);
    const held = clock.nextHold();
    const answer = fetch(`${host.origin}/admin/functions/slow`, { method: 'POST' });
    await held;
    await clock.advance(5 * HOUR);
    expect((await answer).status).toBe(202);
    expect((await seen()).mostSlow).toBe(1);
  });

  it('says what it failed of', async () => {
    const { runByHand } = await timers();
    const response = await runByHand('failing');
    expect([response.status, await response.text()]).toEqual([
      500,
      expect.stringContaining('Error: no luck'),
    ]);
  });

  it('knows no other function', async () => {
    const { runByHand } = await timers();
    expect([(await runByHand('seen')).status, (await runByHand('none')).status]).toEqual([404, 404]);
  });
});
