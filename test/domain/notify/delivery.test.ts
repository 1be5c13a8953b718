import {
  decideDelivery,
  deliveryOf,
  isOf,
  judged,
  type Delivery,
} from '../../../src/domain/notify/delivery.ts';
import type { Notification } from '../../../src/domain/notify/notification.ts';
import type { Occurrence } from '../../../src/domain/notify/occurrence.ts';
import { occurrencesOf } from '../../../src/domain/notify/occurrencesOfRun.ts';
import type { Run, StoredRunEvent } from '../../../src/domain/run/run.ts';

const AT = '2026-03-02T08:00:00.000Z';
const later = (seconds: number) => new Date(Date.parse(AT) + seconds * 1000).toISOString();
const HOUR = 3_600;

const notification: Notification = {
  name: 'team',
  kind: 'Teams',
  urlSetting: 'NOTIFICATION_URL_TEAM',
  events: ['run.ended', 'freeze.began'],
  enabled: true,
  createdAt: AT,
  createdBy: 'a',
  changedAt: AT,
  changedBy: 'a',
};
const occurrence: Occurrence = {
  id: 'o',
  type: 'run.ended',
  time: AT,
  message: 'Ended.',
  run: 'september',
  strategy: 'standard',
  fleets: ['prod'],
};
const added = deliveryOf(notification, occurrence, AT);
const failed = (outcome: 'Unavailable' | 'Rejected', more: Partial<Delivery> = {}): Delivery => ({
  ...added,
  tries: 1,
  nextTryAt: later(60),
  last: { at: AT, outcome, message: 'No.' },
  ...more,
});

describe('A notification is told', () => {
  it.each([
    ['of what it names', {}, {}, true],
    ['of nothing while it is not enabled', { enabled: false }, {}, false],
    ['of no other event', { events: ['run.started'] }, {}, false],
    ['of nothing that was before it', { createdAt: later(1) }, {}, false],
    ['of a run with its strategy', { strategies: ['standard'] }, {}, true],
    ['of no run with another strategy', { strategies: ['other'] }, {}, false],
    ['of a run with members of its fleet', { fleets: ['test', 'prod'] }, {}, true],
    ['of no run of other fleets', { fleets: ['test'] }, {}, false],
  ] as const)('%s', (_, more, what, expected) => {
    expect(isOf({ ...notification, ...more }, { ...occurrence, ...what })).toBe(expected);
  });

  it('of a freeze of everything, whatever its fleets, and of none where strategies are named', () => {
    const freeze: Occurrence = { id: 'f', type: 'freeze.began', time: AT, message: 'On.', freeze: 'x' };
    expect(isOf({ ...notification, fleets: ['test'] }, freeze)).toBe(true);
    expect(isOf({ ...notification, strategies: ['standard'] }, freeze)).toBe(false);
  });
});

describe('A delivery', () => {
  it.each([
    ['is sent at once', added, 0, 'send'],
    [
      'is not sent beside somebody who sends it just now',
      { ...added, tries: 1, nextTryAt: later(60) },
      30,
      'block',
    ],
    ['that nobody took holds up what comes later', failed('Unavailable'), 30, 'block'],
    ['that was refused holds up nobody', failed('Rejected'), 30, 'wait'],
    ['is tried again when its time has come', failed('Unavailable'), 60, 'send'],
    ['is tried for a day', failed('Unavailable'), 24 * HOUR, 'send'],
    ['is given up after a day', failed('Unavailable'), 24 * HOUR + 1, 'giveUp'],
  ] as const)('%s', (_, delivery, seconds, kind) => {
    expect(decideDelivery(delivery, later(seconds)).kind).toBe(kind);
  });

  it.each([
    [0, 60],
    [1, 120],
    [2, 240],
    [5, 1_920],
    [6, HOUR],
    [1_000, HOUR],
  ])('after %d tries is tried again %d seconds after the next one', (tries, distance) => {
    const step = decideDelivery({ ...added, tries }, AT);
    expect(step).toEqual({
      kind: 'send',
      claim: { ...added, tries: tries + 1, nextTryAt: later(distance) },
    });
  });

  it('that was taken is through, and another waits', () => {
    const taken = judged(added, { outcome: 'Delivered', message: 'Answered 200.', status: 200 }, AT);
    expect(taken).toMatchObject({ state: 'Delivered', last: { at: AT, status: 200 } });
    expect(judged(added, { outcome: 'Gone', message: 'Answered 410.' }, AT).state).toBe('Waiting');
  });
});

describe('Of the trail of a run', () => {
  const run: Run = {
    runId: 'r',
    name: 'september',
    createdAt: AT,
    createdBy: 'a',
    implicit: false,
    stages: [],
    managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
    fleets: ['prod'],
  };
  const told = (event: Partial<StoredRunEvent>) =>
    occurrencesOf(run, [{ time: AT, type: 'RunCreated', message: 'x', ...event }]).map(({ type }) => type);

  it.each([
    [{ type: 'RunCreated' }, []],
    [{ type: 'AttemptStarted' }, ['run.started']],
    [{ type: 'AttemptEnded', to: 'Failed' }, ['run.ended']],
    [{ type: 'StageStateChanged', to: 'Running' }, []],
    [{ type: 'StageStateChanged', to: 'Completed' }, ['stage.ended']],
    [{ type: 'StageStateChanged', to: 'Stopped' }, ['stage.ended']],
    [{ type: 'MemberStateChanged', to: 'Completed' }, []],
    [{ type: 'MemberStateChanged', to: 'Failed' }, ['member.failed']],
    [{ type: 'GroupStateChanged', to: 'Failed' }, []],
    [{ type: 'GateStateChanged', to: 'Pending' }, ['gate.pending']],
    [{ type: 'GateStateChanged', to: 'Completed' }, ['gate.decided']],
    [{ type: 'GateStateChanged', to: 'Failed', message: 'Rejected by a.' }, ['gate.decided']],
    [
      {
        type: 'GateStateChanged',
        to: 'Failed',
        message: 'Gate go before stage prod is Failed. It has expired: 0 of 1.',
      },
      ['gate.expired'],
    ],
    [{ type: 'GateStateChanged', to: 'NotStarted' }, []],
    [{ type: 'SomethingOfALaterRelease' }, []],
  ])('%j tells %j', (event, expected) => {
    expect(told(event)).toEqual(expected);
  });

  it('the same event has the same id however often it is read, and another has another', () => {
    const event = { time: AT, type: 'MemberStateChanged', message: 'x', to: 'Failed', member: 'one' };
    const [one, again, other] = occurrencesOf(run, [event, event, { ...event, member: 'two' }]);
    expect(one?.id).toBe(again?.id);
    expect(one?.id).not.toBe(other?.id);
  });
});
