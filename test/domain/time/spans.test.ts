import fc from 'fast-check';
import { z } from 'zod';
import { calendarFields, DAYS, type Calendar } from '../../../src/domain/time/calendar.ts';
import { isOn, nextChange, spansWithin } from '../../../src/domain/time/spans.ts';
import { isTimeZone } from '../../../src/domain/time/timeZone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const EVERY_DAY = [...DAYS];

const hours = (from: string, to: string, timeZone = 'Europe/Berlin', days = EVERY_DAY): Calendar => ({
  timeZone,
  hours: [{ days, from, to }],
});
const dates = (from: string, to: string, timeZone = 'Europe/Berlin'): Calendar => ({
  timeZone,
  dates: [{ from, to }],
});
const iso = (at: number) => new Date(at).toISOString();

describe('A calendar', () => {
  // Berlin's clocks go from 02:00 to 03:00 on 29 March 2026 at 01:00Z, and from 03:00 to 02:00 on 25 October at 01:00Z.
  it.each<[string, Calendar, string, string, string[]]>([
    ['in winter', hours('22:00', '23:00'), '2026-01-10T00:00Z', '2026-01-11T00:00Z', ['10T21:00/10T22:00']],
    ['in summer', hours('22:00', '23:00'), '2026-07-10T00:00Z', '2026-07-11T00:00Z', ['10T20:00/10T21:00']],
    [
      'over midnight',
      hours('22:00', '04:00'),
      '2026-01-10T12:00Z',
      '2026-01-11T12:00Z',
      ['10T21:00/11T03:00'],
    ],
    [
      'over midnight from its own day only',
      hours('22:00', '04:00', 'UTC', ['Sun']),
      '2026-01-10T00:00Z',
      '2026-01-13T00:00Z',
      ['11T22:00/12T04:00'],
    ],
    [
      'cut at both ends',
      hours('22:00', '04:00', 'UTC'),
      '2026-01-10T23:00Z',
      '2026-01-11T01:00Z',
      ['10T23:00/11T01:00'],
    ],
    [
      'as one where days touch',
      hours('00:00', '24:00', 'UTC'),
      '2026-01-10T01:00Z',
      '2026-01-12T02:00Z',
      ['10T01:00/12T02:00'],
    ],
    [
      'from and to the same time as a whole day',
      hours('06:00', '06:00', 'UTC', ['Sat']),
      '2026-01-09T00:00Z',
      '2026-01-13T00:00Z',
      ['10T06:00/11T06:00'],
    ],
    [
      'over an hour that does not come',
      hours('01:30', '03:30'),
      '2026-03-29T00:00Z',
      '2026-03-29T12:00Z',
      ['29T00:30/29T01:30'],
    ],
    [
      'from an hour that does not come',
      hours('02:30', '04:00'),
      '2026-03-29T00:00Z',
      '2026-03-29T12:00Z',
      ['29T01:00/29T02:00'],
    ],
    [
      'up to an hour that does not come',
      hours('01:00', '02:30'),
      '2026-03-29T00:00Z',
      '2026-03-29T12:00Z',
      ['29T00:00/29T01:00'],
    ],
    [
      'not at all within an hour that does not come',
      hours('02:10', '02:50'),
      '2026-03-29T00:00Z',
      '2026-03-29T12:00Z',
      [],
    ],
    [
      'over an hour that comes twice',
      hours('01:30', '03:30'),
      '2026-10-24T20:00Z',
      '2026-10-25T12:00Z',
      ['24T23:30/25T02:30'],
    ],
    [
      'within an hour that comes twice, from its first to its last',
      hours('02:10', '02:50'),
      '2026-10-24T20:00Z',
      '2026-10-25T12:00Z',
      ['25T00:10/25T01:50'],
    ],
    [
      'from an hour that comes twice',
      hours('02:30', '04:00'),
      '2026-10-24T20:00Z',
      '2026-10-25T12:00Z',
      ['25T00:30/25T03:00'],
    ],
    [
      'on its last day too',
      dates('2026-12-24', '2026-12-26'),
      '2026-12-20T00:00Z',
      '2026-12-31T00:00Z',
      ['23T23:00/26T23:00'],
    ],
    [
      'from a time to a time',
      dates('2026-12-24T18:00', '2026-12-26T06:30'),
      '2026-12-20T00:00Z',
      '2026-12-31T00:00Z',
      ['24T17:00/26T05:30'],
    ],
    [
      'from a time to a day',
      dates('2026-12-24T18:00', '2026-12-24'),
      '2026-12-20T00:00Z',
      '2026-12-31T00:00Z',
      ['24T17:00/24T23:00'],
    ],
    [
      'over the day when clocks go forward',
      dates('2026-03-29', '2026-03-29'),
      '2026-03-27T00:00Z',
      '2026-03-31T00:00Z',
      ['28T23:00/29T22:00'],
    ],
    [
      'over the day when clocks go back',
      dates('2026-10-25', '2026-10-25'),
      '2026-10-20T00:00Z',
      '2026-10-31T00:00Z',
      ['24T22:00/25T23:00'],
    ],
    [
      'on a day whose midnight does not come',
      dates('2026-09-06', '2026-09-06', 'America/Santiago'),
      '2026-09-04T00:00Z',
      '2026-09-09T00:00Z',
      ['06T04:00/07T03:00'],
    ],
    [
      'where clocks change by half an hour',
      hours('01:45', '02:15', 'Australia/Lord_Howe'),
      '2026-04-04T00:00Z',
      '2026-04-05T00:00Z',
      ['04T14:45/04T15:45'],
    ],
    [
      'on dates or in hours, where both touch as one',
      { ...dates('2026-01-10', '2026-01-10', 'UTC'), hours: [{ days: ['Sun'], from: '00:00', to: '02:00' }] },
      '2026-01-01T00:00Z',
      '2026-01-17T00:00Z',
      ['04T00:00/04T02:00', '10T00:00/11T02:00'],
    ],
  ])('is on %s', (_what, calendar, from, until, expected) => {
    const short = (at: string) => at.slice(8, 16);
    const spans = spansWithin(calendar, from, until);
    expect(spans.map((span) => `${short(span.from)}/${short(span.until)}`)).toEqual(expected);
  });

  it.each<[string, Calendar, string, string | undefined]>([
    [
      'off at the end of its dates',
      dates('2026-12-24', '2027-02-26', 'UTC'),
      '2026-12-25T00:00:00Z',
      '2027-02-27T00:00:00.000Z',
    ],
    [
      'on at the next of its hours',
      hours('22:00', '23:00', 'UTC', ['Mon']),
      '2026-01-06T00:00:00Z',
      '2026-01-12T22:00:00.000Z',
    ],
    [
      'on at its dates in some months',
      dates('2026-12-24', '2026-12-26', 'UTC'),
      '2026-02-01T00:00:00Z',
      '2026-12-24T00:00:00.000Z',
    ],
    [
      'no more when its dates are over',
      dates('2025-12-24', '2025-12-26', 'UTC'),
      '2026-02-01T00:00:00Z',
      undefined,
    ],
    ['never when it is on all the time', hours('00:00', '24:00', 'UTC'), '2026-02-01T00:00:00Z', undefined],
  ])('goes %s', (_what, calendar, at, change) => {
    expect(nextChange(calendar, at)).toBe(change);
  });

  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Santiago',
    'Asia/Kathmandu',
  );
  const times = fc.integer({ min: 0, max: 95 }).map((quarter) => {
    const two = (figure: number) => String(figure).padStart(2, '0');
    return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`;
  });
  const someHours = fc.record({
    days: fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1 }),
    from: times,
    to: times,
  });
  /** Near to where clocks change, in one zone or another, as often as not. */
  const moments = fc
    .tuple(
      fc.constantFrom(
        '2026-03-08',
        '2026-03-29',
        '2026-04-05',
        '2026-09-06',
        '2026-10-04',
        '2026-10-25',
        '2026-11-01',
        '2026-06-15',
      ),
      fc.integer({ min: -26 * 60, max: 26 * 60 }),
    )
    .map(([day, minutes]) => Date.parse(day) + minutes * MINUTE);
  const calendars = fc.record({
    timeZone: zones,
    hours: fc.array(someHours, { minLength: 1, maxLength: 2 }),
  });

  it('next changes at the first minute at which it is on when it was off, or off when it was on', () => {
    fc.assert(
      fc.property(calendars, moments, (calendar, at) => {
        const before = isOn(calendar, iso(at));
        let change = at;
        while (change < at + 14 * HOUR && isOn(calendar, iso(change)) === before) change += MINUTE;
        const expected = change < at + 14 * HOUR ? iso(change) : undefined;
        const next = nextChange(calendar, iso(at));
        expect(next !== undefined && Date.parse(next) < at + 14 * HOUR ? next : undefined).toBe(expected);
      }),
      { numRuns: 15 },
    );
  });

  it('is on wherever the clock on the wall says so, and elsewhere only around an hour that comes twice', () => {
    fc.assert(
      fc.property(calendars, moments, (calendar, at) => {
        const says = saidByTheWall(calendar, at);
        const on = isOn(calendar, iso(at));
        const isNearChange =
          offset(calendar.timeZone, at - 27 * HOUR) > offset(calendar.timeZone, at + 27 * HOUR);
        expect([calendar, iso(at), says, on === says || (on && isNearChange)]).toEqual([
          calendar,
          iso(at),
          says,
          true,
        ]);
      }),
      { numRuns: 400 },
    );
  });

  it.each<[string, object, string | undefined]>([
    ['dates', { timeZone: 'UTC', dates: [{ from: '2026-12-24', to: '2026-12-24' }] }, undefined],
    [
      'a time of a day to that day',
      { timeZone: 'UTC', dates: [{ from: '2026-12-24T18:00', to: '2026-12-24' }] },
      undefined,
    ],
    [
      'an end before the begin',
      { timeZone: 'UTC', dates: [{ from: '2026-12-24', to: '2026-12-23' }] },
      'dates.0.to',
    ],
    [
      'an end at the begin',
      { timeZone: 'UTC', dates: [{ from: '2026-12-24T18:00', to: '2026-12-24T18:00' }] },
      'dates.0.to',
    ],
    [
      'a day that does not exist',
      { timeZone: 'UTC', dates: [{ from: '2026-02-30', to: '2026-12-23' }] },
      'dates.0.from',
    ],
    [
      'a time with a zone',
      { timeZone: 'UTC', dates: [{ from: '2026-02-20T10:00Z', to: '2026-12-23' }] },
      'dates.0.from',
    ],
    ['an unknown zone', { timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['no zone', {}, 'timeZone'],
    ['no dates in its dates', { timeZone: 'UTC', dates: [] }, 'dates'],
    ['no hours in its hours', { timeZone: 'UTC', hours: [] }, 'hours'],
    [
      'hours on no day',
      { timeZone: 'UTC', hours: [{ days: [], from: '00:00', to: '24:00' }] },
      'hours.0.days',
    ],
    [
      'hours that begin with the day after',
      { timeZone: 'UTC', hours: [{ days: ['Mon'], from: '24:00', to: '24:00' }] },
      'hours.0.from',
    ],
  ])('with %s is taken, or refused at the field', (_what, body, field) => {
    const parsed = z.strictObject(calendarFields).safeParse(body);
    expect(parsed.error?.issues[0]?.path.join('.')).toBe(field);
  });

  it('has a zone that the platform knows', () => {
    expect([isTimeZone('Europe/Berlin'), isTimeZone('Europe/Atlantis'), isTimeZone('')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

function saidByTheWall({ timeZone, hours: all = [] }: Calendar, at: number): boolean {
  const wall = new Date(at + offset(timeZone, at)).toISOString();
  const time = wall.slice(11, 16);
  const dayOf = (ms: number) => DAYS[(new Date(ms).getUTCDay() + 6) % 7];
  const [today, yesterday] = [dayOf(Date.parse(wall)), dayOf(Date.parse(wall) - 24 * HOUR)];
  return all.some(({ days, from, to }) => {
    const on = (day: string | undefined) => days.some((each) => each === day);
    if (from < to) return on(today) && from <= time && time < to;
    return (on(today) && from <= time) || (on(yesterday) && time < to);
  });
}

function offset(timeZone: string, at: number): number {
  const shown = new Date(at).toLocaleString('sv-SE', { timeZone });
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}
