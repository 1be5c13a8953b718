import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(__dirname, '../..');

const CANNOT_FAIL = [
  ['nothing', 'act();'],
  ['a value, and nothing of it', 'expect(act());'],
  ['under an if', 'if (act()) expect(1 + 1).toBe(3);'],
  ['where an error may not come', 'try { act(); } catch { expect(1 + 1).toBe(3); }'],
  ['of what a list may not have', 'act().forEach((each) => { expect(each).toBe(3); });'],
  ['in a function of the file that nobody calls', 'const check = () => { expect(act()).toBe(3); };'],
  ['that something is itself', 'expect(act()).toBe(act());'],
  ['that a literal is another', 'expect(true).toBe(act());'],
] as const;
const CAN_FAIL = [
  ['at once', 'expect(act()).toBe(3);'],
  ['later', 'await expect(act()).rejects.toThrow(/x/);'],
  ['both ways', 'if (act()) expect(act()).toBe(3); else expect(act()).toBe(4);'],
  ['in a function of the file', 'function check() { expect(act()).toBe(3); } check();'],
  ['in a function that says so by its name', 'expectOrder(act());'],
  [
    'in what a function of the file calls',
    'const run = (f) => f(1); run((x) => { expect(x).toBe(act()); });',
  ],
  ['of a property', 'fc.assert(fc.property(some, (x) => { expect(x).toBe(act()); }));'],
  ['of the compiler', '// @ts-expect-error -- it takes nothing\nact(3);'],
] as const;

const testOf = (body: string) => `it('does it', async () => { ${body}\n});`;

/** The rules that each code breaks in a test, by code. */
let broken: ReadonlyMap<string, readonly string[]>;

beforeAll(() => {
  const codes = [...CANNOT_FAIL, ...CAN_FAIL].map(([, body]) => testOf(body));
  const input = JSON.stringify({ filePath: __filename, codes });
  const answer = execFileSync(process.execPath, [join(__dirname, 'lintTexts.mjs')], { cwd: root, input });
  const found = z.array(z.array(z.string())).parse(JSON.parse(answer.toString()));
  broken = new Map(codes.map((code, at) => [code, found[at] ?? []]));
}, 120_000);

describe('A test is found that expects', () => {
  it.each(CANNOT_FAIL)('%s', (_, body) => {
    expect(broken.get(testOf(body))).toContain('tests/expectations');
  });
});

describe('A test may expect something', () => {
  it.each(CAN_FAIL)('%s', (_, body) => {
    expect(broken.get(testOf(body))).toEqual([]);
  });
});
