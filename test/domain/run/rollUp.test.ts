import fc from 'fast-check';
import {
  rollUpRun,
  runCounts,
  runState,
  stageState,
  type PlacedMember,
  type RunRows,
} from '../../../src/domain/run/rollUp.ts';
import type { GroupRow, MemberRow } from '../../../src/domain/run/run.ts';
import {
  countStates,
  hasEnded,
  isDone,
  STATES,
  type Counts,
  type State,
} from '../../../src/domain/run/states.ts';
import { aGroup, ago, aMember, STOP } from '../group/builders.ts';
import { anAttempt, anEndedGroup, aStage, PLAN, RUN, runRows } from './runBuilders.ts';

const place = (members: readonly MemberRow[], group = 0, stage = 0): PlacedMember[] =>
  members.map((member) => ({ stage, group, member }));

describe('The state of a run', () => {
  const going = { attempts: [anAttempt()] };
  const cases: [string, Partial<RunRows>, State][] = [
    ['NotStarted before its first start', { attempts: [] }, 'NotStarted'],
    ['Running as soon as it is started', { ...going, stages: [], groups: [] }, 'Running'],
    [
      'Pending while something holds up its first stage',
      { attempts: [anAttempt({ waitingFor: 'Waits.' })] },
      'Pending',
    ],
    ['Pending when every group that goes on is', { groups: [aGroup({ state: 'Pending' })] }, 'Pending'],
    [
      'Running while one group is, though another is Pending',
      { groups: [aGroup({ state: 'Pending' }), aGroup({ group: 1 })] },
      'Running',
    ],
    [
      'Pending when the rest has ended or was not begun',
      {
        groups: [
          aGroup({ state: 'Pending' }),
          anEndedGroup('Completed', {}, { group: 1 }),
          aGroup({ group: 2, attempt: 0, state: 'NotStarted' }),
        ],
      },
      'Pending',
    ],
    ['Running during a wait', { groups: [anEndedGroup('Completed', { Completed: 1 })] }, 'Running'],
    ['Stopping from the stop on', { stop: STOP }, 'Stopping'],
    [
      'Stopping, though every group waits',
      { stop: STOP, groups: [aGroup({ state: 'Pending' })] },
      'Stopping',
    ],
    [
      'Stopping, and not Failed, while a failure is cleaned up',
      { stop: STOP, stages: [aStage({ state: 'Failed' })], groups: [anEndedGroup('Failed', { Failed: 1 })] },
      'Stopping',
    ],
    [
      'what its attempt ended as',
      { attempts: [anAttempt({ endedAt: ago(1), state: 'Failed' })], stop: STOP },
      'Failed',
    ],
    [
      'Running again in the next attempt',
      { attempts: [anAttempt({ endedAt: ago(9), state: 'Failed' }), anAttempt({ number: 2 })] },
      'Running',
    ],
  ];

  it.each(cases)('is %s', (_, rows, state) => {
    expect(runState(runRows(rows))).toBe(state);
  });
});

describe('The state of a stage', () => {
  const reading = { attempt: 1, stopping: false };

  it.each(STATES.filter((state) => state !== 'Running'))('is %s when its row says so', (state) => {
    expect(stageState(aStage({ state }), [aGroup()], { ...reading, stopping: true })).toBe(state);
  });

  it('is Stopping from the stop on while it runs', () => {
    expect(stageState(aStage(), [aGroup()], { ...reading, stopping: true })).toBe('Stopping');
  });

  it.each([
    ['Failed', 'NotStarted'],
    ['Stopped', 'NotStarted'],
    ['Completed', 'Completed'],
    ['Skipped', 'Skipped'],
  ] as const)('that an earlier attempt left %s is %s', (left, shown) => {
    expect(stageState(aStage({ state: left }), [], { attempt: 2, stopping: false })).toBe(shown);
  });
});

