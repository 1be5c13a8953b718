import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readAksEvent } from '../../src/contracts/aksEvents.ts';
import { gitHubEventProblem } from '../../src/contracts/gitHubEvents.ts';
import { readPipelineEvent } from '../../src/contracts/webhookDeliveries.ts';
import { whyIgnored } from '../../src/domain/trigger/pipelineEvent.ts';
import type { EventFilter } from '../../src/domain/trigger/trigger.ts';

function fixture(name: string): unknown {
  const parsed: unknown = JSON.parse(readFileSync(`test/fixtures/deliveries/${name}.json`, 'utf8'));
  return parsed;
}
const STAGE = 'ms.vss-pipelines.stage-state-changed-event';
const REPOSITORY = 'https://dev.azure.com/contoso/Platform/_git/platform';

describe('A published event', () => {
  it.each<[string, string | undefined, object]>([
    [
      'github-workflow_run',
      'workflow_run',
      {
        action: 'completed',
        branch: 'main',
        result: 'success',
        pipeline: 'Release',
        repositories: ['contoso/platform'],
      },
    ],
    [
      'github-release',
      'release',
      { action: 'published', branch: 'main', repositories: ['contoso/platform'] },
    ],
    ['github-repository_dispatch', 'repository_dispatch', { action: 'update-fleet', branch: 'main' }],
    ['github-ping', 'ping', { event: 'ping' }],
    [
      'azure-devops-build-complete-1',
      undefined,
      { event: 'build.complete', branch: 'main', result: 'succeeded', pipeline: 'CI-Platform' },
    ],
    [
      'azure-devops-build-complete-2',
      undefined,
      {
        event: 'build.complete',
        branch: 'main',
        result: 'succeeded',
        pipeline: 'CI-Platform',
        repositories: ['c5a5b3b1-5a1c-4b3e-8f41-3a1f1f6a9f01', 'platform', REPOSITORY],
      },
    ],
    [
      'azure-devops-stage-state-changed',
      undefined,
      {
        event: STAGE,
        stage: 'Deploy',
        result: 'succeeded',
        pipeline: 'Platform CD',
        repositories: [REPOSITORY],
      },
    ],
  ])('%s is read by the fields that filters look at', (name, header, expected) => {
    expect(readPipelineEvent(header, fixture(name))).toMatchObject(expected);
  });

  it('whose fields are not as documented is refused with the place of what is wrong', () => {
    const issues = readPipelineEvent('workflow_run', { action: 'completed', repository: {} });
    expect(issues).toMatchObject([{ path: ['repository', 'full_name'] }, { path: ['workflow_run'] }]);
    expect(readPipelineEvent(undefined, { eventType: 'build.complete', publisherId: 'tfs' })).toMatchObject([
      { path: ['resource'] },
    ]);
  });

  it.each<[string, string, string | undefined, Partial<EventFilter>, RegExp | undefined]>([
    ['its event', 'github-workflow_run', 'workflow_run', { event: 'workflow_run' }, undefined],
    [
      'all fields',
      'github-workflow_run',
      'workflow_run',
      {
        event: 'workflow_run',
        branch: 'main',
        result: 'success',
        repository: 'Contoso/Platform',
        pipeline: 'Release',
      },
      undefined,
    ],
    [
      'another event',
      'github-workflow_run',
      'workflow_run',
      { event: 'release' },
      /No filter .* workflow_run/,
    ],
    [
      'another branch',
      'github-workflow_run',
      'workflow_run',
      { event: 'workflow_run', branch: 'dev' },
      /branch is main, the filter wants dev/,
    ],
    [
      'another result',
      'github-workflow_run',
      'workflow_run',
      { event: 'workflow_run', result: 'failure' },
      /result is success/,
    ],
    [
      'another repository',
      'github-release',
      'release',
      { event: 'release', repository: 'contoso/other' },
      /repository is contoso\/platform/,
    ],
    [
      'another action',
      'github-release',
      'release',
      { event: 'release', action: 'created' },
      /action is published/,
    ],
    [
      'a result in other case',
      'azure-devops-build-complete-2',
      undefined,
      { event: 'build.complete', result: 'Succeeded' },
      undefined,
    ],
    [
      'the address of the repository',
      'azure-devops-stage-state-changed',
      undefined,
      { event: STAGE, repository: REPOSITORY, stage: 'Deploy' },
      undefined,
    ],
    [
      'another stage',
      'azure-devops-stage-state-changed',
      undefined,
      { event: STAGE, stage: 'Test' },
      /stage is Deploy/,
    ],
    [
      'a branch that it does not tell',
      'azure-devops-stage-state-changed',
      undefined,
      { event: STAGE, branch: 'main' },
      /branch is not told/,
    ],
  ])('against a filter for %s', (_what, name, header, filter, reason) => {
    const event = readPipelineEvent(header, fixture(name));
    if (event === undefined || Array.isArray(event)) throw new Error('It is not read.');
    const why = whyIgnored(event, [{ event: 'workflow_run', ...filter }]);
    if (reason === undefined) expect(why).toBeUndefined();
    else expect(why).toMatch(reason);
  });

  it('that is a ping is never a reason to start', () => {
    expect(whyIgnored({ event: 'ping', repositories: [] }, [{ event: 'release' }])).toMatch(/ping/);
  });
});

