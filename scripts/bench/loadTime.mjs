// What loading the bundle costs against loading the same entry unbundled, each in processes of their own and in turn,
// so that whatever else the machine does slows both. Prints a ratio: seconds would say more of the machine. `--rounds`
// makes it shorter.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const ROUNDS = Number(values.rounds);
const bundle = join(root, 'dist', 'index.cjs');
// Below node_modules, where the packages are found that it asks for.
const folder = mkdtempSync(join(root, 'node_modules', '.load-time-'));
try {
  const unbundled = join(folder, 'index.mjs');
  await build({
    entryPoints: [join(root, 'src', 'index.ts')],
    outfile: unbundled,
    logLevel: 'warning',
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    packages: 'external',
    // Which an ES module does not have; the dashboard is beside the bundle.
    define: { __dirname: JSON.stringify(join(root, 'dist')) },
  });
  // The first of each also reads its files from the disk.
  for (const entry of [bundle, unbundled]) loadTime(entry);
  const rounds = Array.from({ length: ROUNDS }, () => [loadTime(bundle), loadTime(unbundled)]);
  const ratio = median(rounds.map(([bundled, separate]) => bundled / separate));
  const [ms, others] = [0, 1].map((at) => median(rounds.map((round) => round[at])).toFixed(0));
  console.log(`Size of the bundle: ${(statSync(bundle).size / 1000).toFixed(1)} kB`);
  console.log(
    `Load time, bundle to unbundled: ${ratio.toFixed(2)} (medians ${ms} and ${others} ms of ${ROUNDS} in turn)`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Milliseconds from before the entry is loaded until it is. */
function loadTime(entry) {
  const script = `
    const started = performance.now();
    await import(${JSON.stringify(pathToFileURL(entry).href)});
    console.log('LOADED ' + (performance.now() - started));
    process.exit(0);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    env: {
      FLEETS: '{"any":"/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/fleets/f"}',
      TABLES_ENDPOINT: 'https://example.table.core.windows.net',
      APP_AUTHENTICATION: 'off',
    },
  });
  const [, time] = /LOADED ([\d.]+)/.exec(stdout) ?? [];
  // Not the whole of what it says: an error of the bundle quotes its one long line.
  if (time === undefined) throw new Error(`${entry} was not loaded: ${stderr.slice(-500)}`);
  return Number(time);
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
}
