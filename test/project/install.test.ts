import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INSTALL = join(__dirname, '../../scripts/install.mjs');
const PACKAGES = {
  '': { name: 'app', version: '1.0.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/other-systems': { version: '1.0.0', integrity: 'sha512-o', optional: true },
};
const THERE = { 'node_modules/a': PACKAGES['node_modules/a'] };

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fleet-updates-install-'));
  mkdirSync(join(root, 'node_modules'));
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(root, 'node_modules', 'works'), '');
  lockfile('package-lock.json', PACKAGES);
  lockfile('node_modules/.package-lock.json', THERE);
  npm('exit 1');
});
afterEach(() => rmSync(root, { recursive: true }));

it('A lockfile that was touched, or laid out anew, or whose own version changed, costs nothing', () => {
  lockfile('package-lock.json', { ...PACKAGES, '': { name: 'app', version: '2.0.0' } });
  expect(install()).toEqual({ isInstalled: true, npmCalls: 0 });
});

it.each([
  ['another version', { ...PACKAGES, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-b' } }],
  ['another content', { ...PACKAGES, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } }],
  ['one more', { ...PACKAGES, 'node_modules/b': { version: '1.0.0', integrity: 'sha512-b' } }],
  ['one less', { '': PACKAGES[''] }],
])('%s of a package is installed, and without a network what worked is still there', (_what, packages) => {
  lockfile('package-lock.json', packages);
  expect(install()).toEqual({ isInstalled: false, npmCalls: 1 });
  expect(existsSync(join(root, 'node_modules', 'works'))).toBe(true);
  npm('mkdir -p node_modules && exit 0');
  expect(install()).toEqual({ isInstalled: true, npmCalls: 2 });
  expect(existsSync(join(root, 'node_modules', 'works'))).toBe(false);
  expect(existsSync(join(root, 'node_modules.kept'))).toBe(false);
});

it('What an installation that was cut off has put aside is back at the next', () => {
  lockfile('package-lock.json', { '': PACKAGES[''] });
  npm('mkdir -p node_modules; kill -9 $PPID');
  expect(install).toThrow();
  lockfile('package-lock.json', PACKAGES);
  expect(install()).toEqual({ isInstalled: true, npmCalls: 1 });
  expect(existsSync(join(root, 'node_modules', 'works'))).toBe(true);
});

it('A clone that has nothing yet is installed', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  npm('mkdir -p node_modules && exit 0');
  expect(install()).toEqual({ isInstalled: true, npmCalls: 1 });
});

function install() {
  const script = `import { install } from ${JSON.stringify(INSTALL)}; console.log(install(process.cwd()))`;
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}` },
  });
  const calls = join(root, 'calls');
  const npmCalls = existsSync(calls) ? readFileSync(calls, 'utf8').length : 0;
  return { isInstalled: said.trim() === 'true', npmCalls };
}

/** Like the real one, it begins by deleting what is there. */
function npm(then: string): void {
  const file = join(root, 'bin', 'npm');
  writeFileSync(file, `#!/bin/sh\nprintf x >> calls\nrm -rf node_modules\n${then}\n`);
  chmodSync(file, 0o755);
}

function lockfile(path: string, packages: object): void {
  writeFileSync(join(root, path), JSON.stringify({ lockfileVersion: 3, packages }));
}
