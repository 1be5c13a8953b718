// Makes a clone ready: installs what the lockfile says when it says something new, and builds the bundle.
// With arguments it then runs them as a script on the pinned Node, whatever Node npm itself runs on.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';
import { whenStarterGone } from './startedBy.mjs';

/** The script's own patience with what it must close is shorter. */
const MOST_ENDING_MS = 20_000;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pinnedNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

const [script, ...args] = process.argv.slice(2);
let child;
// Whoever calls this file by hand may go and leave it running; npm is never left that way but by being killed.
if (script !== undefined && process.env.npm_lifecycle_event !== undefined) whenStarterGone(endAll);

if (!install(root)) {
  const isThere = existsSync(pinnedNode) && process.env.CI === undefined;
  console.error(
    isThere
      ? 'What package-lock.json says could not be installed: this goes on with what is in node_modules, which is older.'
      : 'What package-lock.json says could not be installed.',
  );
  if (!isThere) process.exit(1);
}
const built = spawnSync(pinnedNode, [join(root, 'scripts', 'build.mjs')], {
  cwd: root,
  stdio: ['ignore', 2, 'inherit'],
});
if (built.error) console.error(built.error.message);
if (built.status !== 0) process.exit(built.status ?? 1);

if (script !== undefined) {
  // The channel lets the script notice that this process is gone, so that nothing is left running.
  child = spawn(pinnedNode, [join(root, script), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
}

function endAll() {
  if (child === undefined) process.exit(1);
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), MOST_ENDING_MS);
}
