import { largeFleets } from '../../src/simulator/seeds.ts';
import { MemorySystem } from '../support/memorySystem.ts';
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
const STAGES = [{ name: 'only', groups: [{ name: 'all' }] }];

const systems: MemorySystem[] = [];
afterEach(async () => {
  for (const system of systems.splice(0)) await system.close();
});

/** A run over the five clusters of the demo; `before` is called before every call to a table or to ARM. */
async function started(policy: object, prepare: (system: MemorySystem) => void, before?: Before) {
  const system: MemorySystem = MemorySystem.start({
    unknowns: { membersFixed: 'never' },
    before: ({ on, operation }) => {
      before?.(system, `${on} ${operation}`);
      return Promise.resolve();
    },
  });
  systems.push(system);
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ all: ALL });
  prepare(system);
  const body = { name: 'run', stages: STAGES, policy, managedClusterUpdate: NODE_IMAGES, start: true };
  await system.ok('POST', '/api/runs', body);
  return system;
}
type Before = (system: MemorySystem, what: string) => void;

const memberOf = (run: RunAnswer, name: string) =>
  run.stages
    .flatMap(({ groups }) => groups.flatMap(({ members }) => members))
    .find((each) => each.name === name);
const upgradesOf = (system: MemorySystem, name: string) =>
  system.upgraded().filter((each) => each === name).length;
const allBut = (except: object) => ({
  ...Object.fromEntries(ALL.map((name) => [name, 'Completed'])),
  ...except,
});

