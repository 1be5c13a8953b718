import { aFleet, aMember } from './seeds.ts';
import {
  closeSimulators,
  getRun,
  GROUP,
  HOUR,
  MINUTE,
  NODE_IMAGES,
  refusalOf,
  simulate,
  stagesOf,
  startRun,
  statesOfRun,
  type Simulated,
} from './simulated.ts';

afterEach(closeSimulators);

const FLEET = aFleet([
  aMember('a1', 'a'),
  aMember('a2', 'a'),
  aMember('b1', 'b', { upgradeSeconds: 3600 }),
  aMember('b2', 'b'),
  aMember('c1', 'c'),
]);
const STAGES = stagesOf({ groups: ['a', 'b'], wait: 3600 }, { groups: ['c'] });

function skip({ fleet }: Simulated, ...targets: string[]) {
  return fleet.updateRuns.skip(GROUP, 'demo', 'run', {
    targets: targets.map((target) => {
      const [type = '', name = ''] = target.split(' ');
      return { type, name };
    }),
  });
}

function start({ fleet }: Simulated) {
  return fleet.updateRuns.start(GROUP, 'demo', 'run');
}

function stop({ fleet }: Simulated) {
  return fleet.updateRuns.stop(GROUP, 'demo', 'run');
}

describe('a failed upgrade', () => {
  it('lets what runs finish, starts nothing more, and fails group, stage and run', async () => {
    const simulated = await simulate(FLEET);
    simulated.simulator.world.failUpgrades('a1-cluster', {
      code: 'NodesUnhealthy',
      message: 'Nodes are unhealthy.',
    });
    await startRun(simulated, STAGES);
    await simulated.clock.advance(20 * MINUTE);
    expect(await statesOfRun(simulated)).toBe(
      'run Stopping, stage-1 Stopping, a Failed, a1 Failed, a2 NotStarted, b Stopping, b1 Stopping, b2 NotStarted, wait NotStarted, stage-2 NotStarted, c NotStarted, c1 NotStarted',
    );
    await simulated.clock.advance(HOUR);
    expect(await statesOfRun(simulated)).toBe(
      'run Failed, stage-1 Failed, a Failed, a1 Failed, a2 NotStarted, b Stopped, b1 Completed, b2 NotStarted, wait NotStarted, stage-2 NotStarted, c NotStarted, c1 NotStarted',
    );
    const member = (await getRun(simulated)).properties?.status?.stages?.[0]?.groups?.[0]?.members?.[0];
    expect(member?.status?.error).toMatchObject({ code: 'NodesUnhealthy', message: 'Nodes are unhealthy.' });
    expect(simulated.simulator.world.cluster('a1-cluster')).toMatchObject({
      provisioningState: 'Failed',
      nodeImages: aMember('x').cluster.nodePools.reduce(
        (all, pool) => ({ ...all, [pool.name]: pool.nodeImageVersion }),
        {},
      ),
    });
  });

  it('can leave the member beside it Running', async () => {
    const simulated = await simulate(FLEET, { unknowns: { memberBesideFailure: 'Running' } });
    simulated.simulator.world.failUpgrades('a1-cluster');
    await startRun(simulated, STAGES);
    await simulated.clock.advance(20 * MINUTE);
    expect(await statesOfRun(simulated)).toContain('b Stopping, b1 Running');
    await simulated.clock.advance(HOUR);
    expect(await statesOfRun(simulated)).toMatch(/^run Failed.*b Stopped, b1 Completed/);
  });

  it('is retried by the next start, which updates no finished member again', async () => {
    const simulated = await simulate(FLEET);
    simulated.simulator.world.failUpgrades('a1-cluster');
    await startRun(simulated, STAGES);
    await simulated.clock.advance(2 * HOUR);
    const answer = await start(simulated);
    expect(answer.properties?.status?.status?.state).toBe('Failed');
    await simulated.clock.advance(4 * HOUR);
    expect(await statesOfRun(simulated)).toMatch(/^run Completed/);
    const updates = simulated.simulator.record.map(({ clusterResourceId, outcome }) => [
      clusterResourceId.slice(-10, -8),
      outcome,
    ]);
    expect(updates).toEqual([
      ['a1', 'Failed'],
      ['b1', 'Completed'],
      ['a1', 'Completed'],
      ['b2', 'Completed'],
      ['a2', 'Completed'],
      ['c1', 'Completed'],
    ]);
  });

  it('can be kept by the next start until somebody skips the member', async () => {
    const simulated = await simulate(FLEET, { unknowns: { failedMemberOnRestart: 'kept' } });
    simulated.simulator.world.failUpgrades('a1-cluster');
    await startRun(simulated, STAGES);
    await simulated.clock.advance(2 * HOUR);
    await start(simulated);
    await simulated.clock.advance(HOUR);
    expect(await statesOfRun(simulated)).toMatch(
      /^run Failed, stage-1 Failed, a Failed, a1 Failed, a2 NotStarted/,
    );
    await skip(simulated, 'Member a1');
    await start(simulated);
    await simulated.clock.advance(4 * HOUR);
    expect(await statesOfRun(simulated)).toMatch(
      /^run Completed, stage-1 Completed, a Completed, a1 Skipped/,
    );
  });

  it.each([
    ['stopped', (simulated: Simulated) => simulated.simulator.world.setPower('a1-cluster', 'Stopped')],
    [
      'busy with something else',
      (simulated: Simulated) => simulated.simulator.world.setBusy('a1-cluster', 7200),
    ],
  ])('is also that of a cluster that is %s', async (_, disturb) => {
    const simulated = await simulate(FLEET);
    disturb(simulated);
    await startRun(simulated, stagesOf({ groups: ['a'] }));
    await simulated.clock.advance(MINUTE);
    expect(await statesOfRun(simulated)).toBe(
      'run Failed, stage-1 Failed, a Failed, a1 Failed, a2 NotStarted',
    );
    const member = (await getRun(simulated)).properties?.status?.stages?.[0]?.groups?.[0]?.members?.[0];
    expect(member?.status?.error?.code).toBe('OperationNotAllowed');
    expect(simulated.simulator.record).toEqual([]);
  });
});

