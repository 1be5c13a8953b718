import { EMPTY_DRAFT, runBodyOf, withStrategy, type RunDraft } from '../../src/web/create/runDraft.ts';
import { haveWindows, stageDraft, stageOf } from '../../src/web/create/stageDraft.ts';
import { sameStages } from '../../src/web/create/stageList.ts';
import { stageText } from '../../src/web/create/stageText.ts';
import { concurrencyCheck, failuresCheck, isPolicy, policyText } from '../../src/web/policy/limits.ts';
import { policyPatchSchema } from '../../src/domain/run/policyPatch.ts';
import type { RunMember } from '../../src/web/api/types.ts';
import { policyPatch } from '../../src/web/policy/policyPatch.ts';
import { limitsUsed, tryText } from '../../src/web/run/limitsUsed.ts';
import { maxAllowedFailuresSchema, maxConcurrencySchema } from '../../src/domain/plan/updateSpec.ts';

const LIMITED = {
  name: 'prod',
  groups: [{ name: 'weu', maxConcurrency: '5' }, { name: 'eus' }],
  maxAllowedFailures: '10%',
  afterStageWaitInSeconds: 600,
};

describe('A limit in a form', () => {
  const typed = ['0', '1', '5', '05', '1000', '1001', '1%', '0%', '25%', '100%', '101%', '-1', '1.5', 'five'];

  it.each(typed)('of %s is refused at the field exactly when the app refuses it', (text) => {
    expect(concurrencyCheck(text) === undefined).toBe(maxConcurrencySchema.safeParse(text).success);
    expect(failuresCheck(text) === undefined).toBe(maxAllowedFailuresSchema.safeParse(text).success);
  });

  it('that is empty is none', () => {
    expect([concurrencyCheck(''), failuresCheck('')]).toEqual([undefined, undefined]);
  });

  it('that is the default is not said', () => {
    expect(policyText({ budgetMode: 'Soft', onStoppedCluster: 'Fail' })).toBe('');
    expect(
      policyText({ budgetMode: 'Strict', onStoppedCluster: 'Skip', busyClusterWaitInSeconds: 7_200 }),
    ).toBe('strict, stopped clusters skipped, busy clusters waited for 2 h');
  });

  it('that is wrong sends nothing', () => {
    expect(isPolicy({ maxConcurrency: '5', retries: { count: 2, delayInSeconds: 60 } })).toBe(true);
    expect(isPolicy({ maxConcurrency: '0' })).toBe(false);
    expect(isPolicy({ retries: { count: Number.NaN, delayInSeconds: 60 } })).toBe(false);
  });
});

describe('A stage with limits', () => {
  it('says them in its line', () => {
    expect(stageText(LIMITED)).toBe('weu (5 at once), eus · 10% may fail · then waits 10 min');
    expect(policyText({ maxConcurrency: '25%', retries: { count: 2, delayInSeconds: 0 } })).toBe(
      '25% at once, 2 retries',
    );
  });

  it('keeps them, and what the dialog has no field for, when something else of it is edited', () => {
    const before = { ...LIMITED, later: 'x', groups: [{ ...LIMITED.groups[0], name: 'weu', other: 1 }] };
    const draft = { ...stageDraft(before), name: 'production' };
    expect(stageOf(draft, before)).toEqual({ ...before, name: 'production' });
  });

  it('has start windows while there are dates or hours, and only such as the app takes', () => {
    const hours = [{ days: ['Sat' as const], from: '08:00', to: '24:00' }];
    const startWindows = { timeZone: 'Europe/Berlin', hours };
    const draft = { ...stageDraft(LIMITED), windows: startWindows };
    expect(stageOf(draft, LIMITED)).toEqual({ ...LIMITED, startWindows });
    expect(stageText(stageOf(draft, LIMITED))).toContain('starts in 1 window');
    expect(stageOf(stageDraft({ ...LIMITED, startWindows }), LIMITED)).toEqual({ ...LIMITED, startWindows });
    expect(
      stageOf({ ...draft, windows: { timeZone: 'Europe/Berlin' } }, { ...LIMITED, startWindows }),
    ).toEqual(LIMITED);
    expect(haveWindows(draft)).toBe(true);
    expect(haveWindows({ ...draft, windows: { ...startWindows, timeZone: 'Nowhere' } })).toBe(false);
  });

  it('loses those that are emptied', () => {
    const draft = { ...stageDraft(LIMITED), limits: {}, ofGroups: {} };
    expect(stageOf(draft, LIMITED)).toEqual({
      name: 'prod',
      groups: [{ name: 'weu' }, { name: 'eus' }],
      afterStageWaitInSeconds: 600,
    });
  });

  it('is another stage when a limit differs, and the same whatever the order of what is said', () => {
    const { afterStageWaitInSeconds, ...rest } = LIMITED;
    expect(sameStages([LIMITED], [{ afterStageWaitInSeconds, ...rest }])).toBe(true);
    expect(sameStages([LIMITED], [{ ...LIMITED, maxAllowedFailures: '20%' }])).toBe(false);
    expect(sameStages([LIMITED], [{ ...LIMITED, groups: [{ name: 'weu' }, { name: 'eus' }] }])).toBe(false);
  });
});