describe('What anybody could have started', () => {
  const MAIN = { event: 'workflow_run', branch: 'main', result: 'success' } as const;
  const BUILD = { event: 'build.complete', result: 'succeeded' } as const;
  const shape = z.looseObject({
    repository: z.looseObject({}).optional(),
    workflow_run: z.looseObject({}).optional(),
    resource: z.looseObject({}).optional(),
    release: z.looseObject({}).optional(),
  });
  /** The published payload, with some of it as somebody else would have it. */
  function changed(name: string, changes: Readonly<Record<string, object>>): object {
    const { repository, workflow_run, resource, release, ...rest } = shape.parse(fixture(name));
    const parts = { repository, workflow_run, resource, release };
    const present = Object.entries(parts).filter(([, part]) => part !== undefined);
    return {
      ...rest,
      ...Object.fromEntries(present.map(([key, part]) => [key, { ...part, ...changes[key] }])),
    };
  }
  const run = (workflow_run: object, repository: object = {}) =>
    changed('github-workflow_run', { workflow_run, repository });
  const build = (resource: object) => changed('azure-devops-build-complete-2', { resource });
  const FORK = { id: 7, full_name: 'mallory/platform', fork: true };
  const OWN = { id: 186_853_002, full_name: 'Contoso/Platform' };

  it.each<[string, string | undefined, object, EventFilter, RegExp | undefined]>([
    ['a push', 'workflow_run', run({}), MAIN, undefined],
    [
      'a push to the repository, in other case',
      'workflow_run',
      run({ head_repository: OWN }),
      MAIN,
      undefined,
    ],
    ...['pull_request', 'pull_request_target', 'push', 'workflow_dispatch', 'merge_group'].map(
      (event): [string, string, object, EventFilter, RegExp] => [
        `${event} of a fork`,
        'workflow_run',
        run({ event, head_repository: FORK }),
        {
          ...MAIN,
          startedBy: ['push', 'pull_request', 'pull_request_target', 'workflow_dispatch', 'merge_group'],
        },
        /of a fork/,
      ],
    ),
    ['a fork that was deleted', 'workflow_run', run({ head_repository: null }), MAIN, /of a fork/],
    [
      'a fork of the same name',
      'workflow_run',
      run({ head_repository: { ...OWN, id: 7 } }),
      MAIN,
      /of a fork/,
    ],
    [
      'a fork without its id',
      'workflow_run',
      run({ head_repository: { full_name: 'm/platform' } }),
      MAIN,
      /of a fork/,
    ],
    ...['pull_request', 'pull_request_target', 'issue_comment', 'workflow_run', 'check_suite', 'watch'].map(
      (event): [string, string, object, EventFilter, RegExp] => [
        `${event} in the repository itself`,
        'workflow_run',
        run({ event }),
        MAIN,
        new RegExp(`startedBy is ${event}, the filter wants push`),
      ],
    ),
    ['who knows what', 'workflow_run', run({ event: null }), MAIN, /startedBy is not told/],
    [
      'a pull request that was asked for',
      'workflow_run',
      run({ event: 'pull_request' }),
      { ...MAIN, startedBy: ['pull_request'] },
      undefined,
    ],
    [
      'a push in a fork, by a hook of the organization',
      'workflow_run',
      run({}, { fork: true }),
      MAIN,
      /is a fork/,
    ],
    [
      'a push in a fork that the filter names',
      'workflow_run',
      run({}, { fork: true }),
      { ...MAIN, repository: 'contoso/platform' },
      undefined,
    ],
    [
      'a build of a pull request',
      undefined,
      build({ reason: 'pullRequest' }),
      BUILD,
      /startedBy is pullRequest/,
    ],
    [
      'a build of a pull request that was queued by hand',
      undefined,
      build({ reason: 'manual', sourceBranch: 'refs/pull/7/merge' }),
      BUILD,
      /startedBy is pullRequest/,
    ],
    [
      'a build after another',
      undefined,
      build({ reason: 'buildCompletion' }),
      BUILD,
      /startedBy is buildCompletion/,
    ],
    [
      'a build of a pull request that was asked for',
      undefined,
      build({ reason: 'pullRequest' }),
      { ...BUILD, startedBy: ['pullRequest'] },
      undefined,
    ],
    [
      "a build of a fork's pull request",
      undefined,
      build({ reason: 'pullRequest', triggerInfo: { 'pr.isFork': 'True' } }),
      { ...BUILD, startedBy: ['pullRequest'] },
      /of a fork/,
    ],
    [
      'a prerelease',
      'release',
      changed('github-release', { release: { prerelease: true } }),
      { event: 'release' },
      /prerelease, which counts only/,
    ],
    [
      'a prerelease that was asked for',
      'release',
      changed('github-release', { release: { prerelease: true } }),
      { event: 'release', prereleases: true },
      undefined,
    ],
    [
      'a draft',
      'release',
      changed('github-release', { release: { draft: true } }),
      { event: 'release' },
      /draft/,
    ],
  ])(
    'starts nothing unless a filter asks for it, and a fork never: %s',
    (_what, header, body, filter, reason) => {
      const event = readPipelineEvent(header, body);
      if (event === undefined || Array.isArray(event)) throw new Error('It is not read.');
      const why = whyIgnored(event, [filter]);
      if (reason === undefined) expect(why).toBeUndefined();
      else expect(why).toMatch(reason);
    },
  );
});

