import { Cron } from 'croner';
import fc from 'fast-check';
import { dueStart, dueTime, promisedStart } from '../../../src/domain/trigger/dueStart.ts';
import { heldBack, newestDue, nextTimes, scheduleProblem } from '../../../src/domain/trigger/schedule.ts';
import type { Schedule, ScheduleTrigger } from '../../../src/domain/trigger/trigger.ts';
import type { TriggerState } from '../../../src/domain/trigger/triggerState.ts';

const HOUR = 3_600_000;

const aSchedule = (more: Partial<Schedule> = {}): Schedule => ({
  cron: '0 2 * * *',
  timeZone: 'UTC',
  catchUp: 'once',
  blackouts: [],
  quietTimes: [],
  ...more,
});
const aTrigger = (
  schedule: Partial<Schedule> = {},
  more: Partial<ScheduleTrigger> = {},
): ScheduleTrigger => ({
  name: 'nightly',
  kind: 'schedule',
  enabled: true,
  overlap: 'skip',
  managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
  nameTemplate: '{trigger}-{date}-{time}',
  schedule: aSchedule(schedule),
  createdAt: '2026-01-01T00:00:00Z',
  createdBy: 'a',
  changedAt: '2026-01-01T00:00:00Z',
  changedBy: 'a',
  ...more,
});
const dealtWith = (dueAt: string, run = 'nightly-1'): TriggerState => ({
  name: 'nightly',
  dispatchedUpTo: dueAt,
  last: { dueAt, at: dueAt, outcome: 'Started', message: '', run },
});

