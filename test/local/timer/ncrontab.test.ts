import { resolveSettings, Schedule } from '../../../src/local/timer/ncrontab.ts';

describe('A schedule', () => {
  test.each([
    ['0 */5 * * * *', '2026-03-02T10:04:59.999Z', '2026-03-02T10:05:00.000Z'],
    ['0 */5 * * * *', '2026-03-02T10:05:00.000Z', '2026-03-02T10:10:00.000Z'],
    ['*/5 * * * *', '2026-03-02T10:05:00.000Z', '2026-03-02T10:10:00.000Z'],
    ['15,45 * * * * *', '2026-03-02T10:05:15.000Z', '2026-03-02T10:05:45.000Z'],
    ['0 30 9 * JAN,mar Mon-Fri', '2026-03-06T09:30:00.000Z', '2026-03-09T09:30:00.000Z'],
    ['0 0 0 29 2 *', '2026-03-02T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['0 0 0 * * 0', '2026-03-02T00:00:00.000Z', '2026-03-08T00:00:00.000Z'],
    ['0 0 0 * * 7', '2026-03-02T00:00:00.000Z', '2026-03-08T00:00:00.000Z'],
    ['0 10-20/5 * * * *', '2026-03-02T10:15:00.000Z', '2026-03-02T10:20:00.000Z'],
    // Both day fields: Friday the 13th, not any Friday nor any 13th.
    ['0 0 0 13 * 5', '2026-03-14T00:00:00.000Z', '2026-11-13T00:00:00.000Z'],
  ])('%s: after %s comes %s', (text, after, next) => {
    expect(new Schedule(text).next(Date.parse(after))).toBe(Date.parse(next));
  });

  it('without any occurrence has no next one', () => {
    expect(new Schedule('0 0 0 31 2 *').next(Date.parse('2026-03-02T00:00:00Z'))).toBeUndefined();
  });

  test.each([
    [''],
    ['* * * *'],
    ['0 0 0 * * * 2027'],
    ['0 0 0 L * *'],
    ['0 0 0 * * 5#2'],
    ['@daily'],
    ['00:05:00'],
    ['0 60 * * * *'],
    ['0 0 0 * * every'],
  ])('is refused when it is no NCRONTAB: "%s"', (text) => {
    expect(() => new Schedule(text)).toThrow();
  });
});

describe('Settings in a text', () => {
  it('are filled in', () => {
    expect(resolveSettings('0 %MINUTES% * * * %DAYS%', { MINUTES: '*/5', DAYS: '1-5' })).toBe(
      '0 */5 * * * 1-5',
    );
  });

  it('that do not exist are named', () => {
    expect(() => resolveSettings('%NONE%', {})).toThrow("'%NONE%' does not resolve to a value");
  });
});
