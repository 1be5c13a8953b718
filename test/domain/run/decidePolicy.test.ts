import { withAskedWait } from '../../../src/domain/run/askedWait.ts';
import {
  decidePolicy,
  type PolicyDecision,
  type PolicyObservation,
} from '../../../src/domain/run/decidePolicy.ts';
import { policyPatchSchema, policyView } from '../../../src/domain/run/policyPatch.ts';
import { aGroup, ago, NOW } from '../group/builders.ts';
import { anEndedGroup, aStage, RUN } from './runBuilders.ts';

const run = {
  ...RUN,
  policy: { maxConcurrency: '5', retries: { count: 1, delayInSeconds: 60 } },
  stages: [
    { name: 'first', maxAllowedFailures: '10%', groups: [{ name: 'canary', maxConcurrency: '3' }] },
    { name: 'prod', afterStageWaitInSeconds: 60, groups: [{ name: 'eu' }, { name: 'us' }] },
  ],
};
const done = anEndedGroup('Completed', { Completed: 1 }, { name: 'canary' });
const eu = anEndedGroup('Completed', { Completed: 2 }, { stage: 1, group: 0, name: 'eu' });
const us = aGroup({ stage: 1, group: 1, name: 'us' });
const prod = aStage({ stage: 1, name: 'prod', wait: { durationInSeconds: 60, state: 'NotStarted' } });
const inProd: PolicyObservation = {
  run,
  stages: [aStage({ state: 'Completed' }), prod],
  groups: [done, eu, us],
};
const notFrozen: PolicyObservation = { run, stages: [], groups: [] };
const ANN = { actor: 'ann', now: NOW };

const decide = (observed: PolicyObservation, patch: object) =>
  decidePolicy(observed, policyPatchSchema.parse(patch), ANN);

/** The first error of a refusal. */
function refusalOf(decision: PolicyDecision): string {
  const [error] = decision.do === 'refuse' ? decision.errors : [];
  return `${error?.detail ?? decision.do} at ${error?.pointer ?? 'nothing'}.`;
}

