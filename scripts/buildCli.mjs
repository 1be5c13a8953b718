// Makes the package of the command line, `dist/cli`: one bundle that needs nothing but Node, and a launcher that only
// loads it for more than the version: Node compiles the whole of a file before it runs any of it, and takes several times
// as long for two megabytes as to start.
import { build } from 'esbuild';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const FOLDER = 'dist/cli';
const BUNDLE = 'commands.cjs';
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
    entryPoints: ['src/cli/commandLine.ts'],
    outfile: `${FOLDER}/${BUNDLE}`,
  });
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
    files: ['fleet-updates.cjs', BUNDLE, STEP],
    engines,
  };
  writeFileSync(`${FOLDER}/package.json`, `${JSON.stringify(manifest, undefined, 2)}\n`);
  writeFileSync(`${FOLDER}/README.md`, withoutLinks(readFileSync('docs/cli.md', 'utf8')));
  copyFileSync('LICENSE', `${FOLDER}/LICENSE`);
}

function besideLauncher(launcher) {
  launcher.onResolve({ filter: /commandLine\.ts$/ }, () => ({ path: `./${BUNDLE}`, external: true }));
}

/** The other documents are not in the package. */
function withoutLinks(markdown) {
  return markdown.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1');
}
