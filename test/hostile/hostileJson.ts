import * as fc from 'fast-check';
import type { Schema } from './servedRoutes.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Stands in a value for JSON that `JSON.stringify` would not write: huge numbers, depth, twice the same key. */
const RAW = /"@raw:(\d+)@"/g;
const RAW_TEXTS = [
  ...['1e999', '-1e999', '1e308', '9007199254740993', '-0', '0.1e-400', '1'.repeat(5_000)],
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  '{"name":"a","name":"b"}',
  '"\\ud800"',
  '"\\u0000"',
];

/** Names that mean something to JavaScript, to file systems, to tables or to readers. */
export const HOSTILE_TEXTS = [
  ...['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf', 'then', 'length'],
  ...[
    '..',
    '.',
    '../../etc/passwd',
    '..\\..\\x',
    '/',
    '\\',
    'a/b',
    '%2e%2e%2f',
    '%00',
    '\u0000',
    'a\nb',
    '\r\nx: y',
  ],
  ...[
    "'; drop table Runs--",
    "' or PartitionKey ne '",
    '{{7*7}}',
    '${x}',
    '<script>alert(1)</script>',
    '|',
    '#?',
  ],
  ...[
    'ä',
    'Ａ',
    '\u202edcba',
    '\u200b',
    '\ufeff',
    '🚀',
    'é',
    'i̇',
    'null',
    'undefined',
    'NaN',
    'true',
    '-',
    '',
    ' ',
  ],
  ...['0', '-1', '1e9', '9'.repeat(400), 'a'.repeat(50), 'a'.repeat(51), 'a'.repeat(70_000), 'a-', 'A'],
];

const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(...HOSTILE_TEXTS),
  fc.constantFrom<Json>(null, true, false, 0, -1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e300, [], {}),
  fc.nat({ max: RAW_TEXTS.length - 1 }).map((at) => `@raw:${at}@`),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

/** Anything at all, and objects with keys that JavaScript gives a meaning of its own. */
export const hostileJson: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 5 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.tuple(fc.constantFrom(...HOSTILE_TEXTS), scalar), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries)),
  },
);

/** A value that the schema allows, as far as a schema tells; texts are often words that the system knows. */
export function allowed(schema: Schema, words: readonly string[]): fc.Arbitrary<Json> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const some = schema.anyOf ?? schema.oneOf;
  if (some) return fc.oneof(...some.map((each) => allowed(each, words)));
  if (schema.allOf) return fc.tuple(...schema.allOf.map((each) => allowed(each, words))).map(merged);
  switch (schema.type ?? 'string') {
    case 'object':
      return allowedObject(schema, words);
    case 'array':
      return fc.array(allowed(schema.items ?? {}, words), { minLength: schema.minItems ?? 0, maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1) });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return allowedText(schema, words);
  }
}

function allowedObject({ properties, required = [] }: Schema, words: readonly string[]): fc.Arbitrary<Json> {
  const fields = Object.entries(properties ?? {}).map(([key, schema]) => {
    const value = allowed(schema, words).map((json): [string, Json][] => [[key, json]]);
    // Few at a time: many of them exclude each other.
    const left = { weight: 2, arbitrary: fc.constant<[string, Json][]>([]) };
    return required.includes(key) ? value : fc.oneof({ weight: 1, arbitrary: value }, left);
  });
  return fc.tuple(...fields).map((entries) => Object.fromEntries(entries.flat()));
}

function allowedText({ pattern, maxLength = 60 }: Schema, words: readonly string[]): fc.Arbitrary<Json> {
  const expression = pattern === undefined ? undefined : new RegExp(pattern, 'u');
  const known = words.filter((word) => word.length <= maxLength && (expression?.test(word) ?? true));
  const made = expression ? fc.stringMatching(expression) : fc.string({ maxLength: Math.min(maxLength, 20) });
  return known.length === 0 ? made : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, made);
}

function merged(parts: readonly Json[]): Json {
  const entries = parts.flatMap((part) => (typeof part === 'object' && part ? Object.entries(part) : []));
  return Object.fromEntries(entries);
}

interface Change {
  readonly at: number;
  readonly kind: 'replace' | 'remove' | 'add' | 'repeat';
  readonly key: string;
  readonly value: Json;
}
export const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(1_000),
  kind: fc.constantFrom<Change['kind']>('replace', 'replace', 'remove', 'add', 'repeat'),
  key: fc.constantFrom(...HOSTILE_TEXTS),
  value: hostileJson,
});

/** The value with one place of it made wrong: replaced, left out, given a strange key, or repeated without measure. */
export function changed(value: Json, { at, kind, key, value: hostile }: Change): Json {
  const places = countPlaces(value);
  let left = at % places;
  const visit = (here: Json): Json | undefined => {
    if (left-- === 0) return altered(here, kind, key, hostile);
    if (Array.isArray(here)) return here.flatMap((each) => visit(each) ?? []);
    if (typeof here !== 'object' || here === null) return here;
    const entries = Object.entries(here).flatMap(([name, each]): [string, Json][] => {
      const json = visit(each);
      return json === undefined ? [] : [[name, json]];
    });
    return Object.fromEntries(entries);
  };
  return visit(value) ?? null;
}

/** Undefined: left out. */
function altered(here: Json, kind: Change['kind'], key: string, hostile: Json): Json | undefined {
  if (kind === 'remove') return undefined;
  if (kind === 'repeat') return Array.from({ length: 1_500 }, () => here);
  if (kind === 'replace' || typeof here !== 'object' || here === null) return hostile;
  return Array.isArray(here)
    ? [...here, hostile]
    : Object.fromEntries([...Object.entries(here), [key, hostile]]);
}

function countPlaces(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, each) => sum + countPlaces(each), 1);
}

/** In UTF-8 below the 2 MiB over which the Functions host itself refuses a body (FUNCTIONS_REQUEST_BODY_SIZE_LIMIT). */
export function textOf(value: Json): string {
  return JSON.stringify(value)
    .replaceAll(RAW, (_, at: string) => RAW_TEXTS[Number(at)] ?? 'null')
    .slice(0, 600_000);
}
