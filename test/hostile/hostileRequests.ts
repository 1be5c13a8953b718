import * as fc from 'fast-check';
import { allowed, change, changed, hostileJson, HOSTILE_TEXTS, textOf } from './hostileJson.ts';
import type { RawRequest } from './rawHttp.ts';
import type { ServedRoute } from './servedRoutes.ts';

/** Methods that the app answers itself; of others the Functions host says 404 without a word. */
export const ANSWERED_METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH'];

const MEGABYTE = 1024 * 1024;

const CONTENT_TYPES = [
  ...[
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/problem+json',
    'text/json',
  ],
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    ';',
    '',
  ],
  ...[
    'application/json; charset=utf-16',
    'application/json, text/html',
    '*/*',
    `application/${'a+'.repeat(2_000)}json`,
  ],
];

const HEADERS: Readonly<Record<string, readonly string[]>> = {
  'if-match': ['*', '"x"', 'W/"x"', '"a","b"', '', '"', 'x'.repeat(4_000), '\u00ff'],
  'if-none-match': ['*', '"x"', '*,*', ',,,', '', 'W/W/"'],
  'x-http-method-override': ['DELETE', 'PATCH', '../'],
  'x-forwarded-for': ['127.0.0.1', "' or 1=1"],
  'x-forwarded-host': ['evil.example', '\u00e4'],
  'x-original-url': ['/api/runs', '/admin/host/status'],
  'x-ms-client-principal': ['e30=', 'bnVsbA==', '!!!', 'W10=', 'eyJjbGFpbXMiOnt9fQ==', 'a'.repeat(4_000)],
  'x-ms-client-principal-name': ['root', '<b>'],
  authorization: ['Bearer x', 'Basic Og==', 'Bearer ', 'x'.repeat(4_000)],
  'webhook-signature': ['v1,x', 'v1,', ',', 'v1,AAAA v1,BBBB v2,x'],
  'webhook-timestamp': ['0', '-1', 'NaN', '1e999', '99999999999999999999'],
  'webhook-id': ['', '../', 'a'.repeat(2_000)],
  'x-hub-signature-256': ['sha256=', 'sha256=zz', `sha256=${'0'.repeat(64)}`],
  accept: ['text/html', 'application/xml', ''],
  'accept-language': ['\u00e4'],
  'content-encoding': ['gzip', 'br', 'identity'],
  cookie: ['a=b; a=c; __proto__=1', '='],
  range: ['bytes=0-1', 'bytes=-1'],
  origin: ['null', 'https://evil.example'],
  __proto__: ['x'],
};

const header = fc
  .constantFrom(...Object.entries(HEADERS))
  .chain(([name, values]) => fc.constantFrom(...values).map((value): [string, string] => [name, value]));
const headers = fc.oneof(
  { weight: 2, arbitrary: fc.constant<[string, string][]>([]) },
  { weight: 1, arbitrary: fc.array(header, { maxLength: 4 }) },
);

const RAW_BODIES: readonly (string | Buffer)[] = [
  ...[
    '',
    '{',
    '[]',
    'null',
    '0',
    '""',
    '{"a":1}}',
    "{'a':1}",
    'undefined',
    '\ufeff{}',
    '\u0000',
    '{"__proto__":null}',
  ],
  ...[
    '{"constructor":{"prototype":{"x":1}}}',
    '[[[[',
    '{"name":"a"',
    '//',
    '<xml/>',
    'a=b&c=d',
    '{"\\u0000":1}',
  ],
  ...[
    Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
    Buffer.from([0x22, 0xc3, 0x28, 0x22]),
    Buffer.from([0xed, 0xa0, 0x80]),
  ],
  ...['['.repeat(200_000), `"${'a'.repeat(256 * 1024)}"`, `{"name":"${'b'.repeat(MEGABYTE)}"}`],
];

const percent = (text: string) => encodeURIComponent(text.toWellFormed());
/** Escaped, half escaped, wrongly escaped: what a client can put between two slashes. */
const hostileSegment = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS.filter((text) => text.length < 1_000)).map(percent),
  fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '..%2f..%2fapi%2fruns',
    '%',
    '%zz',
    '%c0%ae',
    '%00',
    'a;b',
    '~',
    '%25',
    '%ff',
    '',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map(percent),
);

/** Names of the resources there are, and some there are not. */
const segment = (parameter: string, words: readonly string[]) => {
  const names = words.filter((word) => /^[a-z][a-z0-9-]{1,49}$/.test(word));
  const known = parameter === '{fleet}' ? ['demo', 'demo', 'constructor'] : names;
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: hostileSegment },
  );
};

const keyOrValue = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS.filter((text) => text.length < 1_000)).map(percent),
  fc.constantFrom('%', '%zz', '%00', 'code'),
);

function queryOf(route: ServedRoute, words: readonly string[]): fc.Arbitrary<string> {
  const declared = Object.entries(route.query).map(([name, schema]) =>
    fc
      .oneof(
        allowed(schema, words).map((value) =>
          percent(typeof value === 'string' ? value : JSON.stringify(value)),
        ),
        keyOrValue,
      )
      .map((value) => `${name}=${value}`),
  );
  const strange = fc.tuple(keyOrValue, keyOrValue).map(([key, value]) => `${key}=${value}`);
  const pair =
    declared.length === 0 ? strange : fc.oneof({ weight: 3, arbitrary: fc.oneof(...declared) }, strange);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    {
      weight: 1,
      arbitrary: fc.array(pair, { minLength: 1, maxLength: 3 }).map((pairs) => `?${pairs.join('&')}`),
    },
  );
}

function bodyOf(route: ServedRoute, words: readonly string[]): fc.Arbitrary<string | Buffer | undefined> {
  const right = route.body ? allowed(route.body, words) : hostileJson;
  const wrong = fc
    .tuple(right, fc.array(change, { minLength: 1, maxLength: 2 }))
    .map(([value, changes]) => changes.reduce(changed, value));
  return fc.oneof(
    { weight: 5, arbitrary: right.map(textOf) },
    { weight: 6, arbitrary: wrong.map(textOf) },
    { weight: 2, arbitrary: fc.constantFrom(...RAW_BODIES) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

/** Requests for one route: some of them right, most of them wrong somewhere. */
export function hostileRequest(route: ServedRoute, words: readonly string[]): fc.Arbitrary<RawRequest> {
  const segments = route.path
    .split('/')
    .map((part) => (part.startsWith('{') ? segment(part, words) : fc.constant(part)));
  const path = fc.tuple(...segments).map((parts) => parts.join('/'));
  const otherMethod = fc.constantFrom(...ANSWERED_METHODS, 'HEAD', 'OPTIONS', 'TRACE', 'PURGE');
  const method = fc.oneof(
    { weight: 9, arbitrary: fc.constant(route.method) },
    { weight: 1, arbitrary: otherMethod },
  );
  const contentType = fc.oneof(
    { weight: 5, arbitrary: fc.constant('application/json') },
    { weight: 1, arbitrary: fc.constantFrom(...CONTENT_TYPES) },
  );
  return fc
    .tuple(method, path, queryOf(route, words), headers, contentType, bodyOf(route, words))
    .map(([verb, pathname, query, more, type, body]) => ({
      method: verb,
      target: `${pathname}${query}`,
      headers: [...more, ...(body === undefined ? [] : [['content-type', type] satisfies [string, string]])],
      body,
    }));
}
