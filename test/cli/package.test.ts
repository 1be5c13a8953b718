import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

it('is packed, installed offline into an empty folder and run there, with nothing but Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-updates-package-'));
  const npm = (...words: string[]) =>
    execFileSync('npm', [...words, '--offline', '--cache', join(folder, 'cache')], {
      cwd: folder,
      encoding: 'utf8',
    });
  try {
    npm('pack', join(process.cwd(), 'dist', 'cli'));
    const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    npm('install', `./${String(tarball)}`, '--no-audit', '--no-fund');
    const installed = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    const bin = join(folder, 'node_modules', '.bin', 'fleet-updates');
    const run = (...words: string[]) =>
      execFileSync(process.execPath, [bin, ...words], { cwd: folder, encoding: 'utf8', env: {} });
    expect([installed, run('--version')]).toEqual([
      ['fleet-updates'],
      expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    ]);
    expect(run('runs', '--help')).toContain('fleet-updates runs list');
    // All that it has is in the package, also what only one command runs.
    expect(run('rehearse', '--node-images', 'Latest', '--members', '2')).toMatch(/^Plays +1: 1 Completed$/m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('says in words that it needs a newer Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-updates-old-node-'));
  try {
    const old = join(folder, 'old.cjs');
    writeFileSync(old, "Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } });\n");
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', old, join(process.cwd(), 'dist', 'cli', 'fleet-updates.cjs'), 'members', 'list'],
      { encoding: 'utf8' },
    );
    expect([status, stdout, stderr]).toEqual([
      1,
      '',
      'fleet-updates needs Node 22 or newer; this is 20.20.2.\n',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