describe('A patch of a policy', () => {
  it.each<[string, object, string]>([
    ['of the run', { maxConcurrency: '2' }, 'maxConcurrency 5 -> 2'],
    ['with null takes a limit away', { maxConcurrency: null }, 'maxConcurrency 5 -> default'],
    [
      'of retries',
      { retries: { count: 2, delayInSeconds: 0 } },
      'retries {"count":1,"delayInSeconds":60} -> {"count":2,"delayInSeconds":0}',
    ],
    [
      'of a stage',
      { stages: { prod: { maxAllowedFailures: '1' } } },
      'stage prod: maxAllowedFailures default -> 1',
    ],
    [
      'of a wait',
      { stages: { prod: { afterStageWaitInSeconds: 0 } } },
      'stage prod: afterStageWaitInSeconds 60 -> 0',
    ],
    [
      'of several places',
      { maxAllowedFailures: '0', stages: { prod: { groups: { us: { maxConcurrency: '1%' } } } } },
      'maxAllowedFailures default -> 0; group us: maxConcurrency default -> 1%',
    ],
  ])('%s is told with before and after', (_, patch, words) => {
    expect(decide(inProd, patch)).toMatchObject({
      do: 'write',
      policy: { policyChange: { number: 1, at: NOW, by: 'ann' } },
      event: { type: 'PolicyChanged', actor: 'ann', message: `The policy was changed: ${words}.` },
    });
  });

  it('leaves what it does not name, and null leaves nothing behind', () => {
    const patch = {
      maxConcurrency: null,
      stages: { first: { groups: { canary: { maxConcurrency: null } } } },
    };
    expect(decide(notFrozen, patch)).toMatchObject({
      policy: {
        policy: { retries: run.policy.retries },
        stages: [{ name: 'first', maxAllowedFailures: '10%', groups: [{ name: 'canary' }] }, run.stages[1]],
      },
    });
    const decision = decide(notFrozen, patch);
    expect(JSON.stringify(decision)).not.toContain('"maxConcurrency"');
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['what is so already', { maxConcurrency: '5', stages: { first: { maxAllowedFailures: '10%' } } }],
    [
      'null where nothing is',
      { maxAllowedFailures: null, stages: { prod: { groups: { us: { maxConcurrency: null } } } } },
    ],
  ])('that says %s changes nothing', (_, patch) => {
    expect(decide(inProd, patch)).toEqual({ do: 'nothing' });
  });

  it.each<[string, object, string, RegExp]>([
    [
      'a stage that is done',
      { stages: { first: { maxAllowedFailures: '2' } } },
      '/stages/first/maxAllowedFailures',
      /^Stage first is Completed: /,
    ],
    [
      'a group of a stage that is done',
      { stages: { first: { groups: { canary: { maxConcurrency: '1' } } } } },
      '/stages/first/groups/canary/maxConcurrency',
      /^Stage first is Completed: /,
    ],
    [
      'a group that is done',
      { stages: { prod: { groups: { eu: { maxAllowedFailures: '1' } } } } },
      '/stages/prod/groups/eu/maxAllowedFailures',
      /^Group eu is Completed: /,
    ],
  ])('of %s is refused, with all that it says besides', (_, patch, pointer, detail) => {
    expect(refusalOf(decide(inProd, { ...patch, maxConcurrency: '1' }))).toMatch(detail);
    expect(refusalOf(decide(inProd, { ...patch, maxConcurrency: '1' }))).toContain(` at ${pointer}.`);
  });

  it('of a wait that is over is refused', () => {
    const wait = { durationInSeconds: 60, state: 'Skipped' } as const;
    const observed = { ...inProd, stages: [aStage({ ...prod, wait })] };
    const refused = decide(observed, { stages: { prod: { afterStageWaitInSeconds: 5 } } });
    expect(refusalOf(refused)).toMatch(/^The wait after stage prod is Skipped: /);
    expect(decide(observed, { stages: { prod: { maxConcurrency: '5' } } })).toMatchObject({ do: 'write' });
  });

  it('of a group that is to be taken up again is taken', () => {
    const failed = anEndedGroup('Completed', { Completed: 1, Failed: 1 }, { stage: 1, group: 0, name: 'eu' });
    const observed = { ...inProd, groups: [done, failed, us] };
    const patch = { stages: { prod: { groups: { eu: { maxAllowedFailures: '2' } } } } };
    expect(decide(observed, patch)).toMatchObject({ do: 'write' });
  });

  it.each<[string, object, string]>([
    ['stage', { stages: { nope: { maxConcurrency: '1' } } }, '/stages/nope'],
    [
      'group',
      { stages: { prod: { groups: { canary: { maxConcurrency: '1' } } } } },
      '/stages/prod/groups/canary',
    ],
    ['stage, also where nothing is said of it', { stages: { nope: {} } }, '/stages/nope'],
  ])('that names a %s that the run has not is refused', (_, patch, pointer) => {
    expect(decide(inProd, patch)).toMatchObject({ do: 'unknown', errors: [{ pointer }] });
  });

  it.each<[string, object]>([
    ['a share over 100%', { maxConcurrency: '101%' }],
    ['zero at once', { stages: { prod: { maxConcurrency: '0' } } }],
    ['a share of zero at once', { stages: { prod: { groups: { eu: { maxConcurrency: '0%' } } } } }],
    ['a negative budget', { maxAllowedFailures: '-1' }],
    ['a budget over 1,000', { stages: { prod: { groups: { eu: { maxAllowedFailures: '1001' } } } } }],
    ['a share of failures over 100%', { maxAllowedFailures: '101%' }],
    ['more than 5 retries', { retries: { count: 6, delayInSeconds: 0 } }],
    ['retries without a delay', { retries: { count: 1 } }],
    ['a negative wait', { stages: { prod: { afterStageWaitInSeconds: -1 } } }],
    ['a field that is not known', { stages: { prod: { name: 'other' } } }],
    ['no name of a stage', { stages: { 'Not a name': {} } }],
    ['a stage that is to go', { stages: { prod: null } }],
  ])('with %s is not valid', (_, patch) => {
    expect(policyPatchSchema.safeParse(patch).success).toBe(false);
  });
});

it('A policy is shown by the names of stages and groups', () => {
  expect(policyView(run)).toEqual({
    maxConcurrency: '5',
    retries: { count: 1, delayInSeconds: 60 },
    stages: {
      first: { maxAllowedFailures: '10%', groups: { canary: { maxConcurrency: '3' } } },
      prod: { afterStageWaitInSeconds: 60, groups: { eu: {}, us: {} } },
    },
  });
});

describe('The wait after a stage', () => {
  const wait = { durationInSeconds: 60, state: 'NotStarted' } as const;
  const running = { ...wait, state: 'Running', startTime: ago(10) } as const;
  const over = { ...wait, state: 'Completed', startTime: ago(99), completedTime: ago(39) } as const;
  it.each([
    ['stays as it was frozen', wait, 60, wait],
    ['is as long as it is asked for now', running, 90, { ...running, durationInSeconds: 90 }],
    ['comes where there was none', undefined, 90, { durationInSeconds: 90, state: 'NotStarted' }],
    ['goes before it has begun', wait, undefined, undefined],
    ['is over at once when it is taken away', running, undefined, { ...running, durationInSeconds: 0 }],
    ['stays as it was served', over, undefined, over],
    ['does not come by itself', undefined, undefined, undefined],
  ] as const)('%s', (_, frozen, seconds, shown) => {
    const row = aStage(frozen && { wait: frozen });
    const asked = seconds === undefined ? {} : { afterStageWaitInSeconds: seconds };
    expect(withAskedWait(row, asked).wait).toEqual(shown);
  });
});
