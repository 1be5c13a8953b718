import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wrongUse } from '../exitCodes.ts';
import type { Environment } from '../settings.ts';

/** What runs the step, and is told about it in its own way. */
export interface Runner {
  /** A folder of this step's own, which later steps of the job can read. */
  folder(): string;
  /** For later steps of the job. */
  output(name: string, value: string): void;
  /** Adds a file of Markdown to what the run of the pipeline shows. */
  summary(path: string, markdown: string): void;
  /** Remembers the run that this job began, for when the job is cancelled; empty: there is none. */
  keepRun(name: string): void;
  /** What `keepRun` remembered, when this is the step after a cancel; undefined in the step itself. */
  readonly cancelled: string | undefined;
}

export function runnerOf(environment: Environment, words: readonly string[]): Runner {
  if (environment['GITHUB_ACTIONS'] === 'true') return gitHub(environment);
  if (environment['TF_BUILD'] !== undefined) return azurePipelines(environment, words);
  throw wrongUse('A step is for GitHub Actions and Azure Pipelines.');
}

function gitHub(environment: Environment): Runner {
  const append = (variable: string, text: string) => {
    const path = environment[variable];
    if (path !== undefined && path !== '') appendFileSync(path, `${text}\n`);
  };
  const isPost = environment['STATE_began'] === 'true';
  // The runner calls one file before and after; what was kept tells which of the two this is.
  if (!isPost) append('GITHUB_STATE', 'began=true');
  return {
    folder: () => folderIn(environment['RUNNER_TEMP']),
    output: (name, value) => append('GITHUB_OUTPUT', `${name}=${value}`),
    summary: (_path, markdown) => append('GITHUB_STEP_SUMMARY', markdown),
    keepRun: (name) => append('GITHUB_STATE', `run=${name}`),
    cancelled: isPost ? (environment['STATE_run'] ?? '') : undefined,
  };
}

function azurePipelines(environment: Environment, words: readonly string[]): Runner {
  const set = (name: string, value: string) => {
    process.stdout.write(`##vso[task.setvariable variable=${name}]${value}\n`);
  };
  return {
    folder: () => folderIn(environment['AGENT_TEMPDIRECTORY']),
    output: (name, value) => set(`FLEET_UPDATES_${name.toUpperCase().replaceAll('-', '_')}`, value),
    summary: (path) => process.stdout.write(`##vso[task.uploadsummary]${path}\n`),
    keepRun: (name) => set('FLEET_UPDATES_KEPT_RUN', name),
    cancelled: words.includes('cancelled') ? (environment['FLEET_UPDATES_KEPT_RUN'] ?? '') : undefined,
  };
}

function folderIn(temporary: string | undefined): string {
  return mkdtempSync(join(temporary ?? tmpdir(), 'fleet-updates-'));
}
