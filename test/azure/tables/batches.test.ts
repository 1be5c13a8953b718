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

it('takes no more than 4 MiB in one transaction', () => {
  const rows = Array.from({ length: 12 }, () => 'x'.repeat(900_000));
  expect(intoBatches(rows).map((batch) => batch.length)).toEqual([3, 3, 3, 3]);
});

it('counts characters as the bytes that they are sent as', () => {
  expect(intoBatches(['ü'.repeat(900_000), 'ü'.repeat(900_000)])).toHaveLength(2);
});

it('gives a row that is larger than that a transaction of its own', () => {
  const lengths = intoBatches(['a', 'x'.repeat(3_500_000), 'b']).map((batch) => batch.length);
  expect(lengths).toEqual([1, 1, 1]);
});

it('keeps order and loses nothing, however many and long', () => {
  const rows = fc.array(fc.nat({ max: 900_000 }), { maxLength: 250, size: 'max' });
  fc.assert(
    fc.property(rows, (sizes) => {
      const batches = intoBatches(sizes.map((size) => 'x'.repeat(size)));
      expect(batches.flat().map(({ length }) => length)).toEqual(sizes);
      expect(batches.every(({ length }) => length > 0 && length <= 100)).toBe(true);
    }),
    { numRuns: 5 },
  );
});
