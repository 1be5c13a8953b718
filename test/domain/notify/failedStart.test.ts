import { isOf } from '../../../src/domain/notify/delivery.ts';
import type { Notification } from '../../../src/domain/notify/notification.ts';
import { startThatFailed } from '../../../src/domain/notify/otherOccurrences.ts';

const AT = '2026-03-02T08:00:00.000Z';
const entry = {
  time: AT,
  actor: 'trigger/nightly',
  subject: 'triggers/nightly',
  type: 'TriggerSkipped',
  message: 'Its last run is under way.',
};
const nightly = { name: 'nightly', strategy: 'standard', fleets: ['prod', 'test'] };
const notification: Notification = {
  name: 'team',
  kind: 'Teams',
  urlSetting: 'NOTIFICATION_URL_TEAM',
  events: ['start.failed', 'start.skipped'],
  enabled: true,
  createdAt: AT,
  createdBy: 'a',
  changedAt: AT,
  changedBy: 'a',
};

it('A start that was left out is told with the strategy and the fleets of its trigger', () => {
  expect(startThatFailed(entry, [{ name: 'other' }, nightly])).toMatchObject({
    type: 'start.skipped',
    time: AT,
    message: 'Its last run is under way.',
    trigger: 'nightly',
    strategy: 'standard',
    fleets: ['prod', 'test'],
  });
});

describe('A start that did not come about is told', () => {
  it.each([
    ['where nothing else is named', {}, [nightly], true],
    ['of the strategy that is named', { strategies: ['standard'] }, [nightly], true],
    ['of no other strategy', { strategies: ['other'] }, [nightly], false],
    [
      'of no trigger without a strategy where one is named',
      { strategies: ['standard'] },
      [{ name: 'nightly' }],
      false,
    ],
    ['of a fleet that is named', { fleets: ['test', 'dev'] }, [nightly], true],
    ['of no other fleet', { fleets: ['dev'] }, [nightly], false],
    ['of all fleets whatever is named', { fleets: ['dev'] }, [{ name: 'nightly' }], true],
    ['of a strategy and a fleet', { strategies: ['standard'], fleets: ['prod'] }, [nightly], true],
    ['of a trigger that is gone where nothing else is named', {}, [], true],
    ['of a trigger that is gone whatever fleet is named', { fleets: ['dev'] }, [], true],
    ['of no trigger that is gone where a strategy is named', { strategies: ['standard'] }, [], false],
  ] as const)('%s', (_, named, triggers, expected) => {
    const occurrence = startThatFailed({ ...entry, type: 'TriggerFailed' }, triggers);
    expect(occurrence && isOf({ ...notification, ...named }, occurrence)).toBe(expected);
  });
});

it('What else the audit log has is no start that did not come about', () => {
  expect(startThatFailed({ ...entry, type: 'TriggerStarted' }, [nightly])).toBeUndefined();
});
