// What the command line costs: its size, and the time of `--version` against that of Node doing nothing, in turn.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const FOLDER = 'dist/cli';
const FILE = `${FOLDER}/fleet-updates.cjs`;
const ROUNDS = 20;
const MOST_BYTES = 3_000_000;
const MOST_RATIO = 2;

const rounds = Array.from({ length: ROUNDS }, () => [timeOf(FILE, '--version'), timeOf('-e', '0')]);
const [version, nothing] = [0, 1].map((at) => median(rounds.map((round) => round[at])));
const { files } = JSON.parse(readFileSync(`${FOLDER}/package.json`, 'utf8'));
const bytes = files.reduce((sum, file) => sum + statSync(`${FOLDER}/${file}`).size, 0);
const ratio = version / nothing;
console.log(`Size of the command line: ${(bytes / 1000).toFixed(0)} kB (at most ${MOST_BYTES / 1000})`);
console.log(
  `--version to \`node -e 0\`: ${ratio.toFixed(2)} (at most ${MOST_RATIO}; medians ${version.toFixed(0)} and ${nothing.toFixed(0)} ms)`,
);
process.exitCode = bytes < MOST_BYTES && ratio <= MOST_RATIO ? 0 : 1;

function timeOf(...args) {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}.`);
  return performance.now() - started;
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
}
