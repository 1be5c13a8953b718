// Installs what package-lock.json says, when node_modules holds something else; what worked before is kept until then.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes node_modules of `root` hold what its lockfile says. Compared by content: a checkout that touches the file
 * must not cost the packages of somebody without a network. False when it could not, and what was there is back.
 */
export function install(root) {
  const modules = join(root, 'node_modules');
  const kept = join(root, 'node_modules.kept');
  // An installation was interrupted.
  if (existsSync(kept)) restore(kept, modules);
  if (isInstalled(root)) return true;
  console.error('Installing dependencies …');
  // `npm ci` deletes all that is there before it asks for anything.
  const isKept = existsSync(modules) && isMoved(modules, kept);
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error) console.error(error.message);
  if (status === 0) rmSync(kept, { recursive: true, force: true });
  else if (isKept) restore(kept, modules);
  return status === 0;
}

/** Every package of the lockfile is there in its version, but for those that are for other systems. */
export function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const there = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !there) return false;
  const same = (one, other) => one.version === other.version && one.integrity === other.integrity;
  return (
    Object.entries(wanted).every(([path, each]) =>
      there[path] ? same(each, there[path]) : path === '' || each.optional === true,
    ) && Object.keys(there).every((path) => path in wanted)
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function restore(kept, modules) {
  rmSync(modules, { recursive: true, force: true });
  renameSync(kept, modules);
}

/** False where the system does not let it be moved, as Windows does while a program of it runs. */
function isMoved(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}
