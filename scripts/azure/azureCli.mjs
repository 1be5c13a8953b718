// Calls of the Azure CLI and of azd, for the hooks of azure.yaml. They ask for what is there before they make it, so
// that a hook can run again. What they do is in azd's subscription and tenant, which need not be the CLI's defaults.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Standard output of `az` as JSON; ends this process with the CLI's own words when it fails. */
export function az(...args) {
  const { value, problem } = tryAz(...args);
  if (problem === undefined) return value;
  console.error(`az ${args.join(' ')}\n${problem}`);
  process.exit(1);
}

/** The same as `{ value }`, or `{ problem }` with the CLI's words. */
export function tryAz(...args) {
  const { stdout, problem } = run('az', [...args, '--output', 'json', '--only-show-errors']);
  if (problem !== undefined) return { problem };
  return { value: stdout.trim() === '' ? undefined : JSON.parse(stdout) };
}

/** `{ stdout }` of azd, or `{ problem }`. */
export function tryAzd(...args) {
  return run('azd', args);
}

/** Whether a command can be started at all: whoever deploys need not have both. */
export function isThere(command) {
  return run(command, ['version']).problem === undefined;
}

/** Calls `az` with a document in a file, which is how the CLI takes one; `call` gets the argument that names it. */
export function withDocument(document, call) {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-updates-'));
  const file = join(folder, 'document.json');
  try {
    writeFileSync(file, JSON.stringify(document));
    return call(`@${file}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Keeps a value in azd's environment, where main.bicepparam reads it; says it where there is no azd. */
export function remember(name, value) {
  if (!isThere('azd')) {
    console.log(`To be set where azd is: azd env set ${name} ${value}`);
    return;
  }
  const { problem } = tryAzd('env', 'set', name, value);
  if (problem !== undefined) fail(`azd env set ${name} ${value}\n${problem}`);
}

/** A variable of azd's environment, or the end of this process. */
export function needed(name) {
  const value = process.env[name];
  if (value !== undefined && value !== '') return value;
  return fail(`${name} is not set: this script is a hook of azure.yaml and runs in azd's environment.`);
}

/** Ends this process with words for its user. */
export function fail(words) {
  console.error(words);
  process.exit(1);
}

/** Tries again what Azure cannot do yet, such as what needs a role or a function that it has just been given. */
export function untilAzureKnows(isNotYet, call) {
  const seconds = Number(process.env.HOOK_RETRY_SECONDS ?? 20);
  for (let tries = 1; ; tries += 1) {
    const { value, problem } = call();
    if (problem === undefined) return value;
    if (!isNotYet.test(problem) || tries === 9) return fail(problem);
    console.log(`Azure does not know yet what it was just given; tried again in ${seconds} s.`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
  }
}

function run(command, args) {
  // Both commands are scripts on Windows, which only a shell can start.
  const shell = process.platform === 'win32';
  const given = shell ? args.map((arg) => `"${arg.replaceAll('"', '\\"')}"`) : args;
  const { status, stdout, stderr, error } = spawnSync(command, given, { encoding: 'utf8', shell });
  return status === 0 ? { stdout } : { problem: error?.message ?? (stderr || stdout) };
}
