import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');
const SCRIPTS = ['azure/beforeDeploy.mjs', 'azure/azureCli.mjs', 'packageStamp.mjs', 'package.mjs'];
const BUILD = `
import { readFileSync, writeFileSync } from 'node:fs';
import { stamped } from './packageStamp.mjs';
await stamped(async () => writeFileSync('dist/index.cjs', readFileSync('src/index.ts')));
await import('./package.mjs');
`;
const SCRIPT = 'node scripts/build.mjs';
const FILES: Record<string, string> = {
  'src/index.ts': 'first',
  'host.json': '{}',
  'package-lock.json': '{}',
  'tsconfig.json': '{}',
  'scripts/build.mjs': BUILD,
  'scripts/buildCli.mjs': '',
  'scripts/buildWeb.mjs': '',
  'package.json': JSON.stringify({
    name: 'p',
    version: '1.0.0',
    main: 'dist/index.cjs',
    scripts: { package: SCRIPT },
  }),
};

/** A small project that is packaged as this one is. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-updates-deploy-'));
  for (const script of SCRIPTS) cpSync(join(root, 'scripts', script), join(folder, 'scripts', script));
  mkdirSync(join(folder, 'dist'));
  for (const [path, text] of Object.entries(FILES)) write(path, text);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** What `azd deploy` runs first. */
function beforeDeploy(variables: Record<string, string> = {}) {
  const PATH = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
  const options = { cwd: folder, encoding: 'utf8', env: { PATH, HOME: folder, ...variables } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/azure/beforeDeploy.mjs'], options);
  return { status, said: `${stdout}${stderr}` };
}
const deployed = () => readFileSync(join(folder, 'dist/package/dist/index.cjs'), 'utf8');

describe('Before the code is deployed', () => {
  it('a package is made where there is none, and again when a source has changed', () => {
    expect(beforeDeploy().status).toBe(0);
    expect(deployed()).toBe('first');
    write('src/index.ts', 'second');
    expect(beforeDeploy().status).toBe(0);
    expect(deployed()).toBe('second');
    expect(beforeDeploy().said).toContain('is made of these sources');
    expect(existsSync(join(folder, 'dist/package/package.sources'))).toBe(false);
  });

  it.each([['CI'], ['TF_BUILD']])(
    'a pipeline (%s) refuses a package that is missing or older than the sources',
    (name) => {
      const { status, said } = beforeDeploy({ [name]: 'true' });
      expect([status, said]).toEqual([1, expect.stringContaining('missing')]);
      beforeDeploy();
      expect(beforeDeploy({ [name]: 'true' }).status).toBe(0);
      for (const path of ['src/new/file.ts', 'package-lock.json', 'host.json']) {
        const before = FILES[path];
        write(path, '{ }');
        expect(beforeDeploy({ [name]: 'true' }).status).toBe(1);
        if (before === undefined) rmSync(join(folder, path));
        else write(path, before);
      }
      expect(beforeDeploy({ [name]: 'true' }).status).toBe(0);
    },
  );

  it('a package that was laid out from an older bundle is not taken for a new one', () => {
    beforeDeploy();
    write('src/index.ts', 'second');
    spawnSync(process.execPath, ['scripts/package.mjs'], { cwd: folder });
    expect(beforeDeploy({ CI: 'true' }).status).toBe(1);
  });
});