describe('What an attempt shows of an earlier one', () => {
  const members = [
    aMember('a', 'Completed', { completedTime: ago(900), message: 'done' }),
    aMember('b', 'Failed', { startTime: ago(900), error: { code: 'UpgradeFailed', message: 'boom' } }),
    aMember('c', 'Stopped', { startTime: ago(900) }),
    aMember('d', 'Skipped', { completedTime: ago(900) }),
    aMember('e'),
  ];
  const left = anEndedGroup('Failed', countStates(members.map(({ state }) => state)), {
    message: 'Member b failed: boom',
    completedTime: ago(800),
  });
  const rows = runRows({
    attempts: [anAttempt({ endedAt: ago(700), state: 'Failed' }), anAttempt({ number: 2 })],
    stages: [aStage({ state: 'Failed', message: 'Member b failed: boom', completedTime: ago(800) })],
    groups: [left],
  });
  const view = rollUpRun(rows, place(members));

  it('is what is done, with its times; the rest has not started', () => {
    expect(view.stages[0]?.groups[0]?.members.map(({ state }) => state)).toEqual([
      ...['Completed', 'NotStarted', 'NotStarted', 'Skipped', 'NotStarted'],
    ]);
    expect(view.stages[0]?.groups[0]?.members[0]).toMatchObject({ completedTime: ago(900), message: 'done' });
    expect(view.stages[0]?.groups[0]?.members[1]).not.toHaveProperty('error');
    expect(view.stages[0]?.groups[0]?.members[2]).not.toHaveProperty('startTime');
  });

  it('is no failure of the stage or the group', () => {
    expect(view.stages[0]).toMatchObject({ state: 'NotStarted', groups: [{ state: 'NotStarted' }] });
    for (const part of [view.stages[0], view.stages[0]?.groups[0]]) {
      expect(part).not.toHaveProperty('message');
      expect(part).not.toHaveProperty('completedTime');
    }
  });

  it('is counted as it is shown', () => {
    expect(view.counts).toEqual({ Completed: 1, Skipped: 1, NotStarted: 3 });
    expect(runCounts(rows)).toEqual(view.counts);
  });
});

describe('The view of a run', () => {
  it('has what was asked for, the lock and the warnings of the plan', () => {
    expect(rollUpRun(runRows(), place([aMember('a', 'Running')]))).toMatchObject({
      name: 'nightly',
      state: 'Running',
      attempt: 1,
      createdBy: 'ann',
      fleets: ['demo'],
      implicit: false,
      startTime: anAttempt().startedAt,
      managedClusterUpdate: RUN.managedClusterUpdate,
      selectedNodeImageVersions: [{ version: 'AKSUbuntu-2204gen2containerd-202508.06.0' }],
      findings: PLAN.warnings,
      counts: { Running: 1 },
    });
  });

  it('puts each member into its own group, though group numbers start afresh in each stage', () => {
    const rows = runRows({
      stages: [aStage(), aStage({ stage: 1, name: 'second' })],
      groups: [aGroup(), aGroup({ group: 1 }), aGroup({ stage: 1 })],
    });
    const view = rollUpRun(rows, [
      ...place([aMember('a')]),
      ...place([aMember('b'), aMember('c')], 1),
      ...place([aMember('d')], 0, 1),
    ]);
    const names = view.stages.map(({ groups }) =>
      groups.map((group) => group.members.map(({ name }) => name)),
    );
    expect(names).toEqual([[['a'], ['b', 'c']], [['d']]]);
  });

  it('says why it stops while it stops, and how it ended once it has', () => {
    const message = 'Member a of group canary in stage first failed: boom';
    const error = { code: 'UpgradeFailed', message: 'boom' };
    expect(rollUpRun(runRows({ stop: STOP }), [])).toMatchObject({
      state: 'Stopping',
      message: 'Stopped by ann.',
    });
    const ended = runRows({ attempts: [anAttempt({ endedAt: ago(5), state: 'Failed', message, error })] });
    expect(rollUpRun(ended, [])).toMatchObject({ state: 'Failed', message, error, completedTime: ago(5) });
  });

  it('shows its trouble with Azure and what it waits for only while it goes on', () => {
    const lastError = { code: 'TooManyRequests', message: 'Slow down.', since: ago(60), count: 3 };
    const trouble = { waitingFor: 'Waits for run weekly.', waitingSince: ago(60), lastError };
    expect(rollUpRun(runRows({ attempts: [anAttempt(trouble)] }), [])).toMatchObject({
      message: 'Waits for run weekly.',
      waitingSince: ago(60),
      lastError,
    });
    const ended = rollUpRun(
      runRows({ attempts: [anAttempt({ ...trouble, endedAt: ago(1), state: 'Stopped' })] }),
      [],
    );
    expect(ended).not.toHaveProperty('lastError');
    expect(ended).not.toHaveProperty('waitingSince');
  });

  it('shows the wait of a stage with its times', () => {
    const wait = { durationInSeconds: 60, state: 'Running', startTime: ago(5) } as const;
    expect(rollUpRun(runRows({ stages: [aStage({ wait })] }), []).stages[0]?.afterStageWait).toEqual(wait);
  });

  it('has no key for what is absent', () => {
    const text = JSON.stringify(rollUpRun(runRows({ attempts: [] }), place([aMember('a')])));
    expect(text).not.toMatch(/null/);
    expect(rollUpRun(runRows({ attempts: [] }), [])).not.toHaveProperty('startTime');
  });
});

