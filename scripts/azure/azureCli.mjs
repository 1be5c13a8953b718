// Calls of the Azure CLI and of azd, for the hooks of azure.yaml. They ask for what is there before they make it, so
// that a hook can run again.
import { spawnSync } from 'node:child_process';

/** Standard output of `az` as JSON; ends this process with the CLI's own words when it fails. */
export function az(...args) {
  const output = run('az', [...args, '--output', 'json', '--only-show-errors']);
  return output.trim() === '' ? undefined : JSON.parse(output);
}

/** Keeps a value in azd's environment, where main.bicepparam reads it; says it where there is no azd. */
export function remember(name, value) {
  const { error, status } = spawnSync('azd', ['version'], { shell: process.platform === 'win32' });
  if (error || status !== 0) console.log(`To be set where azd is: azd env set ${name} ${value}`);
  else run('azd', ['env', 'set', name, value]);
}

/** A variable of azd's environment, or the end of this process. */
export function needed(name) {
  const value = process.env[name];
  if (value === undefined || value === '') {
    console.error(`${name} is not set: this script is a hook of azure.yaml and runs in azd's environment.`);
    process.exit(1);
  }
  return value;
}

function run(command, args) {
  // Both commands are scripts on Windows, which only a shell can start.
  const shell = process.platform === 'win32';
  const given = shell ? args.map((arg) => `"${arg.replaceAll('"', '\\"')}"`) : args;
  const { status, stdout, stderr, error } = spawnSync(command, given, { encoding: 'utf8', shell });
  if (status === 0) return stdout;
  console.error(`${command} ${args.join(' ')}\n${error?.message ?? stderr}`);
  process.exit(1);
}
