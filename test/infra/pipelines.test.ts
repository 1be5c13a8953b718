import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const WORKFLOWS = readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`);
const ALL = [...WORKFLOWS, 'azure-pipelines.yml'];
const withoutComments = (text: string) => text.replaceAll(/(^|\s)#.*$/gm, '');

/** The jobs of a workflow by name, each as its text. */
function jobsOf(path: string): Map<string, string> {
  const [, jobs = ''] = read(path).split(/^jobs:\n/m);
  const parts = withoutComments(jobs)
    .split(/^ {2}(?=[\w-]+:\n)/m)
    .slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf(':')), part]));
}

describe('A pipeline', () => {
  it.each(WORKFLOWS)('of GitHub takes actions by commit only: %s', (path) => {
    const used = [...read(path).matchAll(/uses: (\S+)(.*)$/gm)];
    expect(used.length).toBeGreaterThan(1);
    for (const [, action, comment] of used) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
  });

  it.each(ALL)('runs nothing that it has just fetched: %s', (path) => {
    expect(withoutComments(read(path))).not.toMatch(/(curl|wget)[^\n]*\||npx /);
  });

  it('gives a token of Azure to no job that runs what others wrote: installs, builds, tests', () => {
    const jobs = WORKFLOWS.flatMap((path) => [...jobsOf(path)]);
    const mayAsk = jobs.filter(([, text]) => text.includes('id-token: write'));
    expect(mayAsk.map(([name]) => name)).toEqual(['deploy']);
    for (const [, text] of mayAsk) expect(text).not.toMatch(/npm |\.ci\/run|cache:/);
    for (const path of WORKFLOWS) expect(read(path).split(/^jobs:/m)[0]).not.toContain('id-token');
    const [, azure = ''] = read('azure-pipelines.yml').split('stage: Deploy');
    expect(azure).toContain('AzureCLI@2');
    expect(withoutComments(azure)).not.toMatch(/npm |\.ci\/run/);
  });

  it.each(['.github/workflows/deploy.yml', 'azure-pipelines.yml'])(
    'packages what it deploys, and says of which sources that is: %s',
    (path) => {
      const text = withoutComments(read(path));
      const steps = ['npm run package', 'dist/package.sources', 'azd deploy'].map((each) =>
        text.indexOf(each),
      );
      expect(steps.every((at) => at > 0)).toBe(true);
      expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    },
  );

  it('of GitHub resets no setting: it passes on every one that can be set', () => {
    const parameters = read('infra/main.bicepparam').matchAll(/readEnvironmentVariable\('(\w+)'/g);
    const names = [...parameters].map(([, name]) => name).filter((name) => name !== 'RECOVER_VAULT');
    const job = jobsOf('.github/workflows/deploy.yml').get('deploy') ?? '';
    for (const name of [...names, 'RELEASE_SOURCES', 'AZURE_SUBSCRIPTION_ID'])
      expect(job).toContain(`${name}: \${{ vars.${name} }}\n`);
  });

  it('takes the azd that azure.yaml asks for', () => {
    const wanted = /azd: '>= ([\d.]+)'/.exec(read('azure.yaml'))?.[1];
    for (const path of ['.github/workflows/deploy.yml', 'azure-pipelines.yml'])
      expect(read(path)).toContain(`version: ${wanted}`);
  });
});

it('Every hook runs on both systems, and azd deploy packages too', () => {
  const hooks = [...read('azure.yaml').matchAll(/^ {2}(\w+):\n {4}windows: (.*)\n {4}posix: (.*)$/gm)];
  const scripts = new Map(
    hooks.map(([, name, , posix]) => [name, /node (\S+\.mjs) }/.exec(posix ?? '')?.[1]]),
  );
  expect(scripts.get('predeploy')).toBe('scripts/azure/beforeDeploy.mjs');
  expect(scripts.get('prepackage')).toBe(scripts.get('predeploy'));
  for (const [, , windows = '', posix = ''] of hooks) {
    expect(windows.replace('pwsh', 'sh')).toBe(posix);
    expect(read(/node (\S+) }/.exec(posix)?.[1] ?? '')).not.toBe('');
  }
});