describe('stop', () => {
  it('shows Stopping at every level until the running members have finished, then Stopped', async () => {
    const simulated = await simulate(FLEET);
    await startRun(simulated, STAGES);
    await simulated.clock.advance(MINUTE);
    const answer = await stop(simulated);
    expect(answer.properties?.status?.status?.state).toBe('Stopping');
    expect(await statesOfRun(simulated)).toMatch(
      /^run Stopping, stage-1 Stopping, a Stopping, a1 Stopping, a2 NotStarted, b Stopping, b1 Stopping/,
    );
    await simulated.clock.advance(2 * HOUR);
    expect(await statesOfRun(simulated)).toMatch(
      /^run Stopped, stage-1 Stopped, a Stopped, a1 Completed, a2 NotStarted, b Stopped, b1 Completed, b2 NotStarted/,
    );
    expect((await getRun(simulated)).properties?.status?.status?.completedTime).toBeUndefined();
  });

  it('right after a start leaves everything below NotStarted, as recorded', async () => {
    const simulated = await simulate(FLEET);
    await startRun(simulated, STAGES);
    await stop(simulated);
    await simulated.clock.advance(HOUR);
    expect(await statesOfRun(simulated)).toMatch(
      /^run Stopped, stage-1 NotStarted, a NotStarted, a1 NotStarted/,
    );
    expect((await getRun(simulated)).properties?.status?.status?.startTime).toBeDefined();
  });

  it('is followed by a start that goes on with what is unfinished', async () => {
    const simulated = await simulate(FLEET);
    await startRun(simulated, STAGES);
    await simulated.clock.advance(MINUTE);
    await stop(simulated);
    await simulated.clock.advance(2 * HOUR);
    await start(simulated);
    await simulated.clock.advance(4 * HOUR);
    expect(await statesOfRun(simulated)).toMatch(/^run Completed/);
    expect(simulated.simulator.record).toHaveLength(5);
  });

  it('during a wait keeps the end of the wait for the next start', async () => {
    const simulated = await simulate(FLEET);
    await startRun(simulated, stagesOf({ groups: ['a'], wait: 7200 }, { groups: ['c'] }));
    await simulated.clock.advance(HOUR);
    await stop(simulated);
    expect(await statesOfRun(simulated)).toMatch(/^run Stopped, stage-1 Stopped, a Completed.*wait Stopped/);
    await start(simulated);
    await simulated.clock.advance(HOUR);
    expect(await statesOfRun(simulated)).toMatch(/^run Running, stage-1 Running.*wait Running/);
    await simulated.clock.advance(HOUR);
    expect(await statesOfRun(simulated)).toMatch(/^run Completed/);
  });
});

