import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const lockfile = z
  .object({
    packages: z.record(
      z.string(),
      z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8')));

/** The folders in which Node looks for what the package at `path` imports, from its own up to the root. */
function searched(path: string): string[] {
  const parent = path.lastIndexOf('node_modules/');
  if (parent === -1) return ['node_modules/'];
  return [`${path}/node_modules/`, ...searched(path.slice(0, Math.max(parent - 1, 0)))];
}

// A lockfile written where a registry lacks the binaries of other platforms leaves them out, and `npm ci` of a
// fresh clone then refuses to install anything at all.
test('the lockfile names the optional packages of every platform, so that a fresh clone installs', () => {
  const missing = Object.entries(lockfile.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !searched(path).some((folder) => `${folder}${name}` in lockfile.packages),
    ),
  );
  expect(missing).toEqual([]);
});
