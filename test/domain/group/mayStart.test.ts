import { mayStart } from '../../../src/domain/group/mayStart.ts';
import type { GroupObservation } from '../../../src/domain/group/observation.ts';
import { aGroup, ago, aLock, aMember, anObservation, NOW, RECORD, STOP } from './builders.ts';

const MEMBERS = [aMember('a'), aMember('b')];
const OURS = [aLock('a'), aLock('b')];
const THEIRS = [aLock('a'), aLock('b', 'theirs')];
const LOCKED = aGroup({ locked: true });
const stop = { stop: STOP, skips: [] };
const waits = { reason: 'LockedBy', message: 'Waits for run weekly, which holds cluster b.', since: ago(60) };
const WAITING = aGroup({
  locked: true,
  state: 'Pending',
  message: waits.message,
  waiting: waits,
  waitingFor: waits.message,
  waitingSince: waits.since,
});

const asked = (observed: Partial<GroupObservation>, members = MEMBERS) => {
  const may = mayStart(anObservation(observed), members);
  if (typeof may === 'string') return may;
  if (may.kind === 'look') return `look at ${may.look.what}`;
  return [may.change?.group.waiting?.reason ?? may.change?.group.state, may.act?.do]
    .filter(Boolean)
    .join(', ');
};

describe('Members of a group may start', () => {
  it.each<[string, Partial<GroupObservation>, string]>([
    ['when all of their locks are ours', { group: LOCKED, locks: OURS }, 'go'],
    ['not before their locks were looked at', { group: LOCKED }, 'look at locks'],
    ['not before they are locked', { group: LOCKED, locks: [aLock('a')] }, 'Running, takeLocks'],
    ['not while another run holds one', { group: LOCKED, locks: THEIRS }, 'LockedBy, releaseLocks'],
    ['not once a stop was given, whatever they wait for', { locks: THEIRS, commands: stop }, 'withdraw'],
    [
      'not once a stop was given, though all is theirs',
      { group: LOCKED, locks: OURS, commands: stop },
      'withdraw',
    ],
    ['no sooner than the group has told that it waits no more', { group: WAITING, locks: OURS }, 'Running'],
  ])('%s', (_, observed, expected) => {
    expect(asked(observed)).toBe(expected);
  });

  it('not when none of them is left to start', () => {
    expect(asked({ group: LOCKED, locks: OURS }, [])).toBe('withdraw');
  });

  it('is asked without a lock being given back that a start may still need', () => {
    const group = { ...LOCKED, fleetRuns: [{ ...RECORD, startedAt: ago(61) }] };
    expect(asked({ group, locks: THEIRS })).toBe('LockedBy');
  });
});

it('Since when a group waits stays, whichever run holds a lock, and is told once', () => {
  const other = { ...aLock('b', 'theirs'), holder: { ...aLock('b', 'theirs').holder, runName: 'hourly' } };
  const may = mayStart(anObservation({ group: WAITING, locks: [other] }), MEMBERS);
  const group = typeof may !== 'string' && may.kind === 'step' ? may.change?.group : undefined;
  const message = 'Waits for run hourly, which holds cluster b.';
  expect(group).toMatchObject({
    state: 'Pending',
    message,
    waitingFor: message,
    waitingSince: ago(60),
    movedAt: NOW,
    waiting: { reason: 'LockedBy', message, since: ago(60) },
  });
  expect(asked({ group: WAITING, locks: [aLock('b', 'theirs')] })).toBe('');
});
