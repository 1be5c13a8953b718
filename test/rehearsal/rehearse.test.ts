import { rehearse, type RehearseOptions } from '../../src/rehearsal/rehearse.ts';
import { madeUpMembers } from '../../src/rehearsal/madeUpFleet.ts';
import { offeredTo } from '../../src/rehearsal/offered.ts';
import { play } from '../../src/rehearsal/play.ts';
import type { Scene } from '../../src/rehearsal/scene.ts';

const START = '2026-03-02T08:00:00.000Z';
const NO_CHANCE = { fail: 0, busy: 0 };
const HOUR = 3_600;
const DAY_SECONDS = 24 * HOUR;

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

  it('takes for each member about what is known of its updates', async () => {
    const members = scene().members.map((member) => ({ ...member, seconds: 7_200 }));
    const { updates } = await play(scene({}, { members }), { seed: 1, chances: NO_CHANCE });
    const took = updates.map(({ startedAt, endedAt = '' }) => Date.parse(endedAt) - Date.parse(startedAt));
    expect(took).toHaveLength(6);
    for (const ms of took) expect(Math.abs(ms / 7_200_000 - 1)).toBeLessThan(0.26);
  });

  it('takes longer while Azure is away, and ends all the same', async () => {
    const calm = await play(scene(), { seed: 1, chances: NO_CHANCE });
    const away = await play(scene(), { seed: 1, chances: NO_CHANCE, azureDownSeconds: 3 * 3_600 });
    expect(away.run.state).toBe('Completed');
    expect(away.seconds).toBeGreaterThan((calm.seconds ?? 0) + 2 * 3_600);
  });

  describe('with gates', () => {
    const approval = {
      type: 'Approval',
      name: 'go',
      minimumApprovals: 2,
      expiresInSeconds: 4 * HOUR,
    } as const;
    const health = {
      type: 'Health' as const,
      name: 'soak',
      checks: [{ type: 'Http' as const, url: 'https://shop.example.com', expectedStatus: 200 }],
      soakInSeconds: 2 * DAY_SECONDS,
      timeoutInSeconds: 3 * DAY_SECONDS,
    };
    const monday = { day: 'Mon', time: '06:00', timeZone: 'UTC' } as const;
    const gated = scene({
      stages: [
        { name: 'first', groups: [{ name: 'test' }], afterGates: [health] },
        {
          name: 'second',
          beforeGates: [{ type: 'ScheduledStart', name: 'monday', notBefore: monday }],
          groups: [{ name: 'prod', beforeGates: [approval] }],
        },
      ],
    });

    it('soaks, waits for the time of a start and for approvals, and says which gate took how long', async () => {
      const { outcomes, stages, timeline } = await summaryOf(gated, { approveAfterSeconds: 3 * HOUR });
      expect(outcomes).toEqual({ Completed: 1 });
      const [first, second] = stages.map(({ waits }) => waits);
      expect(first).toMatchObject([{ reason: 'Gate', gate: 'soak' }]);
      expect(Math.abs((first?.[0]?.seconds ?? 0) - 2 * DAY_SECONDS)).toBeLessThan(HOUR / 10);
      expect(second).toMatchObject([
        { reason: 'Gate', gate: 'monday' },
        { reason: 'Gate', gate: 'go' },
      ]);
      expect(Math.abs((second?.[1]?.seconds ?? 0) - 3 * HOUR)).toBeLessThan(120);
      const begins = timeline.find(({ stage }) => stage === 'second')?.startsAfter ?? 0;
      // The next Monday at 6, and three hours.
      expect(Math.abs(begins - (7 * DAY_SECONDS - 2 * HOUR + 3 * HOUR))).toBeLessThan(120);
    });

    it('fails where nobody approves before a gate expires', async () => {
      const summary = await summaryOf(gated, { approveAfterSeconds: 5 * HOUR });
      expect(summary.outcomes).toEqual({ Failed: 1 });
      expect(summary.timeline.filter(({ state }) => state === 'Completed')).toHaveLength(3);
    });

    it('has health fail while Azure does not answer, and somebody decide where the gate holds then', async () => {
      const fails = { ...health, soakInSeconds: HOUR };
      const away = { azureDownSeconds: 12 * HOUR, seed: 1, chances: NO_CHANCE } as const;
      const stateWith = async (gate: typeof fails & { onFailure?: 'Hold' }) => {
        const stages = [{ name: 'first', groups: [{ name: 'test' }], beforeGates: [gate] }];
        return (await play(scene({ stages }), away)).run.state;
      };
      expect(await stateWith(fails)).toBe('Failed');
      expect(await stateWith({ ...fails, onFailure: 'Hold' })).toBe('Completed');
    });
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
