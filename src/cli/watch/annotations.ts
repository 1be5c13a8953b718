import type { Environment } from '../settings.ts';

/** How this pipeline's log marks an error; undefined where it is no pipeline that has a way. */
export function annotationOf(environment: Environment): ((failure: string) => string) | undefined {
  if (environment['GITHUB_ACTIONS'] === 'true') return (failure) => `::error::${gitHubText(failure)}`;
  if (environment['TF_BUILD'] !== undefined)
    return (failure) => `##vso[task.logissue type=error]${azureText(failure)}`;
  return undefined;
}

const gitHubText = (text: string) =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const azureText = (text: string) =>
  text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
