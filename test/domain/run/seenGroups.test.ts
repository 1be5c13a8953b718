import { seenOf, unchangedSince } from '../../../src/domain/run/seenGroups.ts';

const frozen = { planId: 'abc', attempt: 1, groups: [{ version: 0 }, { version: 40 }, { version: 2 }] };
const seen = seenOf(frozen) ?? '';

test('a reader is told of nothing when nothing was written', () => {
  expect(unchangedSince(seen, frozen)).toEqual([true, true, true]);
});

test('a reader is told of the groups that were written since', () => {
  const groups = [{ version: 0 }, { version: 41 }, { version: 2 }];
  expect(unchangedSince(seen, { ...frozen, groups })).toEqual([true, false, true]);
});

test.each([
  ['another attempt', { ...frozen, attempt: 2 }],
  ['another plan', { ...frozen, planId: 'abd' }],
])('a reader of %s is told of every group', (_what, now) => {
  expect(unchangedSince(seen, now)).toEqual([false, false, false]);
});

test.each(['', 'x', 'abc.1', 'abc.1.0-14', 'abc.1.0-14-2-1'])(
  'the text "%s" counts as nothing seen',
  (since) => {
    expect(unchangedSince(since, frozen)).toEqual([false, false, false]);
  },
);

test('runs with very many groups are read whole', () => {
  const groups = Array.from({ length: 5_000 }, () => ({ version: 1 }));
  expect(seenOf({ ...frozen, groups })).toBeUndefined();
});
