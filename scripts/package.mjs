// Lays out what is deployed, and nothing else, in dist/package: package.json, host.json, the bundle, the dashboard.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stampPackage } from './packageStamp.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'dist', 'package');

rmSync(target, { recursive: true, force: true });
mkdirSync(join(target, 'dist'), { recursive: true });
// Dependencies are in the bundle: with them listed, a deployment would install them.
const { name, version, type, main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(
  join(target, 'package.json'),
  `${JSON.stringify({ name, version, private: true, type, main }, null, 2)}\n`,
);
for (const file of ['host.json', main]) cpSync(join(root, file), join(target, file));
const web = join('dist', 'web');
if (existsSync(join(root, web))) cpSync(join(root, web), join(target, web), { recursive: true });
stampPackage();

const files = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const sizes = files.map((entry) => {
  const path = join(entry.parentPath, entry.name);
  return [relative(target, path), statSync(path).size];
});
for (const [path, size] of sizes.sort()) console.log(`${kilobytes(size)}  ${path}`);
console.log(
  `${kilobytes(sizes.reduce((sum, [, size]) => sum + size, 0))}  in all, in ${relative(root, target)}`,
);

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
}
