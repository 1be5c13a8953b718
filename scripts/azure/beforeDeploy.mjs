// Before the code: dist/package is made of the sources as they are. A pipeline has made it in a job without rights, and
// only looks whether it is the right one.
import { spawnSync } from 'node:child_process';
import { fail } from './azureCli.mjs';
import { isPackageOfSources } from '../packageStamp.mjs';

if (isPackageOfSources()) {
  console.log('dist/package is made of these sources.');
} else if (process.env.CI || process.env.TF_BUILD) {
  fail(
    'dist/package is missing, or older than the sources. Run npm run package where the sources are built.',
  );
} else {
  const { status } = spawnSync('npm', ['run', 'package'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) fail('npm run package failed: nothing is deployed.');
}
