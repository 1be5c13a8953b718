import type { Run } from '../../src/web/api/types.ts';
import { ganttOf } from '../../src/web/run/gantt.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 8, minutes)).toISOString();
const now = (minutes: number) => Date.parse(at(minutes));
const versions = { nodePools: [] };

function runOf(some: Partial<Run>): Run {
  return {
    ...{
      name: 'r',
      state: 'Running',
      attempt: 1,
      createdAt: at(0),
      createdBy: 'me',
      implicit: false,
      fleets: ['f'],
    },
    ...{ managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } }, selectedNodeImageVersions: [] },
    ...{ counts: {}, findings: [], stages: [] },
    ...some,
  };
}

const member = (name: string, start?: number, end?: number) => ({
  ...{ fleet: 'f', name, clusterResourceId: '/x', from: versions, to: versions },
  state:
    end !== undefined
      ? ('Completed' as const)
      : start !== undefined
        ? ('Running' as const)
        : ('NotStarted' as const),
  ...(start !== undefined && { startTime: at(start) }),
  ...(end !== undefined && { completedTime: at(end) }),
});

describe('The time line', () => {
  it('is not there before the start', () => {
    expect(ganttOf(runOf({ state: 'NotStarted' }), now(0))).toBeUndefined();
  });

  it('reaches from the start to now, with a bar for what ran and none for what is to come', () => {
    const members = [member('done', 0, 10), member('goes', 10), member('waits')];
    const groups = [{ name: 'g', state: 'Running' as const, startTime: at(0), members }];
    const stages = [{ name: 's', state: 'Running' as const, startTime: at(0), groups }];
    const gantt = ganttOf(runOf({ startTime: at(0), stages }), now(40));
    const bars = gantt?.rows.map(({ text, bar }) => [text, bar && [bar.from, bar.width, bar.open]]);
    expect(bars).toEqual([
      ['s', [0, 1, true]],
      ['g', [0, 1, true]],
      ['done', [0, 0.25, false]],
      ['goes', [0.25, 0.75, true]],
      ['waits', undefined],
    ]);
    expect(gantt?.now).toBe(1);
    expect(gantt?.ticks.map(({ at: time }) => new Date(time).getUTCMinutes())).toEqual([0, 10, 20, 30, 40]);
  });

  it('goes on to the end of a wait under way', () => {
    const afterStageWait = { durationInSeconds: 3_600, state: 'Running' as const, startTime: at(20) };
    const stages = [{ name: 's', state: 'Running' as const, startTime: at(0), groups: [], afterStageWait }];
    const gantt = ganttOf(runOf({ startTime: at(0), stages }), now(40));
    expect(gantt?.end).toBe(now(80));
    expect(gantt?.now).toBe(0.5);
  });

  it('ends with the run, and has no now then', () => {
    const gantt = ganttOf(runOf({ state: 'Completed', startTime: at(0), completedTime: at(30) }), now(90));
    expect(gantt?.end).toBe(now(30));
    expect(gantt).not.toHaveProperty('now');
  });
});
