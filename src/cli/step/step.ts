import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, wrongUse, type ExitCode } from '../exitCodes.ts';
import { documentOf } from '../files/readFile.ts';
import { nameOf, objectOf } from '../nouns/runRequest.ts';
import type { Environment } from '../settings.ts';
import { commentOf } from './comment.ts';
import { Inputs } from './inputs.ts';
import { runnerOf, type Runner } from './runner.ts';

/** Carries out words of the command line; what they answer is written to `write`. */
export type Carry = (
  words: readonly string[],
  environment: Environment,
  write: (text: string) => void,
) => Promise<ExitCode>;

interface Step {
  readonly inputs: Inputs;
  readonly runner: Runner;
  readonly environment: Environment;
  /** Has the command line do something, shows its answer in the log and gives it back. */
  readonly carry: (words: readonly string[]) => Promise<Answered>;
}

interface Answered {
  readonly code: ExitCode;
  readonly markdown: string;
}

const REQUEST = ['file', 'strategy', 'kubernetes-version', 'node-images', 'versions-from'];

/** A step of a pipeline: what `action.yml` and `templates/fleet-updates.yml` call. */
export async function runStep(
  words: readonly string[],
  environment: Environment,
  carry: Carry,
): Promise<ExitCode> {
  const runner = runnerOf(environment, words);
  const inputs = new Inputs(environment);
  const step = { inputs, runner, environment, carry: carrier(inputs, environment, carry) };
  if (runner.cancelled !== undefined) return await stop(step, runner.cancelled);
  const code = await commandOf(inputs)(step);
  runner.output('exit-code', String(code));
  return code;
}

function carrier(inputs: Inputs, environment: Environment, carry: Carry): Step['carry'] {
  // Whoever signs in by OIDC is no secret, so inputs may say it; the environment says it as well.
  const signedIn = {
    ...environment,
    AZURE_CLIENT_ID: inputs.one('client-id') ?? environment['AZURE_CLIENT_ID'],
    AZURE_TENANT_ID: inputs.one('tenant-id') ?? environment['AZURE_TENANT_ID'],
  };
  const common = ['--output=markdown', ...inputs.asOptions(['url', 'scope'])];
  return async (words) => {
    let markdown = '';
    const code = await carry([...common, ...words], signedIn, (text) => {
      markdown += text;
      process.stdout.write(text);
    });
    return { code, markdown };
  };
}

function commandOf(inputs: Inputs): (step: Step) => Promise<ExitCode> {
  const command = inputs.one('command');
  if (command === 'plan') return plan;
  if (command === 'start') return start;
  if (command === 'approve') return approve;
  if (command === 'watch') return async (step) => await watch(step, watchedName(step.inputs));
  throw wrongUse(`command is plan, start, watch or approve, not ${command ?? 'nothing'}.`);
}

async function plan({ inputs, runner, carry }: Step): Promise<ExitCode> {
  const folder = runner.folder();
  const kept = join(folder, 'plan.json');
  const { code, markdown } = await carry(['plan', ...inputs.asOptions(REQUEST), `--out=${kept}`]);
  if (markdown === '') return code;
  const path = join(folder, 'plan.md');
  const comment = join(folder, 'comment.md');
  writeFileSync(path, markdown);
  writeFileSync(comment, commentOf(markdown));
  runner.summary(path, markdown);
  runner.output('plan', kept);
  runner.output('comment', comment);
  return code;
}

async function start(step: Step): Promise<ExitCode> {
  const { inputs, runner, carry } = step;
  const kept = inputs.one('plan');
  const name = checked(await nameOfRun(step, kept));
  // Before the call: a job that is cancelled while it waits for the answer has begun a run as well.
  if (inputs.is('stop-on-cancel')) runner.keepRun(name);
  const words =
    kept === undefined
      ? ['runs', 'create', '--start', ...inputs.asOptions(REQUEST)]
      : ['runs', 'start', `--plan=${kept}`];
  const { code } = await carry([...words, '--', name]);
  if (code !== EXIT.ok) {
    // A run of this name, if there is one, is somebody else's.
    if (inputs.is('stop-on-cancel')) runner.keepRun('');
    return code;
  }
  runner.output('run', name);
  return inputs.is('wait', true) ? await watch(step, name) : code;
}

async function watch({ inputs, runner, carry }: Step, name: string): Promise<ExitCode> {
  if (inputs.is('stop-on-cancel')) runner.keepRun(name);
  const options = inputs.asOptions(['timeout', 'interval']);
  const stopping = inputs.is('stop-on-timeout') ? ['--stop-on-timeout'] : [];
  const untilGate = inputs.is('until-gate') ? ['--until-gate'] : [];
  const { code, markdown } = await carry([
    'runs',
    'watch',
    ...options,
    ...stopping,
    ...untilGate,
    '--',
    name,
  ]);
  if (markdown === '') return code;
  const path = join(runner.folder(), 'run.md');
  writeFileSync(path, markdown);
  runner.summary(path, markdown);
  return code;
}

/** Who approves is the identity of the job: in front of such a step stands whoever may let it go on. */
async function approve({ inputs, carry }: Step): Promise<ExitCode> {
  const gate = inputs.one('gate');
  if (gate === undefined) throw wrongUse('Say by `gate` which gate to approve.');
  const words = [
    'gates',
    'approve',
    ...inputs.asOptions(['comment']),
    '--',
    watchedName(inputs),
    checked(gate),
  ];
  return (await carry(words)).code;
}

/** The job was cancelled: what it began stops too, if that was asked. */
async function stop({ carry }: Step, name: string): Promise<ExitCode> {
  return name === '' ? EXIT.ok : (await carry(['runs', 'stop', '--', name])).code;
}

/** The name that the run will have: said, else of the file or the plan, else of the job. */
async function nameOfRun({ inputs, environment }: Step, kept: string | undefined): Promise<string> {
  const file = kept ?? inputs.one('file');
  const document = file === undefined ? undefined : await documentOf(file);
  const content = document ? objectOf(document) : {};
  const { request } = content;
  const body = kept === undefined ? content : { ...(typeof request === 'object' && request) };
  return nameOf(inputs.one('name'), Object.fromEntries(Object.entries(body)), { environment });
}

function watchedName(inputs: Inputs): string {
  const name = inputs.one('name');
  if (name === undefined) throw wrongUse('Say by `name` which run is meant.');
  return checked(name);
}

/** It goes into commands to the runner, where a line break or a bracket would make another command of it. */
function checked(name: string): string {
  if (/^[\w.-]+$/.test(name)) return name;
  throw wrongUse(`${JSON.stringify(name)} cannot be the name of a run.`);
}
