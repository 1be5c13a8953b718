import { MemorySystem } from '../support/memorySystem.ts';
import { mostAtOnce } from '../support/stories.ts';
import {
  DAY,
  ENDED,
  HOUR,
  memberStates,
  MINUTE,
  NODE_IMAGES,
  type RunAnswer,
} from '../support/spokenSystem.ts';

const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];
const POLICY = '/api/runs/run/policy';

interface Given {
  readonly stages?: readonly object[];
  readonly policy?: object;
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly failing?: readonly string[];
}

const oneStage = (limits: object = {}, ofGroup: object = {}) => [
  { name: 'only', ...limits, groups: [{ name: 'all', ...ofGroup }] },
];

async function changed(
  { stages = oneStage(), policy, groups = { all: ALL }, failing = [] }: Given,
  test: (system: MemorySystem) => Promise<void>,
): Promise<void> {
  const system = MemorySystem.start({ unknowns: { membersFixed: 'never' } });
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign(groups);
    for (const name of failing) system.simulator.world.failUpgrades(name);
    const body = { stages, ...(policy && { policy }), managedClusterUpdate: NODE_IMAGES };
    await system.ok('POST', '/api/runs', { ...body, name: 'run', start: true });
    await test(system);
  } finally {
    await system.close();
  }
}

const inState = (run: RunAnswer, state: string) =>
  Object.values(memberStates(run)).filter((each) => each === state).length;
const untilRunning = (system: MemorySystem, count: number) =>
  system.untilRun('run', (run) => inState(run, 'Running') === count, HOUR, 15_000);

/** How many more began from then on while so many or more were being updated. */
function begunBeside(system: MemorySystem, since: number, others: number): number {
  const spans = system.simulator.record.map(({ startedAt, endedAt }) => ({
    from: Date.parse(startedAt),
    to: endedAt === undefined ? Infinity : Date.parse(endedAt),
  }));
  return spans.filter(
    ({ from }) => from > since && spans.filter((span) => span.from < from && from < span.to).length >= others,
  ).length;
}

