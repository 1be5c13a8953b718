import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

// api-load has a test of its own.
it.each([
  ['loadTime', ['--rounds', '1'], /Load time, bundle to unbundled: \d/],
  ['memory', ['--members', '6', '--groups', '3'], /Peak memory of a run of 6 members .*: \d+ MiB/],
  ['web', [], /first load of RunPage: \d/],
])(
  'The bench %s measures what was built',
  (name, args, figures) => {
    expect(existsSync(join(root, 'dist', 'index.cjs'))).toBe(true);
    const said = execFileSync(process.execPath, ['scripts/bench.mjs', name, ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(said).toMatch(figures);
  },
  60_000,
);
