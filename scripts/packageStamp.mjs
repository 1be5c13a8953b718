// Whether dist/package was made of the sources as they are: azd deploys what lies there, however old.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Of the bundle, and of the package that it was laid into; beside that, for only what runs is deployed. */
const STAMP_OF_BUNDLE = join(root, 'dist', 'bundle.sources');
const STAMP = join(root, 'dist', 'package.sources');
const PACKAGE = join(root, 'dist', 'package', 'package.json');
/** All that the package is made of. */
const SOURCES = ['src', 'host.json', 'package.json', 'package-lock.json', 'tsconfig.json'];
const MADE_BY = ['scripts/build.mjs', 'scripts/buildCli.mjs', 'scripts/buildWeb.mjs', 'scripts/package.mjs'];

export function isPackageOfSources() {
  return existsSync(PACKAGE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hashOfSources();
}

/** Around a build: what was there when it began is what the bundle is made of. */
export async function stamped(build) {
  rmSync(STAMP_OF_BUNDLE, { force: true });
  const hash = hashOfSources();
  await build();
  writeFileSync(STAMP_OF_BUNDLE, hash);
}

/** The package is as old as the bundle in it. */
export function stampPackage() {
  rmSync(STAMP, { force: true });
  if (existsSync(STAMP_OF_BUNDLE)) copyFileSync(STAMP_OF_BUNDLE, STAMP);
}

/** Of contents and names: times say nothing after a checkout. Line ends do not count, which git may have changed. */
function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of [...SOURCES, ...MADE_BY].flatMap(filesOf).sort()) {
    hash.update(`${file}\0${readFileSync(join(root, file), 'latin1').replaceAll('\r\n', '\n')}\0`);
  }
  return hash.digest('hex');
}

function filesOf(path) {
  const full = join(root, path);
  if (!statSync(full).isDirectory()) return [path];
  const entries = readdirSync(full, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return entries.map((each) => relative(root, join(each.parentPath, each.name)).split(sep).join('/'));
}