describe('The limits of a whole run', () => {
  const draft: RunDraft = {
    ...EMPTY_DRAFT,
    name: 'september',
    way: 'Stages',
    scope: { ...EMPTY_DRAFT.scope, upgrade: 'NodeImageOnly' },
  };
  const strategy = { name: 'standard', stages: [LIMITED], policy: { maxConcurrency: '10' } };

  it('come with the strategy that is copied, and without it they go', () => {
    const copied = withStrategy(draft, strategy);
    expect(runBodyOf(copied)).toMatchObject({ strategy: 'standard', policy: { maxConcurrency: '10' } });
    expect(runBodyOf(withStrategy(copied, { name: 'bare', stages: [LIMITED] }))).not.toHaveProperty('policy');
  });

  it('may be set in the place of the strategy’s, but one that is taken away names no strategy: it would come back', () => {
    const copied = withStrategy(draft, strategy);
    expect(runBodyOf({ ...copied, policy: { maxConcurrency: '3' } })).toMatchObject({ strategy: 'standard' });
    const without = runBodyOf({ ...copied, policy: { maxAllowedFailures: '1' } });
    expect(without).toMatchObject({ stages: [LIMITED], policy: { maxAllowedFailures: '1' } });
    expect(without).not.toHaveProperty('strategy');
  });
});

describe('The policy of a run that is changed', () => {
  const before = {
    maxAllowedFailures: '1',
    retries: { count: 2, delayInSeconds: 60 },
    budgetMode: 'Strict' as const,
    stages: {
      test: { groups: { a: {} } },
      prod: {
        maxConcurrency: '5',
        afterStageWaitInSeconds: 600,
        groups: { weu: { maxConcurrency: '2' }, eus: {} },
      },
    },
  };

  it('is sent as what differs only, by names, with null for what is taken away', () => {
    const { maxAllowedFailures: _one, budgetMode: _mode, ...rest } = before;
    const after = {
      ...rest,
      retries: { count: 2, delayInSeconds: 90 },
      stages: {
        ...before.stages,
        prod: {
          maxConcurrency: '3',
          afterStageWaitInSeconds: 0,
          groups: { weu: {}, eus: { maxAllowedFailures: '1' } },
        },
      },
    };
    const patch = policyPatch(before, after);
    expect(patch).toEqual({
      maxAllowedFailures: null,
      budgetMode: null,
      retries: { count: 2, delayInSeconds: 90 },
      stages: {
        prod: {
          maxConcurrency: '3',
          afterStageWaitInSeconds: 0,
          groups: { weu: { maxConcurrency: null }, eus: { maxAllowedFailures: '1' } },
        },
      },
    });
    expect(policyPatchSchema.safeParse(patch).success).toBe(true);
  });

  it('is nothing when nothing differs', () => {
    expect(policyPatch(before, structuredClone(before))).toEqual({});
  });
});

describe('On a run', () => {
  const versions = { nodePools: [] };
  const member = (state: RunMember['state'], some: Partial<RunMember> = {}): RunMember => ({
    fleet: 'prod',
    name: state,
    clusterResourceId: '/x',
    state,
    from: versions,
    to: versions,
    ...some,
  });
  const members = [
    member('Running'),
    member('Stopping'),
    member('NotStarted'),
    member('Completed'),
    member('Failed'),
  ];

  it.each([
    [{ maxConcurrency: '5' }, ['2 of 5 at once']],
    [{ maxConcurrency: '50%' }, ['2 of 2 at once']],
    [{ maxConcurrency: '1%' }, ['2 of 1 at once']],
    [{ maxAllowedFailures: 2, failureCount: 1 }, ['1 of 2 failures allowed']],
    [{ maxConcurrency: '3', maxAllowedFailures: 0 }, ['2 of 3 at once', '0 of 0 failures allowed']],
    [{}, []],
  ])('the limits %j are shown as %j', (limited, shown) => {
    expect(limitsUsed(limited, members)).toEqual(shown);
  });

  it('that is over nothing updates at once, and its failures stay', () => {
    expect(limitsUsed({ maxConcurrency: '3', maxAllowedFailures: 1 }, [member('Completed')])).toEqual([
      '0 of 1 failures allowed',
    ]);
  });

  it.each([
    [{}, 2, undefined],
    [{ tries: 1 }, 2, 'try 2 of 3'],
    [{ tries: 2 }, 2, 'try 3 of 3'],
    [{ tries: 2 }, 0, 'try 3 of 3'],
  ])('a member with %j of %i retries is at %s', (some, retries, text) => {
    expect(tryText(member('Running', some), retries)).toBe(text);
  });
});
