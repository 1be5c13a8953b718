// Makes the one file that Azure loads. `@azure/functions-core` is supplied by the Functions worker itself.
import { build } from 'esbuild';
import { buildCli } from './buildCli.mjs';
import { buildWeb } from './buildWeb.mjs';
import { stamped } from './packageStamp.mjs';

// A test run that finds nothing built says `test`, and would get React's slower and larger build for development.
process.env.NODE_ENV = 'production';

await stamped(async () => {
  await build({
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.cjs',
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    minify: true,
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    external: ['@azure/functions-core'],
    logLevel: 'warning',
  });
  await buildCli();
  await buildWeb();
});
