// Makes a clone ready: installs what the lockfile says when it says something new, and builds the bundle.
// With arguments it then runs them as a script on the pinned Node, whatever Node npm itself runs on.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pinnedNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const installed = join(root, 'node_modules', '.package-lock.json');

const changedAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 'inherit'],
    ...options,
  });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(pinnedNode) || changedAt(join(root, 'package-lock.json')) > changedAt(installed)) {
  console.error('Installing dependencies …');
  run('npm', ['ci', '--no-audit', '--no-fund'], { shell: process.platform === 'win32' });
}
run(pinnedNode, [join(root, 'scripts', 'build.mjs')]);

const [script, ...args] = process.argv.slice(2);
if (script !== undefined) {
  // The channel lets the script notice that this process is gone, so that nothing is left running.
  const child = spawn(pinnedNode, [join(root, script), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
}
