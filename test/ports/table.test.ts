import fc from 'fast-check';
import { StorageTable } from '../../src/azure/tables/storageTable.ts';
import { MemoryTable } from '../../src/memory/memoryTable.ts';
import type { NewRow, Table, Write } from '../../src/ports/table.ts';
import { newAccount } from '../support/azurite.ts';

const row = { partitionKey: 'p', rowKey: 'r', json: '1' };
const ALL = { partitionKey: 'p', from: 'a', before: 'z' };

const inMemory = (): Table => new MemoryTable(new Map(), 'Runs');
const onStorage = (): Table => new StorageTable({ connectionString: newAccount() }, 'Runs');

describe.each([
  ['Table Storage', onStorage],
  ['memory', inMemory],
])('A table in %s', (_name, newTable) => {
  it('is written in transactions: all rows or none', async () => {
    const table = newTable();
    await table.putAll([row]);
    const other = { ...row, rowKey: 's' };
    const written = await table.write([
      { kind: 'insert', row: other },
      { kind: 'insert', row },
    ]);
    expect(written).toBe('lost');
    expect((await table.all()).map(({ rowKey }) => rowKey)).toEqual(['r']);
  });

  it('returns the ETags that the rows then have, in order', async () => {
    const table = newTable();
    const rows = ['c', 'a', 'b'].map((rowKey) => ({ ...row, rowKey }));
    const eTags = await table.write(rows.map((each) => ({ kind: 'insert', row: each })));
    const stored = await Promise.all(rows.map((each) => table.read(each)));
    expect(stored.map((each) => each?.etag)).toEqual(eTags);
  });

  it('loses a write when the row has changed, is gone, or is there already', async () => {
    const table = newTable();
    const eTags = await table.write([{ kind: 'insert', row }]);
    const eTag = eTags[0] ?? '';
    expect(await table.write([{ kind: 'insert', row }])).toBe('lost');
    await table.putAll([{ ...row, json: '2' }]);
    expect(await table.write([{ kind: 'replace', row, eTag }])).toBe('lost');
    expect(await table.remove(row, eTag)).toBe('lost');
    expect(await table.remove(row)).toBe('written');
    expect(await table.write([{ kind: 'replace', row, eTag }])).toBe('lost');
    expect(await table.remove(row)).toBe('absent');
  });

  it('replaces a row whole, also when what is written is what was there: its ETag is new', async () => {
    const table = newTable();
    const [eTag = ''] = await table.write([{ kind: 'insert', row: { ...row, column: 'x' } }]);
    const [next] = await table.write([{ kind: 'replace', row, eTag }]);
    expect(next).not.toBe(eTag);
    expect(await table.read(row)).not.toHaveProperty('column');
  });

  it('takes no transaction that Storage would not take', async () => {
    const table = newTable();
    const many = Array.from({ length: 101 }, (_, index) => ({ ...row, rowKey: `k${index}` }));
    const put = (rows: readonly NewRow[]) => table.write(rows.map((each) => ({ kind: 'put', row: each })));
    await expect(put(many)).rejects.toThrow();
    await expect(put([row, { ...row, partitionKey: 'q' }])).rejects.toThrow();
    await expect(put([row, row])).rejects.toThrow();
    expect(await table.all()).toEqual([]);
  });

  it('reads a range of more than a thousand rows to its end, in order', async () => {
    const table = newTable();
    const rows = Array.from({ length: 1_250 }, (_, index) => ({
      ...row,
      rowKey: `k${String(index).padStart(4, '0')}`,
    }));
    await table.putAll(rows.toReversed());
    const keys = rows.map(({ rowKey }) => rowKey);
    const range = { partitionKey: 'p', from: 'k', before: 'l' };
    expect((await table.query(range)).map(({ rowKey }) => rowKey)).toEqual(keys);
    expect((await table.first(range, 1_100)).map(({ rowKey }) => rowKey)).toEqual(keys.slice(0, 1_100));
  });

  it('removes a range, several at once without an error, and keeps what it is told to', async () => {
    const table = newTable();
    await table.putAll(Array.from({ length: 250 }, (_, index) => ({ ...row, rowKey: `k${index}` })));
    const keep = ({ rowKey }: { rowKey: string }) => rowKey === 'k7';
    await Promise.all([1, 2, 3].map(() => table.removeAll(ALL, keep)));
    expect((await table.all()).map(({ rowKey }) => rowKey)).toEqual(['k7']);
  });

  it('tells the partitions before one', async () => {
    const table = newTable();
    for (const partitionKey of ['2026-03-02', '2026-03-01', '2026-03-03'])
      await table.putAll([{ ...row, partitionKey }]);
    expect((await table.partitionsBefore('2026-03-03')).toSorted()).toEqual(['2026-03-01', '2026-03-02']);
  });
});

type Step =
  | { readonly do: 'insert' | 'put' | 'remove'; readonly key: string; readonly json: string }
  | { readonly do: 'replace'; readonly key: string; readonly json: string; readonly stale: boolean };

const key = fc.constantFrom('a', 'b', 'c');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('insert', 'put', 'remove'), key, json: fc.string() }),
  fc.record({ do: fc.constant('replace'), key, json: fc.string(), stale: fc.boolean() }),
);

/** What a caller learns of each step, and what is there at the end, without the ETags' own spelling. */
async function played(table: Table, steps: readonly Step[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const each of steps) {
    const next = { partitionKey: 'p', rowKey: each.key, json: each.json };
    if (each.do === 'remove') {
      answers.push(await table.remove(next));
      continue;
    }
    const eTag = (await table.read(next))?.etag ?? 'W/"none"';
    if (each.do === 'replace' && each.stale) await table.putAll([{ ...next, json: 'in between' }]);
    const write: Write =
      each.do === 'replace' ? { kind: 'replace', row: next, eTag } : { kind: each.do, row: next };
    const written = await table.write([write]);
    answers.push(written === 'lost' ? 'lost' : 'written');
  }
  const rows = await table.query(ALL);
  return [...answers, rows.map(({ rowKey, json }) => [rowKey, json])];
}

it('Memory and Table Storage answer the same to the same steps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      expect(await played(inMemory(), steps)).toEqual(await played(onStorage(), steps));
    }),
    { numRuns: 30 },
  );
});
