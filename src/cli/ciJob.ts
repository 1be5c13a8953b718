import { createHash } from 'node:crypto';
import type { Environment } from './settings.ts';

const LONGEST_NAME = 50;

/**
 * What stays the same when a job of a pipeline is tried again, and is another for every other job: the name of the run
 * that it creates, and the id of the delivery that it sends. Undefined outside of a pipeline.
 */
export function ciJob(environment: Environment): string | undefined {
  const parts = partsOf(environment);
  if (parts === undefined) return undefined;
  const whole = parts.map((part) => part ?? '').join('/');
  const readable = whole
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (readable.length <= LONGEST_NAME) return readable;
  // Two long names must not become one.
  const digest = createHash('sha256').update(whole).digest('hex').slice(0, 8);
  return `${readable.slice(0, LONGEST_NAME - 9).replace(/-+$/, '')}-${digest}`;
}

function partsOf(environment: Environment): (string | undefined)[] | undefined {
  if (environment['GITHUB_ACTIONS'] === 'true') {
    return ['gh', environment['GITHUB_RUN_ID'], environment['GITHUB_JOB']];
  }
  if (environment['TF_BUILD'] !== undefined) {
    const { BUILD_BUILDID, SYSTEM_STAGENAME, SYSTEM_JOBNAME } = environment;
    return ['az', BUILD_BUILDID, SYSTEM_STAGENAME, SYSTEM_JOBNAME];
  }
  if (environment['GITLAB_CI'] === 'true')
    return ['gl', environment['CI_PIPELINE_ID'], environment['CI_JOB_NAME']];
  return undefined;
}
