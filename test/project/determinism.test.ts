import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(__dirname, '../..');
const generator = (body: string) =>
  `export function* bad(context: { now: Date }) { ${body}; yield context; }`;

const FORBIDDEN = [
  ['reading the clock', generator('new Date()'), 'no-restricted-globals'],
  ['reading the clock by its other name', generator('Date.now()'), 'no-restricted-globals'],
  ['reading the clock of the process', generator('performance.now()'), 'no-restricted-globals'],
  ['drawing a number', generator('Math.random()'), 'no-restricted-properties'],
  ['drawing a number in passing', generator('const { random } = Math; random()'), 'no-restricted-properties'],
  ['drawing a number by another name', generator('const m = Math; m.random()'), 'no-restricted-syntax'],
  ['making an id', generator('crypto.randomUUID()'), 'no-restricted-globals'],
  ['reading settings', generator('process.env.X'), 'no-restricted-globals'],
  ['reaching all that through globalThis', generator('globalThis.Date.now()'), 'no-restricted-globals'],
  ['waiting by itself', generator('setTimeout(() => undefined, 1)'), 'no-restricted-globals'],
  ['making promises', generator('Promise.resolve()'), 'no-restricted-globals'],
  ['asking the network', generator('fetch("http://x")'), 'no-restricted-globals'],
  ['being async', 'export async function bad() { return 1; }', 'no-restricted-syntax'],
  ['having async parts', generator('const f = async () => 1; f()'), 'no-restricted-syntax'],
  ['being an async generator', 'export async function* bad() { yield 1; }', 'no-restricted-syntax'],
  ['awaiting', 'export const x = await 1;', 'no-restricted-syntax'],
  [
    'awaiting in a loop',
    'export async function bad(a) { for await (const x of a) x(); }',
    'no-restricted-syntax',
  ],
  [
    'importing of Node',
    "import { randomUUID } from 'node:crypto'; export const x = randomUUID;",
    'no-restricted-imports',
  ],
  [
    'importing of Node without saying so',
    "import fs from 'fs'; export const x = fs;",
    'no-restricted-imports',
  ],
  [
    'importing another package',
    "import semver from 'semver'; export const x = semver;",
    'no-restricted-imports',
  ],
  ['importing later', generator("import('../domain/names.ts')"), 'no-restricted-syntax'],
  ['requiring', generator("require('node:os')"), 'no-restricted-globals'],
  [
    'keeping state outside',
    'let count = 0; export function* bad() { count += 1; yield count; }',
    'no-restricted-syntax',
  ],
] as const;
const ALLOWED = `import type { OrchestrationContext } from 'durable-functions';
import { z } from 'zod';
import { secondsAfter } from '../domain/seconds.ts';
export function* good(context: OrchestrationContext): Generator<unknown, Date> {
  yield context.df.callActivity('a', z.int().parse(1));
  return secondsAfter(context.df.currentUtcDateTime, Math.max(1, 2));
}`;

/** The rules that each code breaks, by code: what the project's own configuration says of an orchestrator. */
let broken: ReadonlyMap<string, readonly string[]>;

beforeAll(() => {
  const codes = [...FORBIDDEN.map(([, code]) => code), ALLOWED];
  // The text is checked, not the file, so any that the compiler knows will do.
  const input = JSON.stringify({ filePath: join(root, 'src/orchestrators/updateGroup.ts'), codes });
  const answer = execFileSync(process.execPath, [join(__dirname, 'lintTexts.mjs')], { cwd: root, input });
  const found = z.array(z.array(z.string())).parse(JSON.parse(answer.toString()));
  broken = new Map(codes.map((code, at) => [code, found[at] ?? []]));
}, 120_000);

describe('The lint rules keep an orchestrator from', () => {
  it.each(FORBIDDEN)('%s', (_, code, rule) => {
    expect(broken.get(code)).toContain(rule);
  });

  it('nothing that is right: types, the time of the turn, tasks', () => {
    expect(broken.get(ALLOWED)).toEqual([]);
  });
});

describe('The import rules keep an orchestrator', () => {
  /** Exit code and words of `npm run imports` for a project of one orchestrator. */
  function imports(code: string) {
    const folder = mkdtempSync(join(tmpdir(), 'imports-'));
    mkdirSync(join(folder, 'src/orchestrators'), { recursive: true });
    for (const file of ['tsconfig.json', '.dependency-cruiser.cjs'])
      copyFileSync(join(root, file), join(folder, file));
    writeFileSync(join(folder, 'src/orchestrators/one.ts'), code);
    writeFileSync(join(folder, 'src/orchestrators/two.ts'), "export * from './one.ts';\n");
    const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const { status, stdout } = spawnSync(process.execPath, [depcruise, 'src'], {
      cwd: folder,
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    return { status, stdout };
  }

  it('from everything but contracts, domain, zod and Durable', () => {
    const { status, stdout } = imports("import { hostname } from 'node:os';\nexport const x = hostname;\n");
    expect(stdout).toContain('orchestrators-are-deterministic: src/orchestrators/one.ts');
    expect(status).not.toBe(0);
  });

  it('from nothing else', () => {
    expect(imports('export const x = 1;\n').status).toBe(0);
  });
});
