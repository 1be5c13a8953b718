import fc from 'fast-check';
import { runKeys, safe, sortableTime } from '../../../src/azure/tables/keys.ts';

it('leaves a name of our API as it is', () => {
  expect(safe('west-europe-1')).toBe('west-europe-1');
});

it('writes what a key may not hold as hex digits', () => {
  expect(safe('a/b|c=d ü')).toBe('a=002fb=007cc=003dd=0020=00fc');
});

it('keeps different names different, in characters that a key may hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
      expect(safe(one) === safe(other)).toBe(one === other);
      expect(safe(one)).toMatch(/^[A-Za-z0-9_.=-]*$/);
    }),
  );
});

it('sorts the list entries of later runs first', () => {
  const early = runKeys.listEntry('2026-03-01T12:00:00.000Z', 'a').rowKey;
  const late = runKeys.listEntry('2026-03-01T12:00:00.001Z', 'b').rowKey;
  expect([early, late].sort()).toEqual([late, early]);
});

it('sorts events by time, whatever the spelling of the time', () => {
  expect(sortableTime('2026-03-01T13:00:00+01:00')).toBe('2026-03-01T12:00:00.000Z');
  expect(sortableTime('2026-03-01T12:00:00Z')).toBe('2026-03-01T12:00:00.000Z');
});
