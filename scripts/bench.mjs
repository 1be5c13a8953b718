// `npm run bench` runs every file of scripts/bench in turn, `npm run bench -- api-load` those that are named. Each
// prints its figures and fails when what it measures is broken; arguments after `--` of one bench are passed on to it.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'bench');
const there = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.replace('.mjs', ''))
  .toSorted();
const [first, ...rest] = process.argv.slice(2);
const names = first === undefined ? there : [first];
if (!names.every((name) => there.includes(name))) {
  console.error(`There is no bench ${first}; there is ${there.join(', ')}.`);
  process.exit(2);
}
console.log(`Node ${process.version}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB.`);
let failed = 0;
for (const name of names) {
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, [join(folder, `${name}.mjs`), ...rest], {
    stdio: 'inherit',
  });
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
