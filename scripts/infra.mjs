// Builds, lints and formats the Bicep files, and compares what they would deploy with the snapshots in git.
// `--update` writes formats and snapshots anew.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const UPDATE = process.argv.includes('--update');
const PROJECT = 'infra/tool/bicep.csproj';
const VERSION = /Version="\[(.+)\]"/.exec(readFileSync(PROJECT, 'utf8'))?.[1];
/** What a snapshot takes for the deployment's own place. */
const PLACE = [
  ...['--tenant-id', '99999999-9999-9999-9999-999999999999'],
  ...['--subscription-id', '44444444-4444-4444-4444-444444444444'],
  ...['--location', 'westeurope', '--resource-group', 'rg-example'],
];

/** What is wrong with infra/, or with this machine, in words for its user. */
class Refusal extends Error {}

const scratch = mkdtempSync(join(tmpdir(), 'fleet-updates-bicep-'));
try {
  checkAll(findBicep());
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function checkAll(bicep) {
  if (bicep === undefined) return;
  const files = filesIn('infra', '.bicep', '.bicepparam');
  bicep('Lint', 'lint', '--pattern', 'infra/**/*.bicep');
  bicep('Build', 'build', '--pattern', 'infra/**/*.bicep', '--outdir', join(scratch, 'built'));
  bicep('Parameters', 'build-params', 'infra/main.bicepparam', '--outfile', join(scratch, 'main.json'));
  // Formatted as a copy at once: a process for each file would take half a minute.
  cpSync('infra', join(scratch, 'infra'), { recursive: true });
  for (const end of ['bicep', 'bicepparam'])
    bicep('Format', 'format', '--pattern', `${scratch}/infra/**/*.${end}`);
  for (const file of files) {
    const formatted = join(scratch, file);
    if (UPDATE) cpSync(formatted, file);
    else if (readFileSync(file, 'utf8') !== readFileSync(formatted, 'utf8')) {
      throw new Refusal(`${file} is not formatted: npm run infra -- --update`);
    }
  }
  for (const file of filesIn('infra/snapshots', '.bicepparam')) {
    // What is about releases goes to a resource group; the rest to a subscription.
    const place = /release\w+\.bicepparam$/.test(file) ? PLACE : PLACE.slice(0, 6);
    bicep('Snapshot', 'snapshot', file, '--mode', UPDATE ? 'overwrite' : 'validate', ...place);
  }
  console.log(
    `Bicep: ${files.length} files build and lint without a warning and deploy what the snapshots say.`,
  );
}

/** A function that runs the CLI and ends this process when it fails or warns; undefined when there is none. */
function findBicep() {
  const path = pinnedBicep() ?? installedBicep();
  if (path === undefined) {
    const words = 'Neither `bicep` nor `dotnet` is on this machine';
    if (process.env.CI) throw new Refusal(`${words}: CI must check infra/.`);
    console.log(`${words}: infra/ is not checked.`);
    return undefined;
  }
  return (what, ...args) => {
    const { status, stdout, stderr } = spawnSync(path, args, { encoding: 'utf8' });
    const said = `${stdout}${stderr}`;
    if (status !== 0 || /: Warning /.test(said))
      throw new Refusal(`${what}: bicep ${args.join(' ')}\n${said}`);
  };
}

/** From NuGet, as `dotnet` is set up to reach it. */
function pinnedBicep() {
  if (spawnSync('dotnet', ['--version']).status !== 0) return undefined;
  const system = { linux: 'linux', darwin: 'osx', win32: 'win' }[process.platform];
  const platform = `${system}-${process.arch}`;
  const located = spawnSync('dotnet', ['nuget', 'locals', 'global-packages', '--list'], { encoding: 'utf8' });
  const packages = located.stdout.replace(/^.*?global-packages: /s, '').trim();
  const name = process.platform === 'win32' ? 'bicep.exe' : 'bicep';
  const tool = join(packages, `azure.bicep.commandline.${platform}`, VERSION, 'tools', name);
  if (!existsSync(tool)) {
    const properties = [`-p:BicepPlatform=${platform}`, `-p:MSBuildProjectExtensionsPath=${scratch}/`];
    const restored = spawnSync('dotnet', ['restore', PROJECT, ...properties], { encoding: 'utf8' });
    if (restored.status !== 0)
      throw new Refusal(`Bicep ${VERSION} cannot be fetched:\n${restored.stdout}${restored.stderr}`);
  }
  if (process.platform !== 'win32') chmodSync(tool, 0o755);
  return tool;
}

function installedBicep() {
  const { status, stdout } = spawnSync('bicep', ['--version'], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const version = /version ([\d.]+)/.exec(stdout)?.[1];
  if (version !== VERSION)
    throw new Refusal(`bicep ${version} is installed; the snapshots are made by ${VERSION}.`);
  return 'bicep';
}

function filesIn(folder, ...ends) {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const found = all.filter((file) => ends.some((end) => file.endsWith(end)));
  return found.map((file) => join(folder, file)).sort();
}