describe('A policy that is changed while the run goes on', () => {
  it.each([
    [
      'lanes of a group',
      oneStage({}, { maxConcurrency: '3' }),
      { stages: { only: { groups: { all: { maxConcurrency: '1' } } } } },
    ],
    [
      'places of a stage',
      oneStage({ maxConcurrency: '3' }, { maxConcurrency: '3' }),
      { stages: { only: { maxConcurrency: '1' } } },
    ],
    ['places of a run', oneStage({ maxConcurrency: '3' }, { maxConcurrency: '3' }), { maxConcurrency: '1' }],
  ])(
    'with fewer %s lets running members finish, and begins no other beside them',
    async (_, stages, patch) => {
      await changed({ stages }, async (system) => {
        await untilRunning(system, 3);
        await system.ok('PATCH', POLICY, patch);
        const since = system.clock.now();
        const run = await system.until('run', ENDED, DAY);
        expect(Object.values(memberStates(run))).toEqual(Array(5).fill('Completed'));
        expect(begunBeside(system, since, 1)).toBe(0);
        expect(await system.world.app.places.all()).toEqual([]);
      });
    },
  );

  it.each([
    ['a place where nothing bounded them', { stages: { only: { maxConcurrency: '1' } } }, 1],
    ['strict limits', { maxAllowedFailures: '1', budgetMode: 'Strict' }, 2],
    [
      'lanes',
      { stages: { only: { groups: { east: { maxConcurrency: '1' }, west: { maxConcurrency: '1' } } } } },
      2,
    ],
  ])(
    'with %s stops long Fleet runs after the member that they update, and counts it',
    async (_, patch, most) => {
      const stages = [{ name: 'only', groups: [{ name: 'east' }, { name: 'west' }] }];
      const groups = { east: ALL.slice(0, 2), west: ALL.slice(2) };
      await changed({ stages, groups }, async (system) => {
        for (const name of groups.west) system.simulator.world.setUpgradeSeconds(name, 1800);
        await untilRunning(system, 2);
        await system.ok('PATCH', POLICY, patch);
        const since = system.clock.now();
        const run = await system.until('run', ENDED, DAY);
        expect(Object.values(memberStates(run))).toEqual(Array(5).fill('Completed'));
        expect(system.upgraded()).toEqual(ALL);
        expect(begunBeside(system, since, most)).toBe(0);
        const fleetRuns = new Set(system.simulator.record.map(({ updateRun }) => updateRun));
        expect(fleetRuns.size).toBe(5);
        expect(await system.world.app.places.all()).toEqual([]);
      });
    },
  );

  it('with more lanes begins others beside those that run', async () => {
    await changed({ stages: oneStage({}, { maxConcurrency: '2' }) }, async (system) => {
      await untilRunning(system, 2);
      await system.ok('PATCH', POLICY, { stages: { only: { groups: { all: { maxConcurrency: '100%' } } } } });
      await untilRunning(system, 5);
      await system.until('run', ENDED, DAY);
      expect(mostAtOnce(system)).toBe(5);
    });
  });

  it('with a lower budget stops at what has failed before, while two lanes run', async () => {
    const stages = oneStage({ maxAllowedFailures: '100%' }, { maxConcurrency: '2' });
    await changed({ stages, failing: ['aks-eus-1'] }, async (system) => {
      const before = await system.untilRun(
        'run',
        (run) => inState(run, 'Failed') === 1 && inState(run, 'Running') === 2,
        DAY,
        15_000,
      );
      await system.ok('PATCH', POLICY, { stages: { only: { maxAllowedFailures: '0' } } });
      const run = await system.until('run', ENDED, DAY);
      expect(run.state).toBe('Failed');
      expect(run.message).toContain('1 member of stage only has failed; its maxAllowedFailures is 0.');
      expect(inState(run, 'NotStarted')).toBe(inState(before, 'NotStarted'));
      expect(inState(run, 'Completed')).toBe(inState(before, 'Completed') + 2);
    });
  });

  it('with a higher budget helps what has not stopped, and nothing that has', async () => {
    const stages = oneStage({ maxAllowedFailures: '1' });
    await changed({ stages, failing: ['aks-eus-1', 'aks-eus-2'] }, async (system) => {
      await system.untilRun('run', (run) => inState(run, 'Failed') === 1, DAY, 15_000);
      await system.ok('PATCH', POLICY, { stages: { only: { maxAllowedFailures: '2' } } });
      const run = await system.until('run', ENDED, DAY);
      expect(run).toMatchObject({ state: 'Completed', failureCount: 2 });
      expect(run.stages[0]?.maxAllowedFailures).toBe(2);
    });
    await changed({ failing: ['aks-eus-1'] }, async (system) => {
      const stopped = await system.until('run', ENDED, DAY);
      await system.ok('PATCH', POLICY, { maxAllowedFailures: '3' });
      expect((await system.run('run')).state).toBe(stopped.state);
      await system.ok('POST', '/api/runs/run/start');
      expect((await system.until('run', ENDED, DAY)).state).toBe('Completed');
    });
  });

  it('with null goes back to the default: the first failure stops the run', async () => {
    await changed({ policy: { maxAllowedFailures: '5' }, failing: ['aks-neu-1'] }, async (system) => {
      await untilRunning(system, 1);
      await system.ok('PATCH', POLICY, { maxAllowedFailures: null });
      const run = await system.until('run', ENDED, DAY);
      expect(run).toMatchObject({ state: 'Failed', policy: {}, policyChange: { number: 1 } });
      expect(run.maxAllowedFailures).toBeUndefined();
    });
  });

  it('with retries tries again who fails after that', async () => {
    await changed({ failing: ['aks-weu-2'] }, async (system) => {
      await untilRunning(system, 1);
      await system.ok('PATCH', POLICY, { retries: { count: 1, delayInSeconds: 60 } });
      const run = await system.until('run', ENDED, DAY);
      expect(run.state).toBe('Completed');
      expect(run.failureCount).toBeUndefined();
    });
  });

  it.each([
    ['longer', 7200, 2 * HOUR],
    ['shorter', 1200, 20 * MINUTE],
    ['none', null, 10 * MINUTE],
  ])('with a wait that is %s holds the stage so long', async (_, seconds, length) => {
    const stages = [
      { name: 'one', groups: [{ name: 'first' }], afterStageWaitInSeconds: 3600 },
      { name: 'two', groups: [{ name: 'second' }] },
    ];
    const groups = { first: ['aks-eus-1'], second: ['aks-neu-1'] };
    await changed({ stages, groups }, async (system) => {
      await system.untilRun('run', (run) => run.stages[0]?.afterStageWait?.state === 'Running', DAY, 15_000);
      const begun = system.clock.now();
      await system.clock.advance(9 * MINUTE);
      await system.ok('PATCH', POLICY, { stages: { one: { afterStageWaitInSeconds: seconds } } });
      const run = await system.untilRun(
        'run',
        ({ stages: [one] }) => one?.state === 'Completed',
        DAY,
        15_000,
      );
      expect(Math.abs(system.clock.now() - begun - length)).toBeLessThan(2 * MINUTE);
      expect(run.stages[0]?.afterStageWait?.state).toBe('Completed');
    });
  });

  it('is in the audit trail with before and after, once however often it is sent', async () => {
    await changed({ stages: oneStage({ maxConcurrency: '3' }) }, async (system) => {
      const patch = { stages: { only: { maxConcurrency: '2' } } };
      const first = await system.call('PATCH', POLICY, patch);
      expect(first).toMatchObject({
        status: 200,
        body: { stages: { only: { maxConcurrency: '2', groups: { all: {} } } } },
      });
      expect(await system.call('GET', POLICY)).toMatchObject({ body: first.body });
      expect(await system.call('PATCH', POLICY, patch)).toMatchObject({ status: 200 });
      const events = JSON.stringify(await system.ok('GET', '/api/runs/run/events'));
      const told = events.match(/The policy was changed: [^"]*/g);
      expect(told).toEqual(['The policy was changed: stage only: maxConcurrency 3 -> 2.']);
      expect((await system.run('run')).policyChange).toMatchObject({ number: 1 });
    });
  });

  it('is refused for what is behind, for what the run has not, and as somebody has not read it', async () => {
    const stages = [
      { name: 'one', groups: [{ name: 'first' }] },
      { name: 'two', groups: [{ name: 'second' }] },
    ];
    const groups = { first: ['aks-eus-1'], second: ['aks-neu-1', 'aks-weu-1'] };
    await changed({ stages, groups }, async (system) => {
      await system.untilRun('run', (run) => run.stages[1]?.state === 'Running', DAY);
      expect(await system.call('PATCH', POLICY, { stages: { one: { maxConcurrency: '1' } } })).toMatchObject({
        status: 409,
        body: { code: 'InvalidState', errors: [{ pointer: '/stages/one/maxConcurrency' }] },
      });
      expect(await system.call('PATCH', POLICY, { stages: { nope: {} } })).toMatchObject({
        status: 422,
        body: { code: 'UnknownScope', errors: [{ pointer: '/stages/nope' }] },
      });
      const patch = { maxConcurrency: '1' };
      expect(await system.call('PATCH', POLICY, patch, { 'if-match': '"old"' })).toMatchObject({
        status: 412,
      });
      expect(await system.call('PATCH', '/api/runs/nope/policy', patch)).toMatchObject({ status: 404 });
      expect(await system.call('PATCH', POLICY, { retries: { count: 6, delayInSeconds: 1 } })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/retries/count' }] },
      });
      await system.until('run', ENDED, DAY);
      expect(await system.call('PATCH', POLICY, patch)).toMatchObject({ status: 409 });
    });
  });

  it('of two who change it at once, neither undoes the other', async () => {
    await changed({}, async (system) => {
      const asked = [
        { maxConcurrency: '2' },
        { maxAllowedFailures: '1' },
        { stages: { only: { maxConcurrency: '3' } } },
      ];
      await Promise.all(asked.map((patch) => system.ok('PATCH', POLICY, patch)));
      expect(await system.ok('GET', POLICY)).toMatchObject({
        maxConcurrency: '2',
        maxAllowedFailures: '1',
        stages: { only: { maxConcurrency: '3' } },
      });
      expect((await system.run('run')).policyChange?.number).toBe(3);
    });
  });

  it('goes with its run', async () => {
    await changed({}, async (system) => {
      await system.ok('PATCH', POLICY, { maxConcurrency: '2' });
      await system.until('run', ENDED, DAY);
      await system.ok('DELETE', '/api/runs/run');
      await system.ok('POST', '/api/runs', { name: 'run', managedClusterUpdate: NODE_IMAGES });
      expect(await system.ok('GET', POLICY)).toEqual({ stages: { default: { groups: { default: {} } } } });
    });
  });
});