describe('A stopped cluster', () => {
  it('fails its member where the policy says nothing, as Fleet Manager has it', async () => {
    const system = await started({}, ({ simulator }) => simulator.world.setPower('aks-eus-1', 'Stopped'));
    const run = await system.until('run', ENDED, DAY);
    expect(run.state).toBe('Failed');
    expect(memberOf(run, 'aks-eus-1')).toMatchObject({
      state: 'Failed',
      error: { code: 'OperationNotAllowed' },
    });
  });

  it('is passed over with Skip: 17 of 60, which the next start takes up, at a bounded number of requests', async () => {
    const seed = largeFleets({ fleets: 1, members: 60, groups: 1, upgradeSeconds: 60 });
    const system = MemorySystem.start({ seed });
    systems.push(system);
    const names = Array.from({ length: 60 }, (_, at) => `m-${String(at + 1).padStart(4, '0')}`);
    const stopped = names.filter((_, at) => at % 7 < 2).slice(0, 17);
    expect(stopped).toHaveLength(17);
    await system.ok('GET', '/api/members?refresh=true');
    for (const name of stopped) system.simulator.world.setPower(name, 'Stopped');
    const before = new Map(system.simulator.requests);
    await system.ok('POST', '/api/runs', {
      name: 'run',
      stages: [{ name: 'only', groups: [{ name: 'group-01', maxConcurrency: '20' }] }],
      policy: { onStoppedCluster: 'Skip' },
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    const begun = system.clock.now();
    const run = await system.until('run', ENDED, DAY, 2 * MINUTE);
    const minutes = (system.clock.now() - begun) / MINUTE;
    expect(run).toMatchObject({
      state: 'Completed',
      counts: { Completed: 43, Skipped: 17 },
      leftOutCount: 17,
      postponedCount: 17,
      allowed: { start: { allowed: true } },
    });
    expect(run.message).toMatch(/^17 members of the plan were not updated\. ClusterStopped: /);
    expect(system.simulator.record).toHaveLength(43);
    const asked = (what: string) => (system.simulator.requests.get(what) ?? 0) - (before.get(what) ?? 0);
    // One for the plan when it begins, one a minute, and one for each end.
    expect(asked('managedClusters.list')).toBeLessThanOrEqual(minutes + 3);
    expect(asked('managedClusters.get')).toBeLessThanOrEqual(17 + 3);

    for (const name of stopped) system.simulator.world.setPower(name, 'Running');
    await system.ok('POST', '/api/runs/run/start');
    const again = await system.until('run', ENDED, DAY, 2 * MINUTE);
    expect(again).toMatchObject({ state: 'Completed', attempt: 2, counts: { Completed: 60 } });
    expect(again.postponedCount).toBeUndefined();
    expect(again.allowed.start.allowed).toBe(false);
    expect(system.simulator.record).toHaveLength(60);
  }, 60_000);

  it('is skipped after Fleet Manager was refused: it was stopped between the look and the start', async () => {
    const system = await started(
      { onStoppedCluster: 'Skip' },
      () => undefined,
      ({ simulator }, what) => {
        if (what.endsWith('/start') && simulator.record.length === 1)
          simulator.world.setPower('aks-eus-2', 'Stopped');
      },
    );
    const run = await system.until('run', ENDED, DAY);
    expect(run.state).toBe('Completed');
    expect(memberStates(run)).toEqual(allBut({ 'aks-eus-2': 'Skipped' }));
    expect(memberOf(run, 'aks-eus-2')?.message).toMatch(/^ClusterStopped: /);
    expect(run.failureCount).toBeUndefined();
  });
});

describe('A busy cluster', () => {
  const policy = { busyClusterWaitInSeconds: 7200 };

  it('is waited for while the others are updated, says so and until when, and is updated then', async () => {
    const system = await started(policy, ({ simulator }) => simulator.world.setBusy('aks-eus-1', 5400));
    await system.clock.advance(10 * MINUTE);
    const early = memberOf(await system.run('run'), 'aks-eus-1');
    expect(early).toMatchObject({ state: 'NotStarted', waiting: { reason: 'ClusterBusy' } });
    const { since = '', until = '' } = early?.waiting ?? {};
    expect(Date.parse(until) - Date.parse(since)).toBe(2 * HOUR);
    await system.clock.advance(70 * MINUTE);
    const late = await system.run('run');
    expect(late).toMatchObject({ state: 'Pending', waiting: { reason: 'ClusterBusy' } });
    expect(await system.world.app.locks.all()).toEqual([]);
    const run = await system.until('run', ENDED, DAY);
    expect(memberStates(run)).toEqual(allBut({}));
    expect(run.state).toBe('Completed');
    const last = system.simulator.record.at(-1);
    expect(last?.clusterResourceId).toMatch(/aks-eus-1$/);
    expect(Date.parse(run.completedTime ?? '') - Date.parse(last?.startedAt ?? '')).toBeLessThan(HOUR / 2);
    expect(upgradesOf(system, 'aks-eus-1')).toBe(1);
  });

  it('counts as failed once its time is over, and is tried again by no retry', async () => {
    const both = {
      busyClusterWaitInSeconds: 1800,
      maxAllowedFailures: '1',
      retries: { count: 2, delayInSeconds: 0 },
    };
    const system = await started(both, ({ simulator }) => simulator.world.setBusy('aks-eus-1', 8 * 3600));
    const run = await system.until('run', ENDED, DAY);
    expect(run).toMatchObject({ state: 'Completed', failureCount: 1 });
    expect(memberOf(run, 'aks-eus-1')).toMatchObject({ state: 'Failed', error: { code: 'ClusterBusy' } });
    expect(memberOf(run, 'aks-eus-1')?.error?.message).toContain('1800 seconds');
    expect(upgradesOf(system, 'aks-eus-1')).toBe(0);
  });

  it('ends a run that tolerates no failure, with what to do', async () => {
    const system = await started({ busyClusterWaitInSeconds: 1800 }, ({ simulator }) =>
      simulator.world.setBusy('aks-eus-1', 8 * 3600),
    );
    const run = await system.until('run', ENDED, DAY);
    expect(run).toMatchObject({ state: 'Failed', error: { code: 'ClusterBusy' } });
    expect(run.message).toContain('Start the run again once it is idle');
  });

  it('that was idle at the look and is refused is waited for too, without a lock and without a try', async () => {
    const system = await started(
      { ...policy, retries: { count: 1, delayInSeconds: 0 } },
      () => undefined,
      ({ simulator }, what) => {
        if (what.endsWith('/start') && simulator.record.length === 1)
          simulator.world.setBusy('aks-eus-2', 3600);
      },
    );
    await system.clock.advance(70 * MINUTE);
    const meanwhile = memberOf(await system.run('run'), 'aks-eus-2');
    expect(meanwhile).toMatchObject({ state: 'NotStarted', waiting: { reason: 'ClusterBusy' } });
    expect(await system.world.app.locks.all()).toEqual([]);
    const run = await system.until('run', ENDED, DAY);
    expect(run.state).toBe('Completed');
    expect(memberOf(run, 'aks-eus-2')).not.toHaveProperty('tries');
    expect(upgradesOf(system, 'aks-eus-2')).toBe(1);
  });

  it('whose run is stopped is taken up afresh by the next start', async () => {
    const system = await started(policy, ({ simulator }) => simulator.world.setBusy('aks-eus-1', 4 * 3600));
    await system.clock.advance(90 * MINUTE);
    await system.ok('POST', '/api/runs/run/stop');
    const stopped = await system.until('run', ENDED, HOUR);
    expect(stopped.state).toBe('Stopped');
    await system.ok('POST', '/api/runs/run/start');
    await system.clock.advance(10 * MINUTE);
    const { since = '' } = memberOf(await system.run('run'), 'aks-eus-1')?.waiting ?? {};
    expect(Date.parse(since)).toBeGreaterThan(Date.parse(stopped.completedTime ?? ''));
  });
});

it('Waits that are negative, broken or too long, and words that nobody knows, are refused with their field', async () => {
  const system = MemorySystem.start();
  systems.push(system);
  for (const [field, value] of [
    ['busyClusterWaitInSeconds', -1],
    ['busyClusterWaitInSeconds', 1.5],
    ['busyClusterWaitInSeconds', 86_401],
    ['busyClusterWaitInSeconds', '60'],
    ['onStoppedCluster', 'Wait'],
  ] as const) {
    const body = { name: 'run', policy: { [field]: value }, managedClusterUpdate: NODE_IMAGES };
    const { status, body: answer } = await system.call('POST', '/api/runs', body);
    expect([status, answer]).toMatchObject([400, { errors: [{ pointer: `/policy/${field}` }] }]);
  }
});
