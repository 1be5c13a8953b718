import fc from 'fast-check';
import type { FleetRunMember } from '../../../src/domain/group/fleetRun.ts';
import type { GroupObservation } from '../../../src/domain/group/observation.ts';
import { unfinishedIn } from '../../../src/domain/group/slice.ts';
import { syncMembers } from '../../../src/domain/group/syncMembers.ts';
import type { MemberRow } from '../../../src/domain/run/run.ts';
import { hasEnded, STATES, type State } from '../../../src/domain/run/states.ts';
import { aFleetRun, ago, aMember, anObservation, inFleet, NOW } from './builders.ts';

function sync(
  members: readonly MemberRow[],
  said: readonly FleetRunMember[],
  state: State = 'Running',
  more: Partial<GroupObservation> = {},
) {
  return syncMembers(anObservation({ members, ...more }), { fleet: 'demo' }, aFleetRun(state, said));
}

const skip = (at: string) =>
  ({ commands: { skips: [{ target: { type: 'Member', name: 'a' }, by: 'ann', at }] } }) as const;

describe('What the rows take over from a Fleet run', () => {
  it('is state, times, message and operation of each member', () => {
    const times = { startTime: ago(90), completedTime: ago(30) };
    const seen = inFleet('a', 'Completed', { ...times, operationId: 'op-1', message: 'Pool p was skipped.' });
    expect(sync([aMember('a', 'Running')], [seen]).members).toEqual([
      aMember('a', 'Completed', { ...times, operationId: 'op-1', message: 'Pool p was skipped.' }),
    ]);
  });

  it('drops a message that Fleet no longer gives', () => {
    const { members } = sync([aMember('a', 'Pending', { message: 'Waits.' })], [inFleet('a', 'Running')]);
    expect(members[0]).not.toHaveProperty('message');
  });

  it('a member that goes on after it was Pending keeps when that was', () => {
    const [went] = sync([aMember('a', 'Pending')], [inFleet('a', 'Running')]).members;
    expect(went?.resumedAt).toBe(NOW);
    const seen = { ...inFleet('a', 'Completed'), startTime: ago(9000), completedTime: ago(1) };
    const row = aMember('a', 'Running', { resumedAt: ago(600) });
    expect(sync([row], [seen]).members[0]?.resumedAt).toBe(ago(600));
  });

  it('is nothing when nothing has changed', () => {
    const rows = [aMember('a', 'Running', { startTime: ago(9) }), aMember('b')];
    expect(sync(rows, [inFleet('a', 'Running', { startTime: ago(9) }), inFleet('b')])).toEqual({
      members: [],
      events: [],
    });
  });

  it('is only what concerns its own fleet', () => {
    const elsewhere = aMember('a', 'NotStarted', { fleet: 'edge' });
    expect(sync([elsewhere], [inFleet('a', 'Running')]).members).toEqual([]);
  });

  it('finds a member by its cluster, whatever the spelling and the name', () => {
    const renamed = { ...inFleet('a', 'Running'), name: 'other' };
    expect(
      sync([aMember('a')], [{ ...renamed, clusterResourceId: renamed.clusterResourceId.toUpperCase() }])
        .members,
    ).toMatchObject([{ name: 'a', state: 'Running' }]);
  });

  it('keeps the error that Fleet gives, and makes one of a failure without', () => {
    const error = { code: 'NodeImageVersionNotAvailable', message: 'Not in this region.' };
    expect(sync([aMember('a')], [inFleet('a', 'Pending', { error })]).members[0]?.error).toEqual(error);
    expect(sync([aMember('a')], [inFleet('a', 'Failed', { error })]).members[0]?.error).toEqual(error);
    expect(sync([aMember('a')], [inFleet('a', 'Failed')]).members[0]?.error).toEqual({
      code: 'UpgradeFailed',
      message: 'Fleet Manager gives no reason.',
    });
  });
});

