import { windowAt } from '../../src/simulator/aks/maintenanceWindow.ts';
import type { MaintenanceWindow } from '../../src/simulator/state/clusterState.ts';

const BASE = { durationHours: 4, startTime: '22:00', startDate: '2026-01-01' };
const daily: MaintenanceWindow = { ...BASE, schedule: { daily: { intervalDays: 1 } } };

function at(window: MaintenanceWindow, time: string): string {
  const { open, opensAt } = windowAt(window, Date.parse(time));
  if (open) return 'open';
  return opensAt === undefined ? 'never' : new Date(opensAt).toISOString().slice(0, 16);
}

// 2026-01-05 is a Monday.
it.each<[string, MaintenanceWindow, string, string]>([
  ['daily, before it', daily, '2026-01-05T21:59:59Z', '2026-01-05T22:00'],
  ['daily, at its start', daily, '2026-01-05T22:00:00Z', 'open'],
  ['daily, over midnight', daily, '2026-01-06T01:59:59Z', 'open'],
  ['daily, at its end', daily, '2026-01-06T02:00:00Z', '2026-01-06T22:00'],
  ['daily, before its first day', daily, '2025-12-01T23:00:00Z', '2026-01-01T22:00'],
  [
    'every third day',
    { ...BASE, schedule: { daily: { intervalDays: 3 } } },
    '2026-01-05T22:30:00Z',
    '2026-01-07T22:00',
  ],
  ['an offset ahead of UTC', { ...daily, utcOffset: '+05:30' }, '2026-01-05T16:29:00Z', '2026-01-05T16:30'],
  ['an offset behind UTC', { ...daily, utcOffset: '-03:00' }, '2026-01-06T01:00:00Z', 'open'],
  [
    'weekly',
    { ...BASE, schedule: { weekly: { intervalWeeks: 1, dayOfWeek: 'Saturday' } } },
    '2026-01-05T12:00:00Z',
    '2026-01-10T22:00',
  ],
  [
    'every second week',
    { ...BASE, schedule: { weekly: { intervalWeeks: 2, dayOfWeek: 'Monday' } } },
    '2026-01-05T22:30:00Z',
    '2026-01-12T22:00',
  ],
  [
    'a day of the month',
    { ...BASE, schedule: { absoluteMonthly: { intervalMonths: 3, dayOfMonth: 15 } } },
    '2026-01-16T12:00:00Z',
    '2026-04-15T22:00',
  ],
  [
    'the second Tuesday of the month',
    {
      ...BASE,
      schedule: { relativeMonthly: { intervalMonths: 1, weekIndex: 'Second', dayOfWeek: 'Tuesday' } },
    },
    '2026-01-05T12:00:00Z',
    '2026-01-13T22:00',
  ],
  [
    'the last Friday of the month',
    { ...BASE, schedule: { relativeMonthly: { intervalMonths: 1, weekIndex: 'Last', dayOfWeek: 'Friday' } } },
    '2026-01-05T12:00:00Z',
    '2026-01-30T22:00',
  ],
  [
    'days that are not allowed',
    { ...daily, notAllowedDates: [{ start: '2026-01-05', end: '2026-01-07' }] },
    '2026-01-05T22:30:00Z',
    '2026-01-08T22:00',
  ],
  [
    'no day that ever comes',
    {
      ...BASE,
      schedule: { absoluteMonthly: { intervalMonths: 12, dayOfMonth: 31 } },
      startDate: '2026-02-01',
    },
    '2026-02-01T00:00:00Z',
    'never',
  ],
])('a window of %s', (_, window, time, expected) => {
  expect(at(window, time)).toBe(expected);
});
