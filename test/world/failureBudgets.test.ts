import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, memberStates, NODE_IMAGES } from '../support/spokenSystem.ts';

const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];

interface Body {
  readonly stages: readonly object[];
  readonly policy?: object;
}

async function played(
  groups: Readonly<Record<string, readonly string[]>>,
  body: Body,
  failing: readonly string[],
  test: (system: MemorySystem) => Promise<void>,
): Promise<void> {
  const system = MemorySystem.start({ unknowns: { membersFixed: 'never' } });
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign(groups);
    for (const name of failing) system.simulator.world.failUpgrades(name);
    await system.ok('POST', '/api/runs', {
      ...body,
      name: 'run',
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    await test(system);
  } finally {
    await system.close();
  }
}

const oneGroup = (limits: object, stage: object = {}) => [
  { name: 'only', ...stage, groups: [{ name: 'all', ...limits }] },
];

describe('Failures within the limits', () => {
  it.each([
    ['of the group', { stages: oneGroup({ maxAllowedFailures: '2' }) }],
    ['of the group, in lanes', { stages: oneGroup({ maxAllowedFailures: '2', maxConcurrency: '3' }) }],
    ['of the stage', { stages: oneGroup({}, { maxAllowedFailures: '25%' }) }],
    ['of the run', { stages: oneGroup({}), policy: { maxAllowedFailures: '2' } }],
    ['100%', { stages: oneGroup({ maxAllowedFailures: '100%' }) }],
  ])('%s are tolerated: the others are updated, and a start again takes up what failed', async (_, body) => {
    await played({ all: ALL }, body, ['aks-eus-1', 'aks-neu-1'], async (system) => {
      const run = await system.until('run', ENDED, DAY);
      expect(run.state).toBe('Completed');
      expect(run.failureCount).toBe(2);
      expect(run.message).toMatch(/^2 members have failed, which the limits of the run tolerate\./);
      expect(run.allowed.start.allowed).toBe(true);
      expect(memberStates(run)).toMatchObject({ 'aks-eus-1': 'Failed', 'aks-weu-2': 'Completed' });
      expect(await system.world.app.locks.all()).toEqual([]);

      await system.ok('POST', '/api/runs/run/start');
      const again = await system.until('run', ENDED, DAY);
      expect(again).toMatchObject({ state: 'Completed', attempt: 2 });
      expect(again.failureCount).toBeUndefined();
      expect(Object.values(memberStates(again))).toEqual(Array(5).fill('Completed'));
      expect(again.selectedNodeImageVersions).toEqual(run.selectedNodeImageVersions);
      const times = ALL.map(
        (name) =>
          system.simulator.record.filter(({ clusterResourceId }) => clusterResourceId.endsWith(`/${name}`))
            .length,
      );
      expect(times).toEqual([2, 1, 2, 1, 1]);
      expect(again.allowed.start.allowed).toBe(false);
    });
  });

  it('count over groups that fail at the same moment: the run stops with the count, the limit and the scope', async () => {
    const stages = [
      {
        name: 'only',
        maxAllowedFailures: '1',
        groups: [{ name: 'one' }, { name: 'two' }],
      },
    ];
    const groups = { one: ['aks-eus-1', 'aks-eus-2'], two: ['aks-neu-1', 'aks-weu-1'] };
    await played(groups, { stages }, ['aks-eus-1', 'aks-neu-1'], async (system) => {
      const run = await system.until('run', ENDED, DAY);
      expect(run.state).toBe('Failed');
      expect(run.message).toContain('2 members of stage only have failed; its maxAllowedFailures is 1.');
      expect(run.stages[0]).toMatchObject({ state: 'Failed', failureCount: 2, maxAllowedFailures: 1 });
      expect(memberStates(run)).toMatchObject({ 'aks-eus-2': 'NotStarted', 'aks-weu-1': 'NotStarted' });
    });
  });

  it('count over the stages of a run', async () => {
    const stages = ['one', 'two'].map((name) => ({ name: `stage-${name}`, groups: [{ name }] }));
    const groups = { one: ['aks-eus-1', 'aks-eus-2'], two: ['aks-neu-1', 'aks-weu-1'] };
    const body = { stages, policy: { maxAllowedFailures: '1' } };
    await played(groups, body, ['aks-eus-1', 'aks-neu-1'], async (system) => {
      const run = await system.until('run', ENDED, DAY);
      expect(run).toMatchObject({ state: 'Failed', failureCount: 2, maxAllowedFailures: 1 });
      expect(run.message).toContain('2 members of run run have failed; its maxAllowedFailures is 1.');
      expect(run.stages.map(({ state }) => state)).toEqual(['Completed', 'Failed']);
      expect(memberStates(run)).toMatchObject({ 'aks-eus-2': 'Completed', 'aks-weu-1': 'NotStarted' });
    });
  });

  it('of which none is tolerated end the attempt as they do where nothing is said', async () => {
    const body = { stages: oneGroup({ maxAllowedFailures: '0' }), policy: { maxAllowedFailures: '50%' } };
    await played({ all: ALL }, body, ['aks-eus-1'], async (system) => {
      const run = await system.until('run', ENDED, DAY);
      expect(run.state).toBe('Failed');
      expect(run.message).toContain('1 member of group all has failed; its maxAllowedFailures is 0.');
      expect(Object.values(memberStates(run)).filter((state) => state === 'NotStarted')).toHaveLength(4);
    });
  });

  it('let the wait after a stage start afresh where the next start has updated a member, and stay elsewhere', async () => {
    const stages = ['one', 'two'].map((name) => ({
      name: `stage-${name}`,
      maxAllowedFailures: '1',
      groups: [{ name }],
      afterStageWaitInSeconds: 3600,
    }));
    const groups = { one: ['aks-eus-1', 'aks-eus-2'], two: ['aks-neu-1', 'aks-weu-1'] };
    await played(groups, { stages }, ['aks-neu-1'], async (system) => {
      const first = await system.until('run', ENDED, DAY);
      await system.ok('POST', '/api/runs/run/start');
      const again = await system.until('run', ENDED, DAY);
      expect(again.state).toBe('Completed');
      const waits = (run: typeof first) => run.stages.map(({ afterStageWait }) => afterStageWait?.startTime);
      expect(waits(again)[0]).toBe(waits(first)[0]);
      expect(Date.parse(waits(again)[1] ?? '')).toBeGreaterThan(Date.parse(first.completedTime ?? ''));
    });
  });
});

describe('Retries', () => {
  const policy = { retries: { count: 2, delayInSeconds: 600 } };

  async function failingTimes(times: number, limits: object, test: (system: MemorySystem) => Promise<void>) {
    const system = MemorySystem.start({ unknowns: { membersFixed: 'never' } });
    try {
      await system.ok('GET', '/api/members?refresh=true');
      await system.assign({ all: ALL });
      system.simulator.world.failUpgrades('aks-eus-1', { times });
      const body = { stages: oneGroup({}), policy: { ...policy, ...limits } };
      const what = { name: 'run', managedClusterUpdate: NODE_IMAGES, start: true };
      await system.ok('POST', '/api/runs', { ...body, ...what });
      await test(system);
    } finally {
      await system.close();
    }
  }

  const triesOf = ({ simulator }: MemorySystem) =>
    simulator.record.filter(({ clusterResourceId }) => clusterResourceId.endsWith('/aks-eus-1'));

  it('update a member again after the delay, behind the others, and a failure made good is none', async () => {
    await failingTimes(2, {}, async (system) => {
      const run = await system.until('run', ENDED, DAY);
      expect(run.state).toBe('Completed');
      expect(run.failureCount).toBeUndefined();
      const member = run.stages[0]?.groups[0]?.members.find(({ name }) => name === 'aks-eus-1');
      expect(member).toMatchObject({ state: 'Completed', tries: 2, lastFailure: { code: 'UpgradeFailed' } });
      const [first, second, third] = triesOf(system).map(({ startedAt }) => Date.parse(startedAt));
      expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(600_000);
      expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(600_000);
      expect(await system.world.app.locks.all()).toEqual([]);
    });
  });

  it('keep a failure from being counted while its member is to be tried again', async () => {
    await failingTimes(2, { maxAllowedFailures: '0' }, async (system) => {
      const run = await system.until('run', ENDED, DAY);
      expect([run.state, triesOf(system).length]).toEqual(['Completed', 3]);
    });
  });

  it('used up are one failure: it ends the attempt, or counts once against a limit', async () => {
    await failingTimes(9, {}, async (system) => {
      const run = await system.until('run', ENDED, DAY);
      expect([run.state, triesOf(system).length]).toEqual(['Failed', 3]);
    });
    await failingTimes(9, { maxAllowedFailures: '1' }, async (system) => {
      const run = await system.until('run', ENDED, DAY);
      expect(run).toMatchObject({ state: 'Completed', failureCount: 1, maxAllowedFailures: 1 });
      expect(triesOf(system)).toHaveLength(3);
    });
  });
});

it('Limits that mean nothing are refused with the field that is wrong', async () => {
  const system = MemorySystem.start();
  try {
    for (const [pointer, limits] of [
      ['/policy/maxAllowedFailures', { stages: oneGroup({}), policy: { maxAllowedFailures: '101%' } }],
      [
        '/policy/retries/count',
        { stages: oneGroup({}), policy: { retries: { count: 6, delayInSeconds: 0 } } },
      ],
      ['/stages/0/maxAllowedFailures', { stages: oneGroup({}, { maxAllowedFailures: '1001' }) }],
      ['/stages/0/groups/0/maxAllowedFailures', { stages: oneGroup({ maxAllowedFailures: '-1' }) }],
    ] as const) {
      const body = { ...limits, name: 'run', managedClusterUpdate: NODE_IMAGES };
      const answer = await system.call('POST', '/api/runs', body);
      expect([answer.status, answer.body]).toMatchObject([400, { errors: [{ pointer }] }]);
    }
  } finally {
    await system.close();
  }
});
