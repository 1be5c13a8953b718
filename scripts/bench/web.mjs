// Prints how much gzipped script the first load of each page of the built dashboard is; fails above the limit.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstLoadOf, MOST_FIRST_LOAD_BYTES, PAGES } from '../firstLoad.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../dist/web');
const inKb = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;

for (const page of PAGES) {
  const { bytes, files } = firstLoadOf(folder, page);
  console.log(`first load of ${page}: ${inKb(bytes)} of gzipped script in ${files.length} files`);
  if (bytes > MOST_FIRST_LOAD_BYTES) {
    console.error(`${page} is above ${inKb(MOST_FIRST_LOAD_BYTES)}.`);
    process.exitCode = 1;
  }
}
