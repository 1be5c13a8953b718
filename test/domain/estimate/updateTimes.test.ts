import {
  endedUpdates,
  memberTimes,
  withUpdate,
  type EndedUpdate,
  type UpdateTimes,
} from '../../../src/domain/estimate/updateTimes.ts';
import type { MemberRow } from '../../../src/domain/run/run.ts';
import { ago, aMember, clusterId } from '../group/builders.ts';

const times = { startTime: ago(900), completedTime: ago(60) };

describe('An update leaves how long it took', () => {
  it.each<[string, Partial<MemberRow>, number[]]>([
    ['when it was completed', times, [840]],
    ['from where it went on, after it was Pending', { ...times, resumedAt: ago(160) }, [100]],
    ['not without a start', { completedTime: ago(60) }, []],
    ['not when it failed', { ...times, state: 'Failed' }, []],
    ['not when it was skipped', { ...times, state: 'Skipped' }, []],
  ])('%s', (_what, more, seconds) => {
    const ended = endedUpdates([aMember('a', 'Running')], [aMember('a', 'Completed', more)], 'Full');
    expect(ended.map((each) => each.seconds)).toEqual(seconds);
  });

  it('once, and not where its end came right after it was Pending', () => {
    const row = aMember('a', 'Completed', times);
    expect(endedUpdates([row], [row], 'Full')).toEqual([]);
    expect(endedUpdates([aMember('a', 'Pending')], [row], 'Full')).toEqual([]);
  });
});

const anUpdate = (seconds: number, more: Partial<EndedUpdate> = {}): EndedUpdate => ({
  fleet: 'demo',
  member: 'a',
  clusterResourceId: clusterId('a'),
  type: 'Full',
  completedTime: ago(10_000 - seconds),
  seconds,
  ...more,
});

const afterAll = (updates: readonly EndedUpdate[]) =>
  updates.reduce<UpdateTimes | undefined>((known, each) => withUpdate(known, each), undefined);

const secondsOf = (known: UpdateTimes | undefined) => known?.updates.map(({ seconds }) => seconds);

describe('Of a cluster are kept', () => {
  it('its latest five of each type, in whatever order they come', () => {
    const full = [5, 1, 7, 3, 2, 6, 4].map((seconds) => anUpdate(seconds));
    expect(secondsOf(afterAll([...full, anUpdate(100, { type: 'NodeImageOnly' })]))).toEqual([
      3, 4, 5, 6, 7, 100,
    ]);
  });

  it('the same update once, however often it is told', () => {
    const known = afterAll([anUpdate(1), anUpdate(2)]);
    expect(known && withUpdate(known, anUpdate(1))).toBe(known);
  });

  it('none of another cluster that had the name before', () => {
    const other = anUpdate(2, { clusterResourceId: clusterId('b') });
    expect(secondsOf(afterAll([anUpdate(1), other]))).toEqual([2]);
  });
});

describe('A member is expected to take', () => {
  const of = (name: string, fleet: string, seconds: readonly number[]): UpdateTimes => ({
    fleet,
    member: name,
    clusterResourceId: clusterId(name),
    updates: seconds.map((each) => ({ type: 'Full', completedTime: ago(each), seconds: each })),
  });
  const known = [of('a', 'demo', [100, 900, 200]), of('b', 'demo', [400]), of('c', 'edge', [50, 60])];
  const asked = (name: string, fleet = 'demo', type = 'Full') =>
    memberTimes(known, type)({ fleet, clusterResourceId: clusterId(name).toUpperCase() });

  it.each([
    ['the median of its own', asked('a'), { seconds: 200, source: 'ownUpdates' }],
    ['the mean of the two in the middle', asked('c', 'edge'), { seconds: 55, source: 'ownUpdates' }],
    ["its fleet's median, when nothing is known of it", asked('x'), { seconds: 300, source: 'fleetUpdates' }],
    [
      '14 minutes in a fleet of which nothing is known',
      asked('x', 'new'),
      { seconds: 840, source: 'assumed' },
    ],
    ['14 minutes for another type', asked('a', 'demo', 'NodeImageOnly'), { seconds: 840, source: 'assumed' }],
  ])('%s', (_what, time, expected) => {
    expect(time).toEqual(expected);
  });
});
