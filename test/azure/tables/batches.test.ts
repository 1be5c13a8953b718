import fc from 'fast-check';
import { intoBatches } from '../../../src/azure/tables/batches.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

it('takes up to a hundred rows in one transaction', () => {
  expect(intoBatches(numbers(100))).toEqual([numbers(100)]);
});

it('fills the transaction of the last row first', () => {
  expect(intoBatches(numbers(101)).map((batch) => batch.length)).toEqual([1, 100]);
});

it('makes no transaction of nothing', () => {
  expect(intoBatches([])).toEqual([]);
});

it('keeps order, loses nothing, and stays within the limits of a transaction', () => {
  const rows = fc.array(fc.nat({ max: 900_000 }), { maxLength: 250 });
  fc.assert(
    fc.property(rows, (sizes) => {
      const writes = sizes.map((size) => 'x'.repeat(size));
      const batches = intoBatches(writes);
      expect(batches.flat().map(({ length }) => length)).toEqual(sizes);
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(100);
        expect(batch.join('').length).toBeLessThan(4 * 1_024 * 1_024);
      }
    }),
    { numRuns: 20 },
  );
});
