// Whether those who started this process are still there: its parent and, where that is a shell, as npm puts one in
// between, the parent of the shell. A killed npm tells its children nothing.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';

const EVERY_MS = 500;

/** Calls back once, when one of them has gone. Asks for those that are there now, so call it at once. */
export function whenStarterGone(gone) {
  const parent = process.ppid;
  const { command, parent: grandparent } = lookUp(parent) ?? {};
  const isShell = /sh$/.test(command ?? '');
  // A process whose parent has ended is given another one at once, even while nobody has buried the dead.
  const isThere = () =>
    process.ppid === parent && isAlive(parent) && (!isShell || lookUp(parent)?.parent === grandparent);
  const watch = setInterval(() => {
    if (isThere()) return;
    clearInterval(watch);
    gone();
  }, EVERY_MS);
  watch.unref();
}

/** Windows leaves the parent's id as it was. */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Name and parent of a process; undefined where the system does not tell. */
function lookUp(pid) {
  try {
    // pid (name) state ppid …; the name may hold anything, brackets too.
    const [, command, parent] = /\((.*)\) \S (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { command, parent: Number(parent) };
  } catch {
    const { status, stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], {
      encoding: 'utf8',
    });
    const [, parent, command] = /^\s*(\d+)\s+(\S+)/.exec(status === 0 ? stdout : '') ?? [];
    return parent === undefined ? undefined : { command, parent: Number(parent) };
  }
}
