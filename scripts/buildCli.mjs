// Makes the package of the command line, `dist/cli`: one bundle that needs nothing but Node, and a launcher that only
// loads it for more than the version: Node takes longer to read a megabyte than to start.
import { build } from 'esbuild';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const FOLDER = 'dist/cli';
const BUNDLE = 'commands.cjs';
/** The product in memory, loaded by the one command that plays it. */
const REHEARSAL = 'rehearsal.cjs';
/** What the GitHub action and the template of Azure Pipelines call. */
const STEP = 'step.cjs';
/** @satisfies {import('esbuild').BuildOptions} */
const HOW = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  minify: true,
  logLevel: 'warning',
};
const { version, license, description, engines } = JSON.parse(readFileSync('package.json', 'utf8'));

export async function buildCli() {
  mkdirSync(FOLDER, { recursive: true });
  const define = { CLI_VERSION: JSON.stringify(version) };
  await build({
    ...HOW,
    define,
    plugins: [{ name: 'beside', setup: besideCommands }],
    entryPoints: ['src/cli/commandLine.ts'],
    outfile: `${FOLDER}/${BUNDLE}`,
  });
  await build({ ...HOW, entryPoints: ['src/rehearsal/rehearse.ts'], outfile: `${FOLDER}/${REHEARSAL}` });
  // What the launcher loads stands beside it.
  const plugins = [{ name: 'beside', setup: besideLauncher }];
  await build({
    ...HOW,
    define,
    plugins,
    entryPoints: ['src/cli/main.ts'],
    outfile: `${FOLDER}/fleet-updates.cjs`,
  });
  await build({
    ...HOW,
    define,
    plugins,
    entryPoints: ['src/cli/step/main.ts'],
    outfile: `${FOLDER}/${STEP}`,
  });
  chmodSync(`${FOLDER}/fleet-updates.cjs`, 0o755);
  const manifest = {
    name: 'fleet-updates',
    version,
    description: `The command line of Fleet Updates. ${description}`,
    license,
    bin: { 'fleet-updates': 'fleet-updates.cjs' },
    files: ['fleet-updates.cjs', BUNDLE, REHEARSAL, STEP],
    engines,
  };
  writeFileSync(`${FOLDER}/package.json`, `${JSON.stringify(manifest, undefined, 2)}\n`);
  copyFileSync('docs/cli.md', `${FOLDER}/README.md`);
  copyFileSync('LICENSE', `${FOLDER}/LICENSE`);
}

function besideLauncher(launcher) {
  launcher.onResolve({ filter: /commandLine\.ts$/ }, () => ({ path: `./${BUNDLE}`, external: true }));
}

function besideCommands(commands) {
  commands.onResolve({ filter: /rehearsal\/rehearse\.ts$/ }, () => ({
    path: `./${REHEARSAL}`,
    external: true,
  }));
}
