import { endOfAttempt, allFinished } from '../../../src/domain/run/endOfAttempt.ts';
import type { GroupRow, StageRow } from '../../../src/domain/run/run.ts';
import { aGroup, STOP } from '../group/builders.ts';
import { aStage, anEndedGroup } from './runBuilders.ts';

const completed = anEndedGroup('Completed', { Completed: 1 });
const skipped = anEndedGroup('Skipped', { Skipped: 1 });
const failed = anEndedGroup('Failed', { Failed: 1 }, { message: 'Member a failed: boom' });
const untouched = anEndedGroup('NotStarted', { NotStarted: 1 });
const failure = {
  ...STOP,
  reason: 'Failure',
  message: 'Member a of group canary in stage first failed: boom',
  error: { code: 'UpgradeFailed', message: 'boom' },
} as const;

it('An attempt that left members out is no clean Completed: it says how many, and why', () => {
  const message = 'MemberMoved: a left the fleet.';
  const left = anEndedGroup('Completed', { Completed: 1, Skipped: 2 }, { leftOutCount: 2, message });
  const groups = [completed, left];
  expect(endOfAttempt({ attempt: 1, stages: [aStage({ state: 'Completed' })], groups })).toEqual({
    state: 'Completed',
    message: '2 members of the plan were not updated. MemberMoved: a left the fleet.',
  });
});

describe('How an attempt ends', () => {
  const cases: [string, StageRow['state'][], GroupRow[], string][] = [
    [
      'Completed when everything is done and something was updated',
      ['Completed', 'Skipped'],
      [completed, skipped],
      'Completed',
    ],
    ['Skipped when everything was skipped', ['Skipped'], [skipped], 'Skipped'],
    [
      'Failed when a group failed, whatever else',
      ['Completed', 'Failed'],
      [completed, failed, untouched],
      'Failed',
    ],
    ['Stopped when a stage was not begun', ['Completed', 'NotStarted'], [completed, untouched], 'Stopped'],
    ['Stopped when only a wait was interrupted', ['Stopped'], [completed], 'Stopped'],
    ['Stopped when nothing was begun', ['NotStarted'], [untouched], 'Stopped'],
  ];

  it.each(cases)('%s', (_, stages, groups, state) => {
    const rows = { attempt: 1, stages: stages.map((each, stage) => aStage({ stage, state: each })), groups };
    expect(endOfAttempt(rows).state).toBe(state);
  });

  it('is not Failed for what an earlier attempt left and this one did not come to', () => {
    const rows = { attempt: 2, stages: [aStage({ state: 'Failed' })], groups: [failed], stop: STOP };
    expect(endOfAttempt(rows)).toEqual({ state: 'Stopped', message: 'Stopped by ann.' });
  });

  it('counts what an earlier attempt has done', () => {
    const rows = { attempt: 2, stages: [aStage({ state: 'Completed' })], groups: [completed] };
    expect(endOfAttempt(rows)).toEqual({ state: 'Completed' });
  });

  it('says nothing of a stop that came too late', () => {
    const rows = { attempt: 1, stages: [aStage({ state: 'Completed' })], groups: [completed], stop: STOP };
    expect(endOfAttempt(rows)).toEqual({ state: 'Completed' });
  });

  it('names the member that failed, and why', () => {
    const rows = { attempt: 1, stages: [aStage({ state: 'Failed' })], groups: [failed], stop: failure };
    expect(endOfAttempt(rows)).toEqual({ state: 'Failed', message: failure.message, error: failure.error });
  });

  it('names the member that failed after a stop by a user', () => {
    const rows = { attempt: 1, stages: [aStage({ state: 'Failed' })], groups: [failed], stop: STOP };
    expect(endOfAttempt(rows)).toEqual({ state: 'Failed', message: 'Member a failed: boom' });
  });

  it('is Failed when its orchestration was lost, with no group to blame', () => {
    const error = { code: 'OrchestrationLost', message: 'Lost.' };
    const stop = { ...failure, message: 'Lost.', error };
    const rows = { attempt: 1, stages: [aStage({ state: 'NotStarted' })], groups: [untouched], stop };
    expect(endOfAttempt(rows)).toEqual({ state: 'Failed', message: 'Lost.', error });
  });
});

describe('An attempt is clean', () => {
  it('once all groups that it has begun are finished', () => {
    expect(allFinished([aGroup({ finished: true }), aGroup({ attempt: 0 })], 1)).toBe(true);
    expect(allFinished([aGroup({ finished: true }), aGroup({ finished: false })], 1)).toBe(false);
  });
});
