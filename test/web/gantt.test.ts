import { ROLES } from '../../src/domain/access/roles.ts';
import { allowedOf, allowedSchema } from '../../src/domain/run/runCommands.ts';
import type { Gate, Run, RunEvent } from '../../src/web/api/types.ts';
import { triesOf } from '../../src/web/run/attempts.ts';
import { ganttOf } from '../../src/web/run/gantt.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 8, minutes)).toISOString();
const now = (minutes: number) => Date.parse(at(minutes));
const NO_TRIES = triesOf([]);
const versions = { nodePools: [] };

function runOf(some: Partial<Run>): Run {
  return {
    name: 'r',
    state: 'Running',
    attempt: 1,
    createdAt: at(0),
    createdBy: 'me',
    implicit: false,
    fleets: ['f'],
    managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
    selectedNodeImageVersions: [],
    counts: {},
    findings: [],
    stages: [],
    allowed: allowedSchema.parse(allowedOf({ name: 'r', state: 'Running' }, ROLES)),
    ...some,
  };
}

const member = (name: string, start?: number, end?: number) => ({
  fleet: 'f',
  name,
  clusterResourceId: '/x',
  from: versions,
  to: versions,
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
    expect(ganttOf(runOf({ state: 'NotStarted' }), NO_TRIES, now(0))).toBeUndefined();
  });

  it('reaches from the start to now, with a bar for what ran and none for what is to come', () => {
    const members = [member('done', 0, 10), member('goes', 10), member('waits')];
    const groups = [{ name: 'g', state: 'Running' as const, startTime: at(0), members }];
    const stages = [{ name: 's', state: 'Running' as const, startTime: at(0), groups }];
    const gantt = ganttOf(runOf({ startTime: at(0), stages }), NO_TRIES, now(40));
    const bars = gantt?.rows.map(({ text, bars: [bar] }) => [text, bar && [bar.from, bar.width, bar.open]]);
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
    const gantt = ganttOf(runOf({ startTime: at(0), stages }), NO_TRIES, now(40));
    expect(gantt?.end).toBe(now(80));
    expect(gantt?.now).toBe(0.5);
  });

  it('has a bar for each wait at a gate, in the order of the flow, up to when it opens', () => {
    const gate = (name: string, some: Partial<Gate>): Gate => ({
      id: `id of ${name}`,
      name,
      type: 'Approval',
      timing: 'Before',
      stage: 's',
      state: 'Completed',
      decisions: [],
      ...some,
    });
    const go = gate('go', { startTime: at(0), completedTime: at(10) });
    const window = gate('window', {
      type: 'ScheduledStart',
      state: 'Pending',
      startTime: at(10),
      until: at(100),
    });
    const group = { name: 'g', state: 'Pending' as const, members: [], beforeGates: [window] };
    const stages = [
      { name: 's', state: 'Running' as const, startTime: at(0), groups: [group], beforeGates: [go] },
    ];
    const told = (minute: number, to: string, id: string): RunEvent => ({
      time: at(minute),
      type: 'GateStateChanged',
      message: '',
      stage: 's',
      attempt: 1,
      to,
      gate: id,
    });
    const tries = triesOf([
      told(0, 'Pending', go.id),
      told(10, 'Completed', go.id),
      told(10, 'Pending', window.id),
    ]);
    const gantt = ganttOf(runOf({ startTime: at(0), stages }), tries, now(40));
    const bars = gantt?.rows.map(({ text, isWait, bars: all }) => [
      text,
      isWait,
      all.map(({ from, width, state, open }) => [from, Number(width.toFixed(3)), state, open]),
    ]);
    expect(bars).toEqual([
      ['s', false, [[0, 0.4, 'Running', true]]],
      ['Gate go', true, [[0, 0.1, 'Completed', false]]],
      ['g', false, []],
      ['Gate window', true, [[0.1, 0.3, 'Pending', true]]],
    ]);
  });

  it('keeps the bar of a group that waits at its own gate until the group ends', () => {
    const told = (minute: number, to: string): RunEvent => ({
      time: at(minute),
      type: 'GroupStateChanged',
      message: '',
      stage: 's',
      group: 'g',
      attempt: 1,
      to,
    });
    expect(triesOf([told(0, 'Running'), told(10, 'Pending'), told(30, 'Completed')]).get('s/g')).toEqual([
      { start: at(0), end: at(30), state: 'Completed', attempt: 1 },
    ]);
  });

  it('ends with the run, and has no now then', () => {
    const gantt = ganttOf(
      runOf({ state: 'Completed', startTime: at(0), completedTime: at(30) }),
      NO_TRIES,
      now(90),
    );
    expect(gantt?.end).toBe(now(30));
    expect(gantt).not.toHaveProperty('now');
  });

  it('keeps the bars of the attempts before, with gaps where nothing ran', () => {
    const change = (minute: number, attempt: number, to: string, some: Partial<RunEvent>): RunEvent => ({
      time: at(minute),
      attempt,
      to,
      type: 'StageStateChanged',
      message: '',
      stage: 's',
      ...some,
    });
    const group = { type: 'GroupStateChanged', group: 'g' };
    const one = { ...group, type: 'MemberStateChanged', fleet: 'f', member: 'a' };
    const events = [
      ...[change(0, 1, 'Running', {}), change(0, 1, 'Running', group), change(0, 1, 'Running', one)],
      // Of one moment: whatever order they are read in.
      { time: at(10), type: 'AttemptEnded', attempt: 1, message: '' },
      ...[change(10, 1, 'Failed', one), change(10, 1, 'Failed', group), change(10, 1, 'Failed', {})],
      ...[change(30, 2, 'Running', {}), change(30, 2, 'Pending', group), change(32, 2, 'Running', group)],
      ...[change(32, 2, 'Running', one), change(40, 2, 'Completed', one)],
    ];
    const members = [member('a', 32, 40)];
    const groups = [{ name: 'g', state: 'Running' as const, startTime: at(0), members }];
    const stages = [{ name: 's', state: 'Running' as const, startTime: at(0), groups }];
    const gantt = ganttOf(runOf({ attempt: 2, startTime: at(0), stages }), triesOf(events), now(40));
    const bars = gantt?.rows.map(({ text, bars: all }) => [
      text,
      all.map(({ from, width, state, attempt }) => [from, Number(width.toFixed(3)), state, attempt]),
    ]);
    expect(bars).toEqual([
      [
        's',
        [
          [0, 0.25, 'Failed', 1],
          [0.75, 0.25, 'Running', 2],
        ],
      ],
      [
        'g',
        [
          [0, 0.25, 'Failed', 1],
          [0.8, 0.2, 'Running', 2],
        ],
      ],
      [
        'a',
        [
          [0, 0.25, 'Failed', 1],
          [0.8, 0.2, 'Completed', 2],
        ],
      ],
    ]);
  });
});
