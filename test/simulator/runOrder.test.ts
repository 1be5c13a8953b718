import { demoFleet } from '../../src/simulator/seeds.ts';
import type { UpgradeRecord } from '../../src/simulator/upgradeRecord.ts';
import { aFleet, aMember } from './seeds.ts';
import {
  closeSimulators,
  getRun,
  GROUP,
  HOUR,
  MINUTE,
  NODE_IMAGES,
  simulate,
  stagesOf,
  startRun,
  statesOf,
  statesOfRun,
} from './simulated.ts';

afterEach(closeSimulators);

function named(record: readonly UpgradeRecord[]) {
  return record.map(({ clusterResourceId, startedAt, endedAt }) => ({
    name: clusterResourceId.replace(/^.*\/(.*)-cluster$/, '$1'),
    startedAt: Date.parse(startedAt),
    endedAt: Date.parse(endedAt ?? ''),
  }));
}

const FOUR = aFleet([aMember('a1', 'a'), aMember('a2', 'a'), aMember('b1', 'b'), aMember('b2', 'b')]);

it('updates all members of a fleet one by one when the run has no strategy', async () => {
  const { clock, fleet, simulator } = await simulate(demoFleet);
  await fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'one-by-one', {
    properties: { managedClusterUpdate: NODE_IMAGES },
  });
  await fleet.updateRuns.start(GROUP, 'demo', 'one-by-one');
  await clock.advance(30 * MINUTE);
  const run = await fleet.updateRuns.get(GROUP, 'demo', 'one-by-one');
  expect(run.properties?.strategy).toBeUndefined();
  expect(statesOf(run)).toBe(
    'run Running, default Running, default Running, aks-eus-1 Completed, aks-eus-2 Completed, aks-neu-1 Running, aks-weu-1 NotStarted, aks-weu-2 NotStarted',
  );
  await clock.advance(HOUR);
  expect(statesOf(await fleet.updateRuns.get(GROUP, 'demo', 'one-by-one'))).toMatch(/^run Completed/);
  expect(simulator.record.map(({ outcome }) => outcome)).toEqual(Array(5).fill('Completed'));
});

it('shows a started run Running after half a second and its members a moment later', async () => {
  const simulated = await simulate(FOUR);
  await startRun(simulated, stagesOf({ groups: ['a', 'b'] }));
  expect(await statesOfRun(simulated)).toMatch(/^run NotStarted, stage-1 NotStarted/);
  await simulated.clock.advance(600);
  expect(await statesOfRun(simulated)).toMatch(/^run Running, stage-1 NotStarted/);
  await simulated.clock.advance(600);
  expect(await statesOfRun(simulated)).toBe(
    'run Running, stage-1 Running, a Running, a1 Running, a2 NotStarted, b Running, b1 Running, b2 NotStarted',
  );
});

it('runs the groups of a stage at the same time and the members of a group one after another', async () => {
  const simulated = await simulate(FOUR);
  await startRun(simulated, stagesOf({ groups: ['a', 'b'] }));
  await simulated.clock.advance(HOUR);
  expect(await statesOfRun(simulated)).toMatch(/^run Completed, stage-1 Completed, a Completed/);
  const [a1, b1, a2, b2] = named(simulated.simulator.record);
  expect([a1?.name, b1?.name, a2?.name, b2?.name]).toEqual(['a1', 'b1', 'a2', 'b2']);
  expect(b1?.startedAt).toBe(a1?.startedAt);
  expect((a2?.startedAt ?? 0) - (a1?.endedAt ?? 0)).toBe(56 + 136);
  expect((a1?.endedAt ?? 0) - (a1?.startedAt ?? 0)).toBe(830_000);
});

