import { opensAt } from '../../../src/domain/gate/scheduledStart.ts';

const berlin = (day: 'Mon' | 'Sun', time: string) => ({ day, time, timeZone: 'Europe/Berlin' });

describe('When a scheduled start opens', () => {
  // 2 March 2026 is a Monday.
  it.each([
    ['at its time', '2026-03-01T06:00:00+01:00', '2026-02-01T00:00:00.000Z', '2026-03-01T05:00:00.000Z'],
    ['on the day, later', berlin('Mon', '06:00'), '2026-03-02T03:00:00.000Z', '2026-03-02T05:00:00.000Z'],
    ['at that very moment', berlin('Mon', '06:00'), '2026-03-02T05:00:00.000Z', '2026-03-02T05:00:00.000Z'],
    [
      'a week later when it is over',
      berlin('Mon', '06:00'),
      '2026-03-02T05:00:01.000Z',
      '2026-03-09T05:00:00.000Z',
    ],
    [
      'on the day that the zone has',
      berlin('Mon', '00:30'),
      '2026-03-01T23:15:00.000Z',
      '2026-03-01T23:30:00.000Z',
    ],
    [
      'when clocks are put forward over it',
      berlin('Sun', '02:30'),
      '2026-03-28T12:00:00.000Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'the first time that clocks show it',
      berlin('Sun', '02:30'),
      '2026-10-24T12:00:00.000Z',
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'the second time when the first is over',
      berlin('Sun', '02:30'),
      '2026-10-25T00:45:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ],
  ])('is %s', (_when, notBefore, reachedAt, expected) => {
    expect(opensAt({ notBefore }, reachedAt)).toBe(expected);
  });
});
