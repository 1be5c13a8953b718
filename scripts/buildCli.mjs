// Makes the package of the command line, `dist/cli`: one file that needs nothing but Node.
import { build } from 'esbuild';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const FOLDER = 'dist/cli';
const { version, license, description, engines } = JSON.parse(readFileSync('package.json', 'utf8'));

export async function buildCli() {
  mkdirSync(FOLDER, { recursive: true });
  await build({
    entryPoints: ['src/cli/main.ts'],
    outfile: `${FOLDER}/fleet-updates.cjs`,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    minify: true,
    define: { CLI_VERSION: JSON.stringify(version) },
    logLevel: 'warning',
  });
  chmodSync(`${FOLDER}/fleet-updates.cjs`, 0o755);
  const manifest = {
    name: 'fleet-updates',
    version,
    description: `The command line of Fleet Updates. ${description}`,
    license,
    bin: { 'fleet-updates': 'fleet-updates.cjs' },
    files: ['fleet-updates.cjs'],
    engines,
  };
  writeFileSync(`${FOLDER}/package.json`, `${JSON.stringify(manifest, undefined, 2)}\n`);
  copyFileSync('docs/cli.md', `${FOLDER}/README.md`);
  copyFileSync('LICENSE', `${FOLDER}/LICENSE`);
}