describe('Over any rows', () => {
  const state = fc.constantFrom(...STATES);
  const aGroupOfRows = fc.record({
    stage: fc.integer({ min: 0, max: 2 }),
    attempt: fc.integer({ min: 0, max: 2 }),
    state,
    members: fc.array(state, { maxLength: 5 }),
  });
  const anyRows = fc
    .record({
      stages: fc.tuple(...[0, 1, 2].map(() => fc.record({ attempt: fc.integer({ min: 0, max: 2 }), state }))),
      groups: fc.array(aGroupOfRows, { maxLength: 6 }),
      attempts: fc.integer({ min: 0, max: 2 }),
      ended: fc.option(
        fc.constantFrom('Stopped' as const, 'Skipped' as const, 'Failed' as const, 'Completed' as const),
      ),
      waits: fc.boolean(),
      stopped: fc.boolean(),
    })
    .map((any) => {
      const attempts = Array.from({ length: any.attempts }, (_, index) =>
        anAttempt({
          number: index + 1,
          ...(index + 1 < any.attempts && { endedAt: ago(100), state: 'Failed' as const }),
          ...(index + 1 === any.attempts && any.ended && { endedAt: ago(1), state: any.ended }),
          ...(any.waits && { waitingFor: 'Waits.' }),
        }),
      );
      const groups = any.groups.map(({ members, ...group }, index): GroupRow =>
        aGroup({ ...group, group: index, name: `g${index}`, counts: countStates(members) }),
      );
      const members = any.groups.flatMap((group, index) =>
        place(
          group.members.map((each, at) => aMember(`m${index}-${at}`, each)),
          index,
          group.stage,
        ),
      );
      const stages = any.stages.map((stage, index) => aStage({ ...stage, stage: index, name: `s${index}` }));
      return { rows: runRows({ attempts, stages, groups, ...(any.stopped && { stop: STOP }) }), members };
    });
  const total = (counts: Counts) => STATES.reduce((sum, each) => sum + (counts[each] ?? 0), 0);

  it('counts always sum to the number of members, and list and tree agree', () => {
    fc.assert(
      fc.property(anyRows, ({ rows, members }) => {
        const view = rollUpRun(rows, members);
        expect(total(view.counts)).toBe(members.length);
        expect(runCounts(rows)).toEqual(view.counts);
        expect(runState(rows)).toBe(view.state);
      }),
    );
  });

  it('every member is shown once, with the place it has', () => {
    fc.assert(
      fc.property(anyRows, ({ rows, members }) => {
        const shown = rollUpRun(rows, members).stages.flatMap(({ groups }) =>
          groups.flatMap((group) => group.members),
        );
        expect(shown.map(({ name }) => name).toSorted()).toEqual(
          members.map(({ member }) => member.name).toSorted(),
        );
      }),
    );
  });

  it('an unfinished attempt is Pending, Running or Stopping, and an ended one says how', () => {
    fc.assert(
      fc.property(anyRows, ({ rows }) => {
        const newest = rows.attempts.at(-1);
        const shown = runState(rows);
        if (!newest) expect(shown).toBe('NotStarted');
        else if (newest.endedAt === undefined) expect(['Pending', 'Running', 'Stopping']).toContain(shown);
        else expect(shown).toBe(newest.state);
      }),
    );
  });

  it('what an earlier attempt left is done or has not started', () => {
    fc.assert(
      fc.property(anyRows, ({ rows, members }) => {
        const newest = rows.attempts.at(-1)?.number ?? 0;
        const view = rollUpRun(rows, members);
        const old = [
          ...view.stages.filter((_, index) => (rows.stages[index]?.attempt ?? 0) < newest),
          ...rows.groups
            .filter(({ attempt }) => attempt < newest)
            .flatMap(
              ({ stage, name }) => view.stages[stage]?.groups.filter((group) => group.name === name) ?? [],
            )
            .flatMap((group) => [group, ...group.members]),
        ];
        for (const part of old) expect(part.state === 'NotStarted' || isDone(part.state)).toBe(true);
      }),
    );
  });

  it('a stage that its row calls ended is never shown as going on', () => {
    fc.assert(
      fc.property(anyRows, ({ rows, members }) => {
        const view = rollUpRun(rows, members);
        for (const [index, stage] of rows.stages.entries()) {
          if (!hasEnded(stage.state)) continue;
          expect(['Pending', 'Running', 'Stopping']).not.toContain(view.stages[index]?.state);
        }
      }),
    );
  });
});
