import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

const figures = z.object({
  statuses: z.record(z.string(), z.int()),
  serverErrors: z.int(),
  connectionErrors: z.int(),
  writes: z.int(),
  lost: z.int(),
});

it('Under load from many clients no call is answered with 5xx, and every write that was accepted can be read', () => {
  const bench = join(__dirname, '../../scripts/bench/api-load.mjs');
  const small = ['--seconds', '4', '--runs', '20', '--members', '60', '--json'];
  const { stdout, stderr } = spawnSync(process.execPath, [bench, ...small], { encoding: 'utf8' });
  const last = stdout.trim().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(stderr);
  const measured = figures.parse(JSON.parse(last));
  expect(measured).toMatchObject({ serverErrors: 0, connectionErrors: 0, lost: 0 });
  expect(measured.writes).toBeGreaterThan(0);
  // Nothing is refused either: the reads and the writes are as they should be.
  expect(Object.keys(measured.statuses).toSorted()).toEqual(['200', '201']);
}, 180_000);
