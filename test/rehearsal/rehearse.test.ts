import { rehearse, type RehearseOptions } from '../../src/rehearsal/rehearse.ts';
import { madeUpMembers } from '../../src/rehearsal/madeUpFleet.ts';
import { offeredTo } from '../../src/rehearsal/offered.ts';
import { play } from '../../src/rehearsal/play.ts';
import type { Scene } from '../../src/rehearsal/scene.ts';

const START = '2026-03-02T08:00:00.000Z';
const NO_CHANCE = { fail: 0, busy: 0 };
const DAY_SECONDS = 86_400;

/** Six members in two groups, one stage each, with a wait of a day between. */
function scene(run: Partial<Scene['run']> = {}, more: Partial<Scene> = {}): Scene {
  const members = madeUpMembers({
    members: 6,
    regions: 2,
    groups: ['test', 'prod'],
    kubernetesVersion: '1.32.6',
  });
  return {
    startAt: START,
    members,
    regions: offeredTo(members, '1.33.2', undefined),
    run: {
      stages: [
        { name: 'first', groups: [{ name: 'test' }], afterStageWaitInSeconds: DAY_SECONDS },
        { name: 'second', groups: [{ name: 'prod' }] },
      ],
      managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion: '1.33.2' } },
      ...run,
    },
    freezes: [],
    ...more,
  };
}

async function summaryOf(of: Scene, options: Partial<RehearseOptions>) {
  const summary = await rehearse(of, { plays: 1, seed: 1, chances: NO_CHANCE, ...options });
  if ('refused' in summary) throw new Error(summary.refused.message);
  return summary;
}

describe('A rehearsal', () => {
  it('says when stages begin and end, what they wait for, and what a failure of each would stop', async () => {
    const summary = await summaryOf(scene(), { plays: 3, seed: 1, chances: NO_CHANCE });
    expect(summary).toMatchObject({ members: 6, plays: 3, outcomes: { Completed: 3 }, peak: 1 });
    const [first, second] = summary.stages;
    expect(first?.waits.map(({ reason }) => reason)).toEqual(['AfterStageWait']);
    expect(first?.waits[0]?.seconds).toBeGreaterThan(0.99 * DAY_SECONDS);
    expect(second?.startsAfter).toBeGreaterThanOrEqual(first?.endsAfter ?? Infinity);
    expect(summary.failures).toEqual([
      { stage: 'first', member: 'fleet/aks-001', state: 'Failed', notUpdated: 5 },
      { stage: 'second', member: 'fleet/aks-002', state: 'Failed', notUpdated: 2 },
    ]);
    expect(summary.timeline.map(({ name }) => name)).toEqual(
      ['1', '3', '5', '2', '4', '6'].map((number) => `aks-00${number}`),
    );
    expect(summary.ends?.p50).toBeLessThanOrEqual(summary.ends?.p99 ?? 0);
  });

  it('plays the same for the same seed, and otherwise for another', async () => {
    const one = await summaryOf(scene(), { plays: 2, seed: 7, chances: { fail: 0.2, busy: 0.2 } });
    expect(await summaryOf(scene(), { plays: 2, seed: 7, chances: { fail: 0.2, busy: 0.2 } })).toEqual(one);
    const other = await summaryOf(scene(), { plays: 2, seed: 70, chances: { fail: 0.2, busy: 0.2 } });
    expect(other.timeline).not.toEqual(one.timeline);
  });

  it('has lanes, so that as many update at once as may, and the budget tolerates failures', async () => {
    const policy = { maxConcurrency: '2', maxAllowedFailures: '1' };
    const groups = [{ name: 'test', maxConcurrency: '3' }];
    const lanes = scene({ stages: [{ name: 'only', groups }], policy });
    const summary = await summaryOf(lanes, { plays: 1, seed: 1, chances: NO_CHANCE });
    expect([summary.peak, summary.failures]).toMatchObject([2, [{ state: 'Completed', notUpdated: 0 }]]);
  });

  it('waits for a freeze, and says so', async () => {
    const dates = [{ from: '2026-03-02T00:00', to: '2026-03-04T00:00' }];
    const freezes = [{ name: 'fair', body: { timeZone: 'UTC', dates, reason: 'The fair.' } }];
    const { stages, timeline } = await summaryOf(scene({}, { freezes }), {
      plays: 1,
      seed: 1,
      chances: NO_CHANCE,
    });
    expect(stages[0]?.waits.map(({ reason }) => reason)).toEqual(['Freeze', 'AfterStageWait']);
    expect(timeline[0]?.startsAfter).toBeGreaterThanOrEqual(40 * 3_600);
  });

  it('takes longer while Azure is away, and ends all the same', async () => {
    const calm = await play(scene(), { seed: 1, chances: NO_CHANCE });
    const away = await play(scene(), { seed: 1, chances: NO_CHANCE, azureDownSeconds: 3 * 3_600 });
    expect(away.run.state).toBe('Completed');
    expect(away.seconds).toBeGreaterThan((calm.seconds ?? 0) + 2 * 3_600);
  });

  it('is refused as the run would be', async () => {
    const update = { upgrade: { type: 'Full', kubernetesVersion: '1.36.0' } } as const;
    const summary = await rehearse(scene({ managedClusterUpdate: update }), {
      plays: 1,
      seed: 1,
      chances: NO_CHANCE,
    });
    expect(summary).toMatchObject({ refused: { code: 'PlanRefused' } });
  });
});