describe('A member that a Fleet run has not finished when it ends', () => {
  it.each<[State, State, State]>([
    ['NotStarted', 'NotStarted', 'NotStarted'],
    ['NotStarted', 'Pending', 'Stopped'],
    ['NotStarted', 'Running', 'Stopped'],
    ['Running', 'Stopping', 'Stopped'],
    ['Running', 'NotStarted', 'Stopped'],
    ['Pending', 'NotStarted', 'Stopped'],
    ['Running', 'Completed', 'Completed'],
    ['Running', 'Failed', 'Failed'],
  ])('known as %s and called %s is %s', (known, said, state) => {
    const { members } = sync([aMember('a', known)], [inFleet('a', said)], 'Stopped');
    expect(members[0]?.state ?? known).toBe(state);
  });

  it('and that the Fleet run does not know stays as not started', () => {
    expect(sync([aMember('a')], [], 'Completed').members).toEqual([]);
  });
});

describe('A skip that came too late', () => {
  it.each<State>(['Running', 'Stopping'])('is told for a member that is %s', (state) => {
    const { members, events } = sync([aMember('a', state)], [inFleet('a', state)], 'Running', skip(ago(5)));
    expect(members).toMatchObject([{ state, skipCameTooLate: true }]);
    expect(events).toMatchObject([{ type: 'SkipCameTooLate', member: 'a', fleet: 'demo', actor: 'ann' }]);
  });

  it('is told for a member that ended after the skip was given', () => {
    const seen = inFleet('a', 'Completed', { completedTime: ago(1) });
    expect(sync([aMember('a', 'Running')], [seen], 'Running', skip(ago(5))).events).toHaveLength(1);
  });

  it('is not told when the skip was given after the end, which the API refuses', () => {
    const row = aMember('a', 'Completed', { completedTime: ago(60) });
    expect(sync([row], [], 'Running', skip(ago(5)))).toEqual({ members: [], events: [] });
  });

  it.each<State>(['NotStarted', 'Pending', 'Skipped'])('is not one for a member that is %s', (state) => {
    expect(sync([aMember('a', state)], [inFleet('a', state)], 'Running', skip(ago(5))).events).toEqual([]);
  });

  it('is told once', () => {
    const row = aMember('a', 'Running', { skipCameTooLate: true });
    expect(sync([row], [inFleet('a', 'Running')], 'Running', skip(ago(5)))).toEqual({
      members: [],
      events: [],
    });
  });
});

describe('Over any states', () => {
  const state = fc.constantFrom(...STATES);

  it('no member that has ended changes, and none goes back to not started', () => {
    fc.assert(
      fc.property(state, state, state, (known, said, run) => {
        const [row] = sync([aMember('a', known)], [inFleet('a', said)], run).members;
        const state = row?.state ?? known;
        expect(hasEnded(known) && row !== undefined).toBe(false);
        expect(known !== 'NotStarted' && state === 'NotStarted').toBe(false);
      }),
    );
  });

  it('nothing is left going on once the Fleet run has ended', () => {
    fc.assert(
      fc.property(state, state, state.filter(hasEnded), (known, said, run) => {
        const after = sync([aMember('a', known)], [inFleet('a', said)], run).members[0]?.state ?? known;
        expect(hasEnded(after) || after === 'NotStarted').toBe(true);
      }),
    );
  });

  it('the second look at the same says nothing new', () => {
    fc.assert(
      fc.property(state, state, state, (known, said, run) => {
        const before = [aMember('a', known)];
        const once = sync(before, [inFleet('a', said)], run, skip(ago(5))).members;
        const after = once.length > 0 ? once : before;
        expect(sync(after, [inFleet('a', said)], run, skip(ago(5)))).toEqual({ members: [], events: [] });
      }),
    );
  });
});

describe('Unfinished members in a fleet', () => {
  it('are those of it that have not ended', () => {
    const rows = [
      ...STATES.map((state) => aMember(state, state)),
      aMember('x', 'Running', { fleet: 'edge' }),
    ];
    const names = unfinishedIn(rows, { fleet: 'demo' }).map(({ name }) => name);
    expect(names).toEqual(['NotStarted', 'Pending', 'Running', 'Stopping']);
  });
});
