import { fortuneOf } from '../../src/rehearsal/draw.ts';
import { madeUpMembers } from '../../src/rehearsal/madeUpFleet.ts';
import { offeredTo } from '../../src/rehearsal/offered.ts';
import { play } from '../../src/rehearsal/play.ts';
import type { Scene } from '../../src/rehearsal/scene.ts';
import { clusterIdOf, seedOf } from '../../src/rehearsal/sceneSeed.ts';
import type { UpgradeRecord } from '../../src/simulator/upgradeRecord.ts';
import { DAY, ENDED, memberStates, MINUTE, TestSystem, type RunAnswer } from '../support/testSystem.ts';

const members = madeUpMembers({
  members: 9,
  regions: 2,
  groups: ['test', 'eu', 'us'],
  kubernetesVersion: '1.32.6',
});
const SCENE: Scene = {
  startAt: '2026-03-02T08:00:00.000Z',
  members,
  regions: offeredTo(members, '1.33.2', undefined),
  run: {
    stages: [
      {
        name: 'first',
        groups: [{ name: 'test' }],
        afterStageWaitInSeconds: 3_600,
        afterGates: [
          {
            type: 'Health',
            name: 'soak',
            checks: [{ type: 'Clusters' }],
            soakInSeconds: 5_400,
            timeoutInSeconds: 7_200,
          },
        ],
      },
      {
        name: 'second',
        beforeGates: [
          {
            type: 'ScheduledStart',
            name: 'afternoon',
            notBefore: { day: 'Mon', time: '15:00', timeZone: 'UTC' },
          },
        ],
        groups: [
          {
            name: 'eu',
            maxConcurrency: '2',
            maxAllowedFailures: '1',
            beforeGates: [{ type: 'Approval', name: 'go' }],
          },
        ],
      },
      { name: 'third', groups: [{ name: 'us' }] },
    ],
    managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion: '1.33.2' } },
  },
  freezes: [],
};
/** One failure is tolerated in the second stage, the other stops the third. */
const FAILING = new Set(['fleet/aks-002', 'fleet/aks-006']);
const SEED = 5;
const CHANCES = { fail: 0, busy: 0 };
const APPROVE_AFTER_SECONDS = 2_400;

const nameOf = ({ clusterResourceId }: UpgradeRecord) => clusterResourceId.split('/').at(-1);
const courseOf = (updates: readonly UpgradeRecord[]) =>
  updates.map((update) => `${nameOf(update)} ${update.outcome}`);
const statesOf = (run: Pick<RunAnswer, 'state' | 'stages'>) => ({
  run: run.state,
  stages: run.stages.map(({ name, state, groups }) => [name, state, groups.map((group) => group.state)]),
});

const goOf = (run: RunAnswer) => run.stages[1]?.groups[0]?.beforeGates?.[0];

it('A rehearsal has the course of the run on the real SDKs: the same starts, ends and states, member by member', async () => {
  const rehearsed = await play(SCENE, {
    seed: SEED,
    chances: CHANCES,
    failing: FAILING,
    approveAfterSeconds: APPROVE_AFTER_SECONDS,
  });
  const system = await TestSystem.start({ seed: seedOf(SCENE) }, SCENE.startAt);
  try {
    for (const member of members) {
      const cluster = clusterIdOf(member);
      system.simulator.world.setUpgradeSeconds(cluster, fortuneOf(member, SEED, CHANCES).seconds);
      if (FAILING.has(`fleet/${member.name}`)) system.simulator.world.failUpgrades(cluster, { times: 9 });
    }
    await system.ok('POST', '/api/runs', { ...SCENE.run, name: 'real', start: true });
    const isPending = (run: RunAnswer) => goOf(run)?.state === 'Pending';
    const go = goOf(await system.untilRun('real', isPending, DAY, MINUTE));
    await system.clock.advance(APPROVE_AFTER_SECONDS * 1000);
    await system.ok('POST', `/api/runs/real/gates/${go?.id ?? ''}/approve`, {});
    const real = await system.until('real', ENDED, DAY, 30 * MINUTE);
    expect(courseOf(rehearsed.updates)).toEqual(courseOf(system.simulator.record));
    expect(statesOf(rehearsed.run)).toEqual(statesOf(real));
    expect(memberStates({ ...real, stages: [...rehearsed.run.stages] })).toEqual(memberStates(real));
    expect(rehearsed.run.state).toBe('Failed');
    const took = (Date.parse(real.completedTime ?? '') - Date.parse(SCENE.startAt)) / 1000;
    // Rounds fall where they fall: a minute at each of a few hand-overs.
    expect(Math.abs((rehearsed.seconds ?? 0) - took)).toBeLessThan(0.05 * took);
  } finally {
    await system.close();
  }
}, 240_000);