describe('A schedule', () => {
  it.each([
    ['a night in winter', 'Europe/Berlin', '30 2 * * *', '2026-01-10T12:00:00Z', '2026-01-11T01:30:00.000Z'],
    ['a night in summer', 'Europe/Berlin', '30 2 * * *', '2026-07-10T12:00:00Z', '2026-07-11T00:30:00.000Z'],
    ['New York', 'America/New_York', '0 23 * * 1-5', '2026-01-09T12:00:00Z', '2026-01-10T04:00:00.000Z'],
    ['the first of a month', 'UTC', '0 0 1 * *', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00.000Z'],
  ])('falls due next: %s', (_what, timeZone, cron, from, next) => {
    expect(nextTimes({ cron, timeZone }, from, 1)).toEqual([next]);
  });

  it.each(['Europe/Berlin', 'America/New_York'])(
    'of every night falls due once in every night of a year of %s, clocks changing or not',
    (timeZone) => {
      for (const cron of ['30 2 * * *', '30 1 * * *', '0 2 * * *', '0 3 * * *']) {
        const times = nextTimes({ cron, timeZone }, '2026-01-01T12:00:00Z', 365);
        const day = new Intl.DateTimeFormat('en-CA', { timeZone });
        expect(new Set(times.map((time) => day.format(new Date(time)))).size).toBe(365);
        expect(times.at(-1)?.slice(0, 10)).toBe('2027-01-01');
      }
    },
  );

  it.each(['Europe/Berlin', 'America/New_York'])(
    'of every night, looked at every half hour of a year of %s, is asked for once in every night',
    (timeZone) => {
      const changedAt = '2026-01-01T12:00:00Z';
      const trigger = aTrigger({ cron: '30 2 * * *', timeZone }, { changedAt });
      const day = new Intl.DateTimeFormat('en-CA', { timeZone });
      const nights: string[] = [];
      let state: TriggerState | undefined;
      const start = Date.parse(changedAt);
      for (let pass = 0; pass < 365 * 48; pass += 1) {
        const now = new Date(start + (pass * HOUR) / 2).toISOString();
        const dueAt = dueTime(trigger, state, now);
        if (dueAt === undefined) continue;
        state = dealtWith(dueAt);
        nights.push(day.format(new Date(dueAt)));
      }
      expect([nights.length, new Set(nights).size]).toEqual([365, 365]);
    },
  );

  it('has as its newest due time the last of those that fell due', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
    const crons = fc.constantFrom('0 2 * * *', '*/15 * * * *', '30 1 * * 0', '0 0 1 * *', '30 2 * * 1-5');
    const start = fc.integer({ min: 0, max: 24 * 365 }).map((hours) => Date.UTC(2026, 0, 1) + hours * HOUR);
    fc.assert(
      fc.property(
        zones,
        crons,
        start,
        fc.integer({ min: 0, max: 24 * 12 }),
        (timeZone, cron, from, hours) => {
          const [after, now] = [from, from + hours * HOUR].map((at) => new Date(at).toISOString());
          if (after === undefined || now === undefined) return;
          const all = nextTimes({ cron, timeZone }, after, hours * 4 + 1).filter((time) => time <= now);
          expect(newestDue(aSchedule({ cron, timeZone }), after, now)).toBe(all.at(-1));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of every minute of ten months is looked back on in few steps, and finds the last of them', () => {
    const calls = jest.spyOn(Cron.prototype, 'nextRun');
    const busy = aSchedule({ cron: '* * * 1-10 *' });
    expect(newestDue(busy, '2025-12-01T00:00:00Z', '2026-12-31T00:00:00Z')).toBe('2026-10-31T23:59:00.000Z');
    expect(newestDue(busy, '2026-11-01T00:00:00Z', '2026-12-05T00:00:00Z')).toBeUndefined();
    expect(calls.mock.calls.length).toBeLessThan(60);
    calls.mockRestore();
  });

  it('that nothing can be made of names the field', () => {
    expect(scheduleProblem('0 2 * *', 'UTC')).toBe('cron');
    expect(scheduleProblem('0 0 2 * * *', 'UTC')).toBe('cron');
    expect(scheduleProblem('0 2 31 2 *', 'UTC')).toBe('cron');
    for (const cron of [
      '@daily',
      '@hourly',
      '2027-01-01T00:00:00',
      '2027-01-01',
      '',
      '* * * *',
      '0 2 * * * 2027',
    ])
      expect([cron, scheduleProblem(cron, 'UTC')]).toEqual([cron, 'cron']);
    for (const cron of ['0 2 * * MON-FRI', ' 0  2 * * 1,3,5 ', '0 2 L * *', '*/5 0-6 1 JAN *'])
      expect([cron, scheduleProblem(cron, 'UTC')]).toEqual([cron, undefined]);
    expect(scheduleProblem('0 2 * * *', 'Mars/Olympus')).toBe('timeZone');
    expect(scheduleProblem('0 2 * * *', 'Europe/Berlin')).toBeUndefined();
  });

  it.each<[string, Partial<Schedule>, string, boolean]>([
    [
      'in a blackout',
      { blackouts: [{ from: '2026-12-20', to: '2027-01-02' }] },
      '2027-01-02T23:59:00Z',
      true,
    ],
    [
      'after a blackout',
      { blackouts: [{ from: '2026-12-20', to: '2027-01-02' }] },
      '2027-01-03T00:00:00Z',
      false,
    ],
    [
      'in a blackout of its zone',
      { timeZone: 'America/New_York', blackouts: [{ from: '2026-12-24', to: '2026-12-24' }] },
      '2026-12-25T03:00:00Z',
      true,
    ],
    [
      'in a quiet time',
      { quietTimes: [{ days: ['Fri'], from: '12:00', to: '18:00' }] },
      '2026-11-27T12:00:00Z',
      true,
    ],
    [
      'at its end',
      { quietTimes: [{ days: ['Fri'], from: '12:00', to: '18:00' }] },
      '2026-11-27T18:00:00Z',
      false,
    ],
    [
      'on another day',
      { quietTimes: [{ days: ['Fri'], from: '12:00', to: '18:00' }] },
      '2026-11-26T13:00:00Z',
      false,
    ],
    [
      'in the last minute of one that ends with the day',
      { quietTimes: [{ days: ['Fri'], from: '12:00', to: '24:00' }] },
      '2026-11-27T23:59:59Z',
      true,
    ],
    [
      'after one that ends with the day',
      { quietTimes: [{ days: ['Fri'], from: '12:00', to: '24:00' }] },
      '2026-11-28T00:00:00Z',
      false,
    ],
    [
      'in one over midnight',
      { quietTimes: [{ days: ['Sun'], from: '22:00', to: '06:00' }] },
      '2026-11-30T05:59:00Z',
      true,
    ],
  ])('holds back what is %s, and nothing else', (_what, more, at, held) => {
    expect(heldBack(aSchedule(more), at) !== undefined).toBe(held);
  });
});

describe('A schedule asks for a start', () => {
  const NIGHT = '2026-03-02T02:00:00.000Z';
  const NOW = '2026-03-02T02:00:30.000Z';
  const state = dealtWith('2026-03-01T02:00:00.000Z');

  it.each<[string, ScheduleTrigger, string, string | undefined]>([
    ['not before it is due', aTrigger(), '2026-03-02T01:59:59Z', undefined],
    ['when it is due', aTrigger(), NOW, NIGHT],
    ['not while it is paused', aTrigger({}, { enabled: false }), NOW, undefined],
    ['not for what fell due before it was changed', aTrigger({}, { changedAt: NOW }), NOW, undefined],
    ['once for what was missed', aTrigger(), '2026-03-05T02:01:00Z', '2026-03-05T02:00:00.000Z'],
  ])('%s', (_what, trigger, now, dueAt) => {
    expect(dueTime(trigger, state, now)).toBe(dueAt);
  });

  it('under names that follow from the due time', () => {
    const trigger = aTrigger({}, { nameTemplate: 'x-{time}-{trigger}-{date}' });
    const asked = dueStart(trigger, { upgrade: { type: 'NodeImageOnly' } }, NIGHT, NOW);
    expect([asked.name, asked.run, asked.dueAt, asked.start]).toEqual([
      ...['nightly.due-2026-03-02T02:00', 'x-0200-nightly-20260302', NIGHT, true],
    ]);
  });

  it('that the version before had promised in its state, under the name that was promised', () => {
    const last = { dueAt: NIGHT, at: NIGHT, outcome: 'Starting', message: '', run: 'promised' } as const;
    expect(promisedStart(aTrigger(), { ...state, last }, NOW)).toMatchObject({
      dueAt: NIGHT,
      run: 'promised',
    });
    expect(promisedStart(aTrigger(), { ...state, last, claims: [] }, NOW)).toBeUndefined();
    expect(promisedStart(aTrigger(), state, NOW)).toBeUndefined();
  });
});
