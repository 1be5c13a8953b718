import { secondsAfter } from '../../src/domain/seconds.ts';

describe('A time so many seconds after another', () => {
  it.each([
    [15, '2026-03-01T12:00:15.000Z'],
    [0.5, '2026-03-01T12:00:00.500Z'],
    [86_400, '2026-03-02T12:00:00.000Z'],
    [0, '2026-03-01T12:00:00.000Z'],
  ])('%s s', (seconds, expected) => {
    const time = new Date('2026-03-01T12:00:00.000Z');
    expect(secondsAfter(time, seconds).toISOString()).toBe(expected);
    expect(time.toISOString()).toBe('2026-03-01T12:00:00.000Z');
  });
});