it('begins the next stage only after every group has ended and the wait was served', async () => {
  const slow = aMember('b1', 'b', { upgradeSeconds: 7200 });
  const simulated = await simulate(aFleet([aMember('a1', 'a'), slow, aMember('c1', 'c')]));
  await startRun(simulated, stagesOf({ groups: ['a', 'b'], wait: 2 * 86_400 }, { groups: ['c'] }));
  await simulated.clock.advance(3 * HOUR);
  expect(await statesOfRun(simulated)).toBe(
    'run Running, stage-1 Running, a Completed, a1 Completed, b Completed, b1 Completed, wait Running, stage-2 NotStarted, c NotStarted, c1 NotStarted',
  );
  await simulated.clock.advance(3 * 24 * HOUR);
  expect(await statesOfRun(simulated)).toMatch(/^run Completed.*wait Completed, stage-2 Completed/);
  const [, b1, c1] = named(simulated.simulator.record);
  expect((c1?.startedAt ?? 0) - (b1?.endedAt ?? 0)).toBe(2 * 24 * HOUR + 56 + 136);
});

it('skips a group that no member has, and leaves out its members', async () => {
  const simulated = await simulate(FOUR);
  await startRun(simulated, stagesOf({ groups: ['a', 'nobody'] }));
  await simulated.clock.advance(2000);
  const { status } = (await getRun(simulated)).properties ?? {};
  const [, nobody] = status?.stages?.[0]?.groups ?? [];
  expect(nobody?.status?.state).toBe('Skipped');
  expect(nobody?.status?.startTime).toBeUndefined();
  expect(nobody?.members).toBeUndefined();
});

describe('members that are at the target', () => {
  const update = {
    upgrade: { type: 'Full', kubernetesVersion: '1.31.8' },
    nodeImageSelection: { type: 'Latest' },
  };
  const upToDate = aFleet([
    aMember('a1', 'a', {
      nodePools: aMember('x').cluster.nodePools.map((pool) => ({
        ...pool,
        nodeImageVersion: 'AKSUbuntu-2204gen2containerd-202508.20.0',
      })),
    }),
  ]);

  it('are Skipped 1.27 s after the start, and say why', async () => {
    const simulated = await simulate(upToDate);
    const start = simulated.clock.now();
    await startRun(simulated, stagesOf({ groups: ['a'] }), update);
    await simulated.clock.advance(5000);
    const { status } = (await getRun(simulated)).properties ?? {};
    const member = status?.stages?.[0]?.groups?.[0]?.members?.[0];
    expect(member?.status?.completedTime?.getTime()).toBe(start + 1270);
    expect(member?.message).toBe(
      'skipping member "a1". Skip message: Skipped control plane upgrade for cluster "a1-cluster": already at or ahead of the target Kubernetes version. Skipped agent pool upgrade for cluster "a1-cluster": already at or ahead of the target Kubernetes version.',
    );
    expect(statesOf(await getRun(simulated))).toBe('run Completed, stage-1 Skipped, a Skipped, a1 Skipped');
    expect(simulated.simulator.record).toEqual([]);
  });

  it('do not spare the stage its wait', async () => {
    const simulated = await simulate(upToDate);
    await startRun(simulated, stagesOf({ groups: ['a'], wait: 3600 }), update);
    await simulated.clock.advance(5000);
    expect(await statesOfRun(simulated)).toBe(
      'run Running, stage-1 Running, a Skipped, a1 Skipped, wait Running',
    );
    await simulated.clock.advance(HOUR);
    expect(await statesOfRun(simulated)).toBe(
      'run Completed, stage-1 Skipped, a Skipped, a1 Skipped, wait Completed',
    );
  });

  it('can leave the run Skipped', async () => {
    const simulated = await simulate(upToDate, { unknowns: { runOfSkippedStages: 'Skipped' } });
    await startRun(simulated, stagesOf({ groups: ['a'] }), update);
    await simulated.clock.advance(5000);
    expect(await statesOfRun(simulated)).toMatch(/^run Skipped/);
  });
});

