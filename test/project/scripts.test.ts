import { execFileSync } from 'node:child_process';
import { build } from 'esbuild';

const tracked = execFileSync('git', ['ls-files', '*.mjs'], { encoding: 'utf8' }).trim().split('\n');

// No compiler looks at a file of JavaScript: what it imports may have been renamed or made private long ago.
describe('A script', () => {
  it('finds everything that it imports', async () => {
    const { errors, outputFiles } = await build({
      entryPoints: tracked,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node22',
      outdir: 'unused',
      write: false,
      logLevel: 'silent',
    });
    expect(errors).toEqual([]);
    expect(outputFiles.length).toBeGreaterThanOrEqual(tracked.length);
  });
});
