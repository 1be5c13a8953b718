import fc from 'fast-check';
import { mostAtOnce, percentile } from '../../src/rehearsal/figures.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 8, minute)).toISOString();

describe('The figures of a rehearsal', () => {
  it.each([
    [50, 5],
    [90, 9],
    [99, 10],
    [100, 10],
  ])('%i in 100 of the numbers from 1 to 10 are at most %i', (percent, value) => {
    expect(percentile([3, 1, 2, 10, 9, 8, 4, 5, 6, 7], percent)).toBe(value);
  });

  it('count as at once what overlaps, not what follows', () => {
    const spans = [
      { startedAt: at(0), endedAt: at(10) },
      { startedAt: at(10), endedAt: at(20) },
      { startedAt: at(5), endedAt: at(12) },
      { startedAt: at(30) },
    ];
    expect(mostAtOnce(spans)).toBe(2);
    expect(mostAtOnce([])).toBe(0);
  });

  it('never count more at once than there are, and never fewer than are there at the start of any', () => {
    const span = fc.record({ start: fc.nat({ max: 50 }), long: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 20 }), (spans) => {
        const most = mostAtOnce(
          spans.map(({ start, long }) => ({ startedAt: at(start), endedAt: at(start + long) })),
        );
        const counted = spans.map(
          ({ start }) => spans.filter((one) => one.start <= start && start < one.start + one.long).length,
        );
        expect(most).toBe(Math.max(...counted));
      }),
    );
  });
});
