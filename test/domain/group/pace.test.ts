import { secondsBetween } from '../../../src/domain/seconds.ts';
import { paceInSeconds } from '../../../src/domain/pace.ts';
import { ago, NOW } from './builders.ts';

describe('The pace of a group', () => {
  it.each([
    [0, 15],
    [59, 15],
    [60, 30],
    [299, 30],
    [300, 60],
    [86_400, 60],
  ])('when nothing has moved for %i s is a look every %i s', (quiet, pace) => {
    expect(paceInSeconds(ago(quiet), NOW)).toBe(pace);
  });

  it('is quick before anything has moved', () => {
    expect(paceInSeconds(undefined, NOW)).toBe(15);
  });

  it('is quick when another machine is ahead of this clock', () => {
    expect(paceInSeconds(ago(-30), NOW)).toBe(15);
  });
});

describe('Seconds between two times', () => {
  it('are counted for Fleet times of nanoseconds too', () => {
    expect(secondsBetween('2026-03-01T11:59:59.500000000Z', NOW)).toBe(0.5);
  });
});
