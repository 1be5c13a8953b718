import { groupChanged, quietSeconds, runEnded, stageEnded } from '../../../src/domain/run/telemetry.ts';
import { aGroup, aMember, ago, NOW } from '../group/builders.ts';
import { anAttempt, aStage, RUN } from './runBuilders.ts';

const place = { run: 'nightly', runId: 'r1', attempt: 1, stage: 'first', group: 'canary' };

describe('A group that changed', () => {
  const group = aGroup({ startTime: ago(1000) });
  const before = { group, members: [aMember('a', 'Running', { startTime: ago(600) }), aMember('b')] };

  it('tells of a member that ended how long it took, and how long it had waited in its group', () => {
    const ended = aMember('a', 'Completed', { startTime: ago(600), completedTime: NOW });
    expect(groupChanged(RUN, 'first', before, { group, members: [ended] })).toEqual([
      {
        event: 'memberEnded',
        ...place,
        fleet: 'demo',
        member: 'a',
        state: 'Completed',
        startTime: ago(600),
        endTime: NOW,
        durationSeconds: 600,
        waitingSeconds: 400,
      },
    ]);
  });

  it('tells of one that failed with its error, and of the group that failed with it', () => {
    const error = { code: 'UpgradeFailed', message: 'no' };
    const failed = aMember('a', 'Failed', { startTime: ago(600), completedTime: NOW, message: 'no', error });
    const after = { group: aGroup({ ...group, state: 'Failed', completedTime: NOW }), members: [failed] };
    expect(groupChanged(RUN, 'first', before, after)).toMatchObject([
      { event: 'memberEnded', state: 'Failed', error: 'UpgradeFailed', message: 'no' },
      { event: 'groupEnded', ...place, state: 'Failed', startTime: ago(1000), endTime: NOW },
    ]);
  });

  it('says nothing of how long a member took that never started', () => {
    const skipped = aMember('b', 'Skipped', { completedTime: NOW });
    const [told] = groupChanged(RUN, 'first', before, { group, members: [skipped] });
    expect(told).toMatchObject({ event: 'memberEnded', member: 'b', state: 'Skipped' });
    expect(told).not.toHaveProperty('durationSeconds');
    expect(told).not.toHaveProperty('waitingSeconds');
  });

  test.each([
    ['nothing of a member that goes on', [aMember('b', 'Running', { startTime: NOW })]],
    ['nothing of a member whose row was only written again', [before.members[0] ?? aMember('a')]],
  ])('tells %s', (_, members) => {
    expect(groupChanged(RUN, 'first', before, { group, members })).toEqual([]);
  });

  it('tells of an end once, not at every later write', () => {
    const ended = aGroup({ state: 'Completed', completedTime: NOW });
    expect(groupChanged(RUN, 'first', { group: ended, members: [] }, { group: ended, members: [] })).toEqual(
      [],
    );
  });
});

describe('A stage and a run', () => {
  it('tell when they have ended', () => {
    const stage = aStage({ state: 'Completed', completedTime: NOW });
    expect(stageEnded(RUN, stage)).toMatchObject([{ event: 'stageEnded', stage: 'first', endTime: NOW }]);
    const attempt = anAttempt({
      endedAt: NOW,
      state: 'Failed',
      error: { code: 'RefusedByPlan', message: 'm' },
    });
    expect(runEnded(RUN, attempt)).toEqual([
      {
        event: 'runEnded',
        run: 'nightly',
        runId: 'r1',
        attempt: 1,
        state: 'Failed',
        startTime: ago(3600),
        endTime: NOW,
        error: 'RefusedByPlan',
      },
    ]);
  });

  it('say nothing before', () => {
    expect(stageEnded(RUN, aStage())).toEqual([]);
    expect(runEnded(RUN, anAttempt())).toEqual([]);
  });
});

describe('How long a run is quiet', () => {
  test.each([
    ['since it was started, when nothing has moved', [], [], 3600],
    ['since a group moved', [aGroup({ movedAt: ago(50) })], [aStage({ startTime: ago(90) })], 50],
    ['since a stage began', [aGroup({ movedAt: ago(500) })], [aStage({ startTime: ago(40) })], 40],
    [
      'since a wait ended',
      [aGroup({ movedAt: ago(500) })],
      [aStage({ wait: { durationInSeconds: 9, state: 'Completed', completedTime: ago(7) } })],
      7,
    ],
  ])('counts %s', (_, groups, stages, seconds) => {
    expect(quietSeconds({ groups, stages }, ago(3600), NOW)).toBe(seconds);
  });
});