describe('skip', () => {
  it('before the start marks the target and what is below it, and starts nothing', async () => {
    const simulated = await simulate(FLEET);
    const properties = { strategy: { stages: STAGES }, managedClusterUpdate: NODE_IMAGES };
    await simulated.fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', { properties });
    await skip(simulated, 'Group a', 'Stage stage-2');
    expect(await statesOfRun(simulated)).toBe(
      'run NotStarted, stage-1 NotStarted, a Skipped, a1 Skipped, a2 Skipped, b NotStarted, b1 NotStarted, b2 NotStarted, wait NotStarted, stage-2 Skipped, c Skipped, c1 Skipped',
    );
    const member = (await getRun(simulated)).properties?.status?.stages?.[0]?.groups?.[0]?.members?.[0];
    expect(member?.message).toBe('skipped by request.');
    await start(simulated);
    await simulated.clock.advance(4 * HOUR);
    expect(await statesOfRun(simulated)).toMatch(/^run Completed/);
    expect(simulated.simulator.record).toHaveLength(2);
  });

  it.each([
    ['Member a2', /a Completed, a1 Completed, a2 Skipped/, 4],
    ['Group a', /a Completed, a1 Completed, a2 Skipped/, 4],
    [
      'Stage stage-1',
      /a Completed, a1 Completed, a2 Skipped, b Completed, b1 Completed, b2 Skipped, wait Skipped/,
      3,
    ],
    ['Stage stage-2', /stage-2 Skipped, c Skipped, c1 Skipped/, 4],
    ['AfterStageWait stage-1', /wait Skipped, stage-2 Completed/, 5],
  ])('of %s while a member runs lets that member finish', async (target, states, updates) => {
    const simulated = await simulate(FLEET);
    await startRun(simulated, STAGES);
    await simulated.clock.advance(MINUTE);
    await skip(simulated, target);
    await simulated.clock.advance(6 * HOUR);
    expect(await statesOfRun(simulated)).toMatch(states);
    expect(await statesOfRun(simulated)).toMatch(/^run Completed/);
    expect(simulated.simulator.record).toHaveLength(updates);
  });

  it('of a wait that is being served begins the next stage at once', async () => {
    const simulated = await simulate(FLEET);
    await startRun(simulated, stagesOf({ groups: ['a'], wait: 86_400 }, { groups: ['c'] }));
    await simulated.clock.advance(HOUR);
    await skip(simulated, 'AfterStageWait stage-1');
    await simulated.clock.advance(MINUTE);
    expect(await statesOfRun(simulated)).toMatch(/wait Skipped, stage-2 Running, c Running, c1 Running/);
  });
});

describe('what the state of a run does not allow', () => {
  const ended = async (simulated: Simulated) => {
    await startRun(simulated, stagesOf({ groups: ['c'] }));
    await simulated.clock.advance(HOUR);
  };
  const under = async (simulated: Simulated) => {
    await startRun(simulated, STAGES);
    await simulated.clock.advance(MINUTE);
  };
  const put = ({ fleet }: Simulated) =>
    fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', {
      properties: { managedClusterUpdate: NODE_IMAGES },
    });
  const cases = [
    ['start of a running run', under, start, 'startOfUnstartable'],
    ['start of a completed run', ended, start, 'startOfUnstartable'],
    ['stop of a completed run', ended, stop, 'stopOfUnstoppable'],
    ['PUT of a running run', under, put, 'putOfStartedRun'],
    ['skip of a running member', under, (one: Simulated) => skip(one, 'Member a1'), 'skipOfRunningMember'],
    [
      'skip of an unknown target',
      under,
      (one: Simulated) => skip(one, 'Member a2', 'Group z'),
      'skipOfUnknownTarget',
    ],
  ] as const;

  it.each(cases)('%s is refused and changes nothing', async (_, prepare, act) => {
    const simulated = await simulate(FLEET);
    await prepare(simulated);
    const before = (await getRun(simulated)).eTag;
    const { status } = await refusalOf(act(simulated));
    expect([400, 409]).toContain(status);
    expect((await getRun(simulated)).eTag).toBe(before);
  });

  it.each(cases)('%s can be ignored instead', async (_, prepare, act, unknown) => {
    const simulated = await simulate(FLEET, { unknowns: { [unknown]: 'ignored' } });
    await prepare(simulated);
    const before = await statesOfRun(simulated);
    await act(simulated);
    expect((await statesOfRun(simulated)).replace('a2 Skipped', 'a2 NotStarted')).toBe(before);
  });

  it('has a status that can be set', async () => {
    const simulated = await simulate(FLEET, { unknowns: { wrongStateStatus: 400 } });
    await under(simulated);
    expect(await refusalOf(start(simulated))).toEqual({ status: 400, code: 'OperationNotAllowed' });
  });

  it('can include a running member, which then is Skipped while AKS goes on', async () => {
    const simulated = await simulate(FLEET, { unknowns: { skipOfRunningMember: 'skipped' } });
    await under(simulated);
    await skip(simulated, 'Member a1');
    await simulated.clock.advance(MINUTE);
    expect(await statesOfRun(simulated)).toMatch(/a Running, a1 Skipped, a2 Running/);
    await simulated.clock.advance(20 * MINUTE);
    expect(simulated.simulator.record[0]?.outcome).toBe('Completed');
    expect(await statesOfRun(simulated)).toMatch(/a1 Skipped/);
  });

  it('can include a skip of what has finished', async () => {
    const simulated = await simulate(FLEET, { unknowns: { skipOfFinishedTarget: 'refused' } });
    await ended(simulated);
    expect((await refusalOf(skip(simulated, 'Member c1'))).status).toBe(409);
  });
});