it('gives every change of a run a new eTag, and answers a start with the old one', async () => {
  const simulated = await simulate(FOUR);
  const { fleet, clock } = simulated;
  const properties = {
    strategy: { stages: stagesOf({ groups: ['a', 'b'] }) },
    managedClusterUpdate: NODE_IMAGES,
  };
  const created = await fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', { properties });
  const started = await fleet.updateRuns.start(GROUP, 'demo', 'run');
  expect(started.eTag).toBe(created.eTag);
  const eTags = new Set([created.eTag]);
  for (const delay of [600, 600, 900_000, 900_000]) {
    await clock.advance(delay);
    eTags.add((await getRun(simulated)).eTag);
  }
  expect(eTags.size).toBe(5);
  await clock.advance(HOUR);
  expect(eTags).toContain((await getRun(simulated)).eTag);
});

it('orders members stably but not by name when the seed says so', async () => {
  const members = ['a1', 'a2', 'a3', 'a4', 'a5'].map((name) => aMember(name, 'a'));
  const simulated = await simulate(aFleet(members, { memberOrder: 'hash' }));
  await startRun(simulated, stagesOf({ groups: ['a'] }));
  await simulated.clock.advance(3 * HOUR);
  expect(named(simulated.simulator.record).map(({ name }) => name)).toEqual(['a2', 'a4', 'a5', 'a3', 'a1']);
});

it('lets AKS refuse the second of two runs that meet on a cluster', async () => {
  const simulated = await simulate(FOUR);
  const { fleet, clock } = simulated;
  await startRun(simulated, stagesOf({ groups: ['a'] }));
  await fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'other', {
    properties: { managedClusterUpdate: NODE_IMAGES },
  });
  await fleet.updateRuns.start(GROUP, 'demo', 'other');
  await clock.advance(MINUTE);
  const other = await fleet.updateRuns.get(GROUP, 'demo', 'other');
  expect(statesOf(other)).toMatch(/^run Failed, default Failed, default Failed, a1 Failed, a2 NotStarted/);
  const [member] = other.properties?.status?.stages?.[0]?.groups?.[0]?.members ?? [];
  expect(member?.status?.error?.code).toBe('OperationNotAllowed');
});

it('goes on with the cluster when a running run is deleted, and with nothing else', async () => {
  const simulated = await simulate(FOUR);
  await startRun(simulated, stagesOf({ groups: ['a'] }));
  await simulated.clock.advance(MINUTE);
  await simulated.fleet.updateRuns.delete(GROUP, 'demo', 'run');
  await simulated.clock.advance(HOUR);
  expect(named(simulated.simulator.record).map(({ name }) => name)).toEqual(['a1']);
  expect(simulated.simulator.record[0]?.outcome).toBe('Completed');
  expect(simulated.simulator.world.updateRuns()).toEqual([]);
});

describe('members that join a group after the run was created', () => {
  const STRANGER = `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-fleet/providers/Microsoft.ContainerService/fleets/demo/members/b1?api-version=2025-03-01`;
  it.each([
    ['atCreate', 'create', false],
    ['atStart', 'create', true],
    ['atStart', 'start', false],
    ['never', 'start', true],
  ] as const)(
    'when members are fixed %s and it joins after %s: comes in is %s',
    async (membersFixed, after, comes) => {
      const simulated = await simulate(FOUR, { unknowns: { membersFixed } });
      const properties = {
        strategy: { stages: stagesOf({ groups: ['a'] }) },
        managedClusterUpdate: NODE_IMAGES,
      };
      await simulated.fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', { properties });
      const join = () => simulated.call('PATCH', STRANGER, { body: { properties: { group: 'a' } } });
      if (after === 'create') await join();
      await simulated.fleet.updateRuns.start(GROUP, 'demo', 'run');
      await simulated.clock.advance(MINUTE);
      if (after === 'start') await join();
      await simulated.clock.advance(2 * HOUR);
      expect((await statesOfRun(simulated)).includes('b1 Completed')).toBe(comes);
    },
  );
});
