import { gunzipSync, gzipSync } from 'node:zlib';
import type { z } from 'zod';
import { CorruptRowError } from '../../domain/errors.ts';
import type { NewRow, RowKey, StoredRow } from '../../ports/table.ts';
import { looseSchema } from './looseSchema.ts';

/** A string property holds 64 KiB of UTF-16, that is 32,768 characters. */
const LONGEST_PROPERTY = 30_000;
/** An entity holds 1 MiB, names and keys included. */
const MOST_PIECES = 17;

const piece = (index: number) => `gzip${String(index).padStart(2, '0')}`;

/**
 * The value as the properties of a row: `json` while it fits into one property, else gzipped, as base64, over
 * as many as it takes. Compressed, because the findings of a hundred stages would not fit into an entity as
 * they are. Throws a RangeError when even that is too long.
 */
export function toRow(key: RowKey, value: unknown, columns: Readonly<Record<string, string>> = {}): NewRow {
  const json = JSON.stringify(value);
  const { partitionKey, rowKey } = key;
  if (json.length <= LONGEST_PROPERTY) return { ...columns, json, partitionKey, rowKey };
  const packed = gzipSync(json).toString('base64');
  const pieces: Record<string, string> = {};
  for (let index = 0; index * LONGEST_PROPERTY < packed.length; index += 1) {
    pieces[piece(index)] = packed.slice(index * LONGEST_PROPERTY, (index + 1) * LONGEST_PROPERTY);
  }
  if (Object.keys(pieces).length > MOST_PIECES) {
    throw new RangeError(`The value of row ${partitionKey} / ${rowKey} is too long: ${packed.length} bytes.`);
  }
  return { ...columns, ...pieces, partitionKey, rowKey };
}

function jsonOf(row: StoredRow): string {
  if (typeof row['json'] === 'string') return row['json'];
  let packed = '';
  for (let index = 0; ; index += 1) {
    const next = row[piece(index)];
    if (typeof next !== 'string') break;
    packed += next;
  }
  return gunzipSync(Buffer.from(packed, 'base64')).toString();
}

/** The value of a row, with whatever it has beyond the schema. Throws a CorruptRowError that names table and row. */
export function fromRow<T>(table: string, schema: z.ZodType<T>, row: StoredRow): T {
  let value: unknown;
  try {
    value = JSON.parse(jsonOf(row));
  } catch (error) {
    throw new CorruptRowError(table, row, 'its JSON is damaged', error);
  }
  const parsed = looseSchema(schema).safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue ? `${issue.path.join('.') || 'value'}: ${issue.message}` : parsed.error.message;
  throw new CorruptRowError(table, row, where, parsed.error);
}

/** A plain column. Throws a CorruptRowError when it is missing. */
export function columnOf(table: string, row: StoredRow, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new CorruptRowError(table, row, `it has no ${column}`);
}
