import { estimateRun, groupsLeft } from '../../../src/domain/estimate/estimateRun.ts';
import type { MemberRow, Run, StageRow } from '../../../src/domain/run/run.ts';
import { aGroup, ago, aMember, NOW } from '../group/builders.ts';

const RUN: Run = {
  runId: 'r',
  name: 'nightly',
  createdAt: ago(9000),
  createdBy: 'ann',
  implicit: false,
  stages: [
    { name: 'first', groups: [{ name: 'canary', maxConcurrency: '1' }] },
    { name: 'second', groups: [{ name: 'rest', maxConcurrency: '2' }] },
  ],
  managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
  fleets: ['demo'],
};
const MEMBER = 14 * 60;
/** What a Fleet run costs beside its members. */
const OPENING = 15;

type Rows = Parameters<typeof estimateRun>[0];

const FIRST: StageRow = { stage: 0, name: 'first', attempt: 1, state: 'Running', startTime: ago(3600) };
const SECOND: StageRow = { stage: 1, name: 'second', attempt: 0, state: 'NotStarted' };

const aTree = (more: Partial<Rows> = {}): Rows => ({
  run: RUN,
  attempts: [{ runId: 'r', number: 1, generation: 0, startedAt: ago(3700), startedBy: 'ann' }],
  plan: { planId: 'p', frozenAt: ago(3700), asOf: {}, lock: {}, warnings: [], groupCounts: [1, 1] },
  stages: [FIRST, SECOND],
  groups: [
    aGroup({ counts: { Running: 1, NotStarted: 1 } }),
    aGroup({ stage: 1, name: 'rest', attempt: 0, state: 'NotStarted', counts: { NotStarted: 2 } }),
  ],
  skips: [],
  ...more,
});

const running = (seconds: number, more: Partial<MemberRow> = {}) =>
  aMember('a', 'Running', { startTime: ago(seconds), ...more });
const IN_SECOND = [aMember('c'), aMember('d')];

function secondsOf(tree: Rows, first: readonly MemberRow[], second: readonly MemberRow[] = IN_SECOND) {
  const members = [
    ...first.map((member) => ({ stage: 0, group: 0, member })),
    ...second.map((member) => ({ stage: 1, group: 0, member })),
  ];
  const nothing = { freezes: { freezes: [], unreadable: [] }, times: [], maxConcurrentUpdates: undefined };
  return estimateRun(tree, members, { now: NOW, ...nothing })?.seconds;
}

const SECOND_TAKES = MEMBER + OPENING;

describe('What is left', () => {
  it.each<[string, number | undefined, number]>([
    ['of one under way is its rest', secondsOf(aTree(), [running(600)], []), MEMBER - 600],
    [
      'of one under way counts from where it went on after it was Pending',
      secondsOf(aTree(), [running(9000, { resumedAt: ago(600) })], []),
      MEMBER - 600,
    ],
    ['of one that takes longer than expected is a minute', secondsOf(aTree(), [running(5000)], []), 60],
    [
      'is what is behind it in its group, and the stages that follow',
      secondsOf(aTree(), [running(600), aMember('b')]),
      MEMBER - 600 + MEMBER + OPENING + SECOND_TAKES,
    ],
    [
      'is nothing of those that have ended, are left out, skipped or have nothing to update',
      secondsOf(
        aTree({ skips: [{ target: { type: 'Member', name: 'x' }, by: 'ann', at: NOW }] }),
        [
          aMember('a', 'Completed'),
          aMember('b', 'Failed'),
          aMember('e', 'NotStarted', { update: false }),
          aMember('f', 'NotStarted', { leftOut: { code: 'ClusterStopped', message: 'Stopped.' } }),
          aMember('x'),
        ],
        [],
      ),
      0,
    ],
    [
      'is one that failed and is tried again',
      secondsOf(aTree(), [aMember('a', 'Failed', { willRetry: true })], []),
      MEMBER + OPENING,
    ],
    [
      'begins when the delay of a retry is over',
      secondsOf(aTree(), [aMember('a', 'NotStarted', { notBefore: ago(-1000) })], []),
      1000 + MEMBER + OPENING,
    ],
    [
      'after a stop is what is under way',
      secondsOf(aTree({ stop: { attempt: 1, reason: 'User', by: 'ann', at: NOW, message: 'Stopped.' } }), [
        running(600),
        aMember('b'),
      ]),
      MEMBER - 600,
    ],
    [
      'of a stage whose wait goes on is the rest of that',
      secondsOf(
        aTree({
          stages: [
            { ...FIRST, wait: { durationInSeconds: 500, state: 'Running', startTime: ago(200), attempt: 1 } },
            SECOND,
          ],
          groups: [aGroup({ counts: { Completed: 1 }, finished: true, state: 'Completed' })],
        }),
        [],
      ),
      300,
    ],
    [
      'takes up again what an earlier attempt left, but not what it has done',
      secondsOf(
        aTree({
          attempts: [1, 2].map((number) => ({
            runId: 'r',
            number,
            generation: 0,
            startedAt: ago(5),
            startedBy: 'ann',
          })),
        }),
        [aMember('a', 'Completed'), aMember('b', 'Stopped', { startTime: ago(9000) })],
        [],
      ),
      MEMBER + OPENING,
    ],
  ])('%s', (_what, seconds, expected) => {
    expect(seconds).toBe(expected);
  });

  it('is told of no run that has ended, and of none without a frozen plan', () => {
    const [attempt] = aTree().attempts;
    const ended = attempt ? [{ ...attempt, endedAt: NOW, state: 'Completed' as const }] : [];
    expect(secondsOf(aTree({ attempts: ended }), [])).toBeUndefined();
    const { plan: _none, ...unfrozen } = aTree();
    expect(secondsOf(unfrozen, [])).toBeUndefined();
  });

  it('asks for the members of groups that are not finished', () => {
    const done = aGroup({ counts: { Completed: 1 }, finished: true, state: 'Completed' });
    const tree = aTree({ groups: [done, aGroup({ stage: 1, name: 'rest', attempt: 0 })] });
    expect(groupsLeft(tree).map(({ name }) => name)).toEqual(['rest']);
  });
});

it('What is left waits for the start windows of its stage', () => {
  const startWindows = { timeZone: 'UTC', hours: [{ days: ['Sun' as const], from: '20:00', to: '23:00' }] };
  const stages = RUN.stages.map((stage, index) => (index === 1 ? { ...stage, startWindows } : stage));
  // It is noon on a Sunday.
  expect(secondsOf(aTree({ run: { ...RUN, stages } }), [running(600)])).toBe(8 * 3600 + SECOND_TAKES);
});
