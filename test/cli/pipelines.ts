import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Ended } from './commandLine.ts';

type Values = Readonly<Record<string, string>>;

/** What a job of a pipeline says, and what its steps left behind. */
export interface StepEnded extends Ended {
  readonly outputs: Values;
  /** For the step after a cancel. */
  readonly kept: Values;
  readonly summary: string;
}

const action = z
  .object({
    inputs: z.record(z.string(), z.object({ default: z.string().optional() })),
    outputs: z.record(z.string(), z.object({})),
    runs: z.object({ using: z.string(), main: z.string(), post: z.string(), 'post-if': z.string() }),
  })
  .parse(parse(readFileSync('action.yml', 'utf8')));

const task = z.object({
  inputs: z.looseObject({ inlineScript: z.string().optional() }),
  condition: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
});
const template = z
  .object({
    parameters: z.array(
      z.object({ name: z.string(), default: z.union([z.string(), z.boolean()]).optional() }),
    ),
    steps: z.array(z.union([task, z.record(z.string(), z.array(task))])),
  })
  .parse(parse(readFileSync('templates/fleet-updates.yml', 'utf8')));

/** A step of GitHub Actions as its runner does it: main, or what runs after a job that was cancelled. */
export async function gitHubStep(
  folder: string,
  given: Values,
  environment: Values,
  cancelledAfter?: Values,
): Promise<StepEnded> {
  const temporary = mkdtempSync(join(folder, 'runner-'));
  const file = (name: string) => {
    const path = join(temporary, name);
    writeFileSync(path, '');
    return path;
  };
  const files = { GITHUB_OUTPUT: file('out'), GITHUB_STATE: file('state'), GITHUB_STEP_SUMMARY: file('sum') };
  const defaults = Object.entries(action.inputs).map(([name, input]): [string, string] => [
    name,
    input.default ?? '',
  ]);
  const inputs: Values = { ...Object.fromEntries(defaults), ...given };
  const ended = await run(
    [process.execPath, join(process.cwd(), cancelledAfter ? action.runs.post : action.runs.main)],
    {
      ...files,
      ...prefixed('INPUT_', inputs),
      ...prefixed('STATE_', cancelledAfter ?? {}, (name) => name),
      GITHUB_ACTIONS: 'true',
      CI: 'true',
      RUNNER_TEMP: temporary,
      ...environment,
    },
    folder,
  );
  return {
    ...ended,
    outputs: valuesIn(files.GITHUB_OUTPUT),
    kept: valuesIn(files.GITHUB_STATE),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
  };
}

/** A step of the template as an agent of Azure Pipelines does it, or that after a cancel. */
export async function azureStep(
  folder: string,
  given: Readonly<Record<string, string | boolean>>,
  environment: Values,
  cancelledAfter?: Values,
): Promise<StepEnded> {
  const parameters = Object.fromEntries(
    template.parameters.map((each) => [each.name, given[each.name] ?? each.default]),
  );
  const tasks = template.steps.flatMap((step): z.infer<typeof task>[] => {
    const one = task.safeParse(step);
    if (one.success) return [one.data];
    const condition = Object.entries(z.record(z.string(), z.array(task)).parse(step));
    return condition.flatMap(([when, then]) => (filled(when, parameters) === 'true' ? then : []));
  });
  const isAfter = cancelledAfter !== undefined;
  const step = tasks.find(
    (each) => each.inputs.inlineScript && (each.condition === 'canceled()') === isAfter,
  );
  const temporary = mkdtempSync(join(folder, 'agent-'));
  const workspace = process.cwd().split('/').slice(0, -1).join('/');
  const script = (step?.inputs.inlineScript ?? 'exit 99').replaceAll(
    '$PIPELINE_WORKSPACE/fleet-updates',
    `$PIPELINE_WORKSPACE/${process.cwd().slice(workspace.length + 1)}`,
  );
  const said = Object.entries(step?.env ?? {}).map(([name, value]): [string, string] => [
    name,
    filled(value, parameters),
  ]);
  const ended = await run(
    ['bash', '--norc', '-c', script],
    {
      PATH: `${join(process.execPath, '..')}:${process.env['PATH'] ?? ''}`,
      TF_BUILD: 'True',
      PIPELINE_WORKSPACE: workspace,
      AGENT_TEMPDIRECTORY: temporary,
      ...cancelledAfter,
      ...environment,
      ...Object.fromEntries(said),
    },
    folder,
  );
  const commands = [...ended.out.matchAll(/^##vso\[task\.(\w+)(?: variable=(\w+))?\](.*)$/gm)];
  const set = commands
    .filter(([, kind]) => kind === 'setvariable')
    .map(([, , name = '', value = '']): [string, string] => [name, value]);
  const uploaded = commands.filter(([, kind]) => kind === 'uploadsummary').map(([, , , path]) => path ?? '');
  const outputs = Object.fromEntries(set);
  return {
    ...ended,
    outputs,
    kept: outputs,
    summary: uploaded.map((path) => readFileSync(path, 'utf8')).join('\n'),
  };
}

/** As the service fills in expressions: booleans as `True` and `False`, but for a condition. */
function filled(text: string, parameters: Readonly<Record<string, unknown>>): string {
  const condition = /^\$\{\{ if parameters\.(\w+) \}\}$/.exec(text)?.[1];
  if (condition !== undefined) return String(parameters[condition]);
  return text.replaceAll(/\$\{\{ parameters\.(\w+) \}\}/g, (_all, name: string) => {
    const value = parameters[name];
    return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
  });
}

function prefixed(prefix: string, values: Values, named = (name: string) => name.toUpperCase()): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${prefix}${named(name)}`, value]),
  );
}

function valuesIn(path: string): Values {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

async function run(words: readonly string[], environment: Values, folder: string): Promise<Ended> {
  mkdirSync(folder, { recursive: true });
  const [program = '', ...others] = words;
  const child = spawn(program, others, { cwd: folder, env: { PATH: process.env['PATH'], ...environment } });
  child.stdin.end();
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended: readonly unknown[] = await once(child, 'close');
  const [out, beside] = await output;
  return { code: ended[0], out, beside };
}