describe('The header X-GitHub-Event, which nobody signed,', () => {
  const names = ['workflow_run', 'release', 'repository_dispatch', 'ping'];

  it('is believed only where the signed body says the same', () => {
    for (const event of names) {
      for (const said of [...names, 'push']) {
        const problem = gitHubEventProblem(said, fixture(`github-${event}`));
        if (said === event) expect(problem).toBeUndefined();
        else expect(problem).toMatch(new RegExp(`says ${said}, but the body is of ${event}`));
      }
    }
  });

  it.each<[string, object]>([
    ['deployment_status', { deployment_status: {}, deployment: {}, workflow_run: {}, workflow: {} }],
    ['deployment_review', { workflow_run: {}, reviewers: [], since: '' }],
    ['check_run', { check_run: {} }],
  ])('does not make a workflow run of %s, which has one with it', (_event, body) => {
    expect(gitHubEventProblem('workflow_run', body)).toMatch(/another event/);
  });

  it('may name what nothing here looks at', () => {
    expect(gitHubEventProblem('push', { ref: 'refs/heads/main' })).toBeUndefined();
    expect(gitHubEventProblem('deployment', { deployment: {} })).toBeUndefined();
  });
});

const reasonGiven: unknown = expect.stringMatching(/./);

describe('An event of AKS', () => {
  const one = (name: string) => {
    const read = fixture(name);
    const all: readonly unknown[] = Array.isArray(read) ? read : [read];
    return readAksEvent(all[0]);
  };

  it.each(['event-grid', 'cloud-event'])('in the schema %s is read by its own fields', (schema) => {
    expect(one(`aks-new-kubernetes-version-${schema}`)).toMatchObject({
      kind: 'released',
      latestSupported: '1.33.2',
      latestStable: '1.32.6',
      lowestMinor: '1.31.10',
    });
    const cluster: unknown = expect.stringMatching(/managedClusters\/aks-weu-1$/);
    expect(one(`aks-support-ending-${schema}`)).toMatchObject({
      kind: 'support',
      status: 'Ending',
      kubernetesVersion: '1.32.6',
      clusterResourceId: cluster,
      at: '2026-03-02T04:52:57.000Z',
    });
    expect(one(`aks-support-ended-${schema}`)).toMatchObject({ kind: 'support', status: 'Ended' });
    expect(one(`aks-node-pool-rolling-${schema}`)).toEqual({
      kind: 'foreign',
      type: 'Microsoft.ContainerService.NodePoolRollingStarted',
    });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'hello'],
    ['no id', { eventType: 'Microsoft.ContainerService.ClusterSupportEnded', data: {} }],
    [
      'no versions',
      { id: '1', eventType: 'Microsoft.ContainerService.NewKubernetesVersionAvailable', data: {} },
    ],
    [
      'a version that is none',
      {
        id: '1',
        eventType: 'Microsoft.ContainerService.NewKubernetesVersionAvailable',
        data: {
          latestSupportedKubernetesVersion: 'latest',
          latestStableKubernetesVersion: '1.32.6',
          lowestMinorKubernetesVersion: '1.31.1',
        },
      },
    ],
    [
      'no cluster',
      {
        id: '1',
        type: 'Microsoft.ContainerService.ClusterSupportEnded',
        data: { kubernetesVersion: '1.31' },
      },
    ],
  ])('that has %s is malformed, and says why', (_what, event) => {
    expect(readAksEvent(event)).toMatchObject({ kind: 'malformed', reason: reasonGiven });
  });
});
