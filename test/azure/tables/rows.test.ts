import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { columnOf, fromRow, toRow } from '../../../src/azure/tables/rows.ts';
import { CorruptRowError } from '../../../src/domain/errors.ts';

const key = { partitionKey: 'p', rowKey: 'r' };
const texts = z.array(z.string());
const stored = (row: Record<string, unknown>) => ({ ...row, ...key, etag: 'e' });

it('keeps a short value as readable JSON', () => {
  expect(toRow(key, { a: 1 }, { asOf: 'now' })).toEqual({ ...key, json: '{"a":1}', asOf: 'now' });
});

it.each([29_000, 31_000, 100_000])('reads back a value of %d incompressible characters', (length) => {
  const value = [randomBytes(length / 2).toString('hex')];
  expect(fromRow('T', texts, stored(toRow(key, value)))).toEqual(value);
});

it('keeps every property under 64 KiB and the row under 1 MiB', () => {
  const row = toRow(key, [randomBytes(350_000).toString('base64')]);
  for (const property of Object.values(row)) expect(property.length * 2).toBeLessThan(64 * 1_024);
  expect(Object.values(row).join('').length * 2).toBeLessThan(1_024 * 1_024);
});

it('keeps the warnings about five thousand empty groups in one row', () => {
  const warning = { severity: 'warning', code: 'GroupWithoutMembers', message: 'm'.repeat(150) };
  const warnings = Array.from({ length: 5_000 }, (_, index) => JSON.stringify({ ...warning, group: index }));
  expect(fromRow('T', texts, stored(toRow(key, warnings)))).toEqual(warnings);
});

it('refuses a value that no row can hold, naming the row', () => {
  expect(() => toRow(key, randomBytes(600_000).toString('base64'))).toThrow(/p \/ r is too long/);
});

it.each([
  ['JSON that is cut off', { json: '["a"' }],
  ['a value of another form', { json: '[1]' }],
  ['no value at all', {}],
  ['packed JSON that is damaged', { gzip00: 'AAAA' }],
])('names table and row of %s', (_, row) => {
  const read = () => fromRow('Runs', texts, stored(row));
  expect(read).toThrow(CorruptRowError);
  expect(read).toThrow(/Row p \/ r of table Runs/);
});

it('names a column that is missing', () => {
  expect(() => columnOf('Runs', stored({}), 'runId')).toThrow(/Row p \/ r of table Runs .* has no runId/);
});
