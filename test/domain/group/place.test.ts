import { withoutPlace, withPlace, type Place } from '../../../src/domain/group/place.ts';
import { NOW } from './builders.ts';

const aPlace = (fleetRun: string, more: Partial<Place> = {}): Place => ({
  runId: 'r1',
  planId: 'p1',
  attempt: 2,
  stage: 0,
  group: 0,
  fleetRun,
  taking: 5,
  since: NOW,
  ...more,
});
const A = aPlace('a');
const B = aPlace('b');
const C = aPlace('c');

describe('A place', () => {
  it.each<[string, readonly Place[], Place, number, readonly Place[] | undefined]>([
    ['is taken where one is free', [A], B, 2, [A, B]],
    ['is refused where none is', [A, B], C, 2, undefined],
    ['is taken once, however often it is asked for', [A, B], B, 2, [A, B]],
    ['is kept though the limit was lowered', [A, B, C], C, 1, [A, B, C]],
    [
      'is taken anew in place of an earlier taking',
      [A],
      aPlace('a', { taking: 6 }),
      1,
      [aPlace('a', { taking: 6 })],
    ],
    ['is not taken by a twin that comes late', [A], aPlace('a', { taking: 4 }), 2, undefined],
    ['is not for an attempt before another that is here', [A], aPlace('b', { attempt: 1 }), 2, undefined],
    [
      'is for any attempt of another run',
      [A],
      aPlace('b', { attempt: 1, runId: 'r2' }),
      2,
      [A, aPlace('b', { attempt: 1, runId: 'r2' })],
    ],
  ])('%s', (_, places, place, limit, expected) => {
    expect(withPlace(places, place, limit)).toEqual(expected);
  });

  it('is given back by its own taking or a later one, and by nothing late', () => {
    expect(withoutPlace([A, B], { runId: 'r1', fleetRun: 'a', taking: 5 })).toEqual([B]);
    expect(withoutPlace([A, B], { runId: 'r1', fleetRun: 'a', taking: 4 })).toEqual([A, B]);
    expect(withoutPlace([A, B], { runId: 'r2', fleetRun: 'a', taking: 5 })).toEqual([A, B]);
  });
});
