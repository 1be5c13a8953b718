import { secondsBetween } from '../../../src/domain/seconds.ts';
import { paceInSeconds, paceTowards, type Expected } from '../../../src/domain/pace.ts';
import { expectedEnd } from '../../../src/domain/group/expectedEnd.ts';
import type { TimeOfMember } from '../../../src/domain/estimate/updateTimes.ts';
import type { MemberRow } from '../../../src/domain/run/run.ts';
import { ago, aMember, anObservation, clusterId, NOW, STARTED } from './builders.ts';

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

describe('The pace towards an end that is expected', () => {
  const expected = (isMeasured: boolean) => ({ from: ago(-200), to: ago(-900), isMeasured });
  it.each<[string, Expected | undefined, number, number]>([
    ['is that of the group where none is', undefined, 100, 30],
    ['is slow before it, where it rests on earlier updates', expected(true), 10, 60],
    ['is that of the group before it, where it is assumed', expected(false), 10, 15],
    ['goes as far as to its beginning', { ...expected(true), from: ago(-40) }, 10, 40],
    ['goes no shorter than a round', { ...expected(true), from: ago(-1) }, 400, 15],
    ['is quick within it, however long nothing has moved', { ...expected(true), from: ago(1) }, 900, 15],
    ['is that of the group when it is over', { ...expected(true), from: ago(90), to: ago(1) }, 900, 60],
  ])('%s', (_what, end, quiet, pace) => {
    expect(paceTowards(end, ago(quiet), NOW)).toBe(pace);
  });
});

describe('The end of a Fleet run is expected', () => {
  const timeOf: TimeOfMember = ({ clusterResourceId }) => ({
    seconds: clusterResourceId === clusterId('a') ? 100 : 1000,
    source: 'ownUpdates',
  });
  const endOf = (members: readonly MemberRow[], more = {}) =>
    expectedEnd(anObservation({ members, timeOf, ...more }), STARTED);
  const running = aMember('a', 'Running', { startTime: ago(60) });

  it('around the time that its only member takes', () => {
    expect(endOf([running])).toEqual({ from: ago(-10), to: ago(-140), isMeasured: true });
  });

  it('after all its members, around the time that the last takes', () => {
    expect(endOf([aMember('x', 'Completed'), running, aMember('b')])).toMatchObject({
      from: ago(-740),
      to: ago(-2040),
    });
  });

  it('from where the member went on after it was Pending', () => {
    const resumed = { ...running, startTime: ago(9000), resumedAt: ago(60) };
    expect(endOf([resumed])).toMatchObject({ from: ago(-10) });
  });

  it('at no time while nothing is under way, or where nothing is known', () => {
    expect(endOf([aMember('a'), aMember('b', 'Pending', { startTime: ago(5) })])).toBeUndefined();
    expect(endOf([running], { timeOf: undefined })).toBeUndefined();
  });
});

describe('Seconds between two times', () => {
  it('are counted for Fleet times of nanoseconds too', () => {
    expect(secondsBetween('2026-03-01T11:59:59.500000000Z', NOW)).toBe(0.5);
  });
});
