import { freezeKind } from '../../src/domain/freeze/freeze.ts';
import { spansWithin } from '../../src/domain/time/spans.ts';
import type { FreezeBody } from '../../src/web/api/types.ts';
import { frozenWeeks } from '../../src/web/freezes/calendarDays.ts';
import { periodProblem } from '../../src/web/forms/calendar.ts';
import { bodyOf, coversText, emptyFreeze, frozenText, missingOf } from '../../src/web/freezes/freezeBody.ts';

const DAY = 86_400_000;
/** A Wednesday, by the clock of whoever runs the test. */
const NOW = new Date(2026, 8, 9, 10, 30).getTime();
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the app would say of it. */
function shown(name: string, body: Pick<FreezeBody, 'dates' | 'hours'>) {
  const until = new Date(NOW + 35 * DAY).toISOString();
  return { name, upcoming: spansWithin({ ...body, timeZone: ZONE }, new Date(NOW).toISOString(), until) };
}

function told(...freezes: ReturnType<typeof shown>[]): Record<string, string> {
  const days = frozenWeeks(freezes, NOW).flat();
  return Object.fromEntries(
    days.flatMap(({ day, freezes: on }) =>
      on.length === 0 ? [] : [[day, on.map(({ name, when }) => `${name} ${when}`).join('; ')]],
    ),
  );
}

describe('The calendar of freezes', () => {
  it('begins with the Monday of this week and has five weeks', () => {
    const weeks = frozenWeeks([], NOW);
    expect(weeks).toHaveLength(5);
    expect(weeks[0]?.map(({ day }) => day)).toEqual(
      ['07', '08', '09', '10', '11', '12', '13'].map((day) => `2026-09-${day}`),
    );
    expect(weeks.flat().filter(({ isToday }) => isToday)).toMatchObject([{ day: '2026-09-09' }]);
    expect(weeks.flat().filter(({ isOver }) => isOver)).toHaveLength(2);
  });

  it('says of each day in which hours something is on', () => {
    const dates = [{ from: '2026-09-18T12:00', to: '2026-09-20' }];
    expect(told(shown('fair', { dates }))).toEqual({
      '2026-09-18': 'fair from 12:00',
      '2026-09-19': 'fair all day',
      '2026-09-20': 'fair all day',
    });
  });

  it('says of today only what is left of it', () => {
    expect(told(shown('now', { dates: [{ from: '2026-09-07', to: '2026-09-09T18:00' }] }))).toEqual({
      '2026-09-09': 'now until 18:00',
    });
    expect(told(shown('over', { dates: [{ from: '2026-09-09', to: '2026-09-09T10:00' }] }))).toEqual({});
  });

  it('has two on one day beside each other, and hours over midnight on both days', () => {
    const days = told(
      shown('week', { hours: [{ days: ['Sat'], from: '22:00', to: '06:00' }] }),
      shown('fair', { dates: [{ from: '2026-09-13T01:00', to: '2026-09-13T03:00' }] }),
    );
    expect(days['2026-09-12']).toBe('week from 22:00');
    expect(days['2026-09-13']).toBe('week until 06:00; fair 01:00–03:00');
    expect(Object.keys(days)).toHaveLength(10);
  });
});

describe('A freeze in the form', () => {
  const body = { ...emptyFreeze(NOW), reason: 'Nobody is on call' };

  it('begins with all of today, and only its reason is missing', () => {
    expect(emptyFreeze(NOW).dates).toEqual([{ from: '2026-09-09', to: '2026-09-09' }]);
    expect(missingOf(emptyFreeze(NOW))).toBe('Say why nothing starts.');
    expect(missingOf(body)).toBeUndefined();
    expect(freezeKind.body.safeParse(body).success).toBe(true);
  });

  it.each<[string, Partial<FreezeBody>]>([
    ['no time at all', { dates: [] }],
    ['a zone that is none', { timeZone: 'Nowhere' }],
    ['an end before its begin', { dates: [{ from: '2026-09-09', to: '2026-09-08' }] }],
    ['an end at its begin', { dates: [{ from: '2026-09-09T12:00', to: '2026-09-09T12:00' }] }],
    ['hours on no day', { hours: [{ days: [], from: '12:00', to: '13:00' }] }],
    ['hours that end at no time', { hours: [{ days: ['Mon'], from: '12:00', to: '24:30' }] }],
  ])('is not sent with %s, which the app refuses too', (_what, some) => {
    expect(missingOf({ ...body, ...some })).toBeDefined();
    expect(freezeKind.body.safeParse({ ...body, ...some }).success).toBe(false);
  });

  it('may end within the day on which it begins, and includes a last day', () => {
    expect(periodProblem({ from: '2026-09-09T12:00', to: '2026-09-09' })).toBeUndefined();
    expect(periodProblem({ from: '2026-09-09', to: '2026-09-09T12:00' })).toBeUndefined();
  });

  it('is sent without what is only known of it', () => {
    const authorship = { createdAt: '', createdBy: '', changedAt: '', changedBy: '' };
    expect(bodyOf({ name: 'x', active: true, upcoming: [], ...body, ...authorship })).toEqual(body);
  });

  it('says what it covers, and does', () => {
    expect(frozenText({ reason: 'Release day' })).toBe('Release day. Nothing starts');
    expect(frozenText({ reason: 'Stop!', groups: ['weu'] })).toBe('Stop! Nothing starts in group weu');
    expect(coversText({})).toBe('everything');
    expect(coversText({ fleets: ['prod'], groups: ['weu', 'eus'] })).toBe('fleet prod, groups weu and eus');
  });
});
