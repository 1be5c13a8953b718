import { OCCURRENCES, rankOf } from '../../../src/domain/notify/occurrence.ts';

it('Of what happens in the same millisecond a start is told first, an end of a stage after its parts, and the end of the run last', () => {
  const types = ['run.ended', 'stage.ended', 'member.failed', 'run.started'] as const;
  const told = types.toSorted((one, other) => rankOf({ type: one }) - rankOf({ type: other }));
  expect(told).toEqual(['run.started', 'member.failed', 'stage.ended', 'run.ended']);
  expect(Object.keys(OCCURRENCES).every((type) => /^\d$/.test(String(rankOf({ type }))))).toBe(true);
});
