import fc from 'fast-check';
import { ONE_FLEET_AT_A_TIME } from '../../../src/domain/group/slicing.ts';
import { isDone, type State } from '../../../src/domain/run/states.ts';
import { ModelGroup, type Happening, type Mishap, type Story } from './modelGroup.ts';

/**
 * Whole lives of a group against a little Fleet Manager: stops, skips, foreign locks, people in the portal,
 * processes that die between a row and its act, twins, and LISTs that are old.
 */
const NAMES = ['a', 'b', 'c', 'd'] as const;
const at = fc.integer({ min: 0, max: 400 });

const member = (name: string) =>
  fc.record({
    name: fc.constant(name),
    fleet: fc.constantFrom('demo', 'other'),
    outcome: fc.constantFrom(
      'Completes' as const,
      'Completes' as const,
      'Fails' as const,
      'IsThere' as const,
    ),
    state: fc.constantFrom<State>(
      'NotStarted',
      'NotStarted',
      'NotStarted',
      'Completed',
      'Skipped',
      'Failed',
      'Stopped',
    ),
  });

const members = fc
  .tuple(...NAMES.map(member))
  .chain((all) => fc.integer({ min: 0, max: NAMES.length }).map((count) => all.slice(0, count)));

const command = fc.oneof(
  fc.record({ at, what: fc.constant('stop' as const) }),
  fc.record({ at, what: fc.constant('skip' as const), member: fc.constantFrom(...NAMES) }),
);
const meddling = fc.record({
  at,
  what: fc.constantFrom('start' as const, 'stopInPortal' as const, 'delete' as const),
});

const foreign = fc.uniqueArray(
  fc.record({ member: fc.constantFrom(...NAMES), until: fc.integer({ min: 1, max: 1500 }) }),
  { selector: (lock) => lock.member, maxLength: 2 },
);
const mishaps = fc.array(
  fc.constantFrom<Mishap>('none', 'none', 'none', 'diesBeforeAct', 'actsTwice', 'oldList'),
  { maxLength: 60 },
);

const slicing = fc.oneof(
  fc.constant(ONE_FLEET_AT_A_TIME),
  fc.record({ size: fc.constant('member' as const), lanes: fc.integer({ min: 1, max: 3 }) }),
);

function aStory(happening: fc.Arbitrary<Happening>): fc.Arbitrary<Story> {
  return fc.record({ members, foreign, mishaps, slicing, happenings: fc.array(happening, { maxLength: 4 }) });
}

const untouched = aStory(fc.constant({ at: 1e9, what: 'stop' as const }));
const commanded = aStory(command);
const meddledWith = aStory(fc.oneof(command, meddling));

const untouchedA = { name: 'a', fleet: 'demo', outcome: 'Completes', state: 'NotStarted' } as const;
/** Found by chance: people start our Fleet run and delete it while the app is down, so it never sees that run go. */
const STARTED_AND_DELETED_UNSEEN: Story = {
  members: [untouchedA],
  foreign: [],
  mishaps: ['none', 'none', 'none', 'none', 'diesBeforeAct'],
  slicing: ONE_FLEET_AT_A_TIME,
  happenings: [
    { at: 21, what: 'stop' },
    { at: 21, what: 'start' },
    { at: 141, what: 'delete' },
  ],
};
const SKIPPED_STARTED_AND_DELETED_UNSEEN: Story = {
  ...STARTED_AND_DELETED_UNSEEN,
  happenings: [
    { at: 21, what: 'start' },
    { at: 21, what: 'skip', member: 'a' },
    { at: 141, what: 'delete' },
  ],
};

const states = (model: ModelGroup) =>
  Object.fromEntries(model.members.map(({ name, state }) => [name, state]));
const runs = { numRuns: 400 };

describe('Whatever happens to a group', () => {
  it('it comes to an end with nothing left behind and no promise broken', () => {
    fc.assert(
      fc.property(meddledWith, (story) => {
        const model = new ModelGroup(story).drive(1);
        expect(model.broken).toEqual([]);
        expect(model.group.finished).toBe(true);
        expect(model.ownLocks).toEqual([]);
        expect(model.fleet.names).toEqual([]);
        expect(model.group.fleetRuns.every(({ deleted }) => deleted)).toBe(true);
        for (const { state } of model.members)
          expect(['Pending', 'Running', 'Stopping']).not.toContain(state);
      }),
      { ...runs, examples: [[STARTED_AND_DELETED_UNSEEN], [SKIPPED_STARTED_AND_DELETED_UNSEEN]] },
    );
  });

  it('a member that was done before is neither touched nor started', () => {
    fc.assert(
      fc.property(meddledWith, (story) => {
        const model = new ModelGroup(story);
        const before = model.members.filter(({ state }) => isDone(state));
        model.drive(1);
        expect(model.members).toEqual(expect.arrayContaining(before));
      }),
      runs,
    );
  });

  it('it ends as its members and commands say', () => {
    fc.assert(
      fc.property(meddledWith, (story) => {
        const { members: rows, group, stop } = new ModelGroup(story).drive(1);
        const ended = rows.map(({ state }) => state);
        if (ended.includes('Failed') || group.error) expect(group.state).toBe('Failed');
        else if (ended.every(isDone))
          expect(group.state).toBe(ended.includes('Completed') ? 'Completed' : 'Skipped');
        else expect(['NotStarted', 'Stopped']).toContain(group.state);
        if (!ended.every(isDone)) expect(stop).toBeDefined();
      }),
      runs,
    );
  });
});

describe('A group that only commands reach', () => {
  it('fails only where an upgrade failed, and stops only when told to', () => {
    fc.assert(
      fc.property(commanded, (story) => {
        const model = new ModelGroup(story).drive(1);
        const failing = story.members.filter(({ outcome }) => outcome === 'Fails').map(({ name }) => name);
        for (const row of model.members) {
          if (row.state === 'Failed') expect(failing).toContain(row.name);
        }
        const stopAsked = story.happenings.some(({ what }) => what === 'stop');
        if (model.stop && !stopAsked) expect(model.stop.reason).toBe('Failure');
        expect(model.stop?.reason).not.toBe('StoppedElsewhere');
      }),
      runs,
    );
  });

  it('never has a member upgraded twice at once, nor twice in an attempt', () => {
    fc.assert(
      fc.property(commanded, (story) => {
        const { fleet } = new ModelGroup(story).drive(1);
        expect(fleet.clashes).toEqual([]);
        expect(fleet.begun).toEqual([...new Set(fleet.begun)]);
      }),
      runs,
    );
  });

  it('never has more members upgraded at once than it has lanes', () => {
    fc.assert(
      fc.property(commanded, (story) => {
        const { fleet } = new ModelGroup(story).drive(1);
        expect(fleet.mostAtOnce).toBeLessThanOrEqual(story.slicing.lanes);
      }),
      runs,
    );
  });

  it('goes on where it ended in the next attempt, without updating a finished member again', () => {
    fc.assert(
      fc.property(commanded, (story) => {
        const model = new ModelGroup(story).drive(1);
        const done = model.members.filter(({ state }) => isDone(state));
        const begunBefore = model.fleet.begun.length;
        model.nextAttempt().drive(2);
        expect(model.broken).toEqual([]);
        expect(model.ownLocks).toEqual([]);
        expect(model.members).toEqual(expect.arrayContaining(done));
        const again = model.fleet.begun.slice(begunBefore);
        for (const { name } of done) expect(again).not.toContain(name);
      }),
      runs,
    );
  });
});

describe('A group left in peace', () => {
  it('brings every member to its end, or fails at the first that fails', () => {
    fc.assert(
      fc.property(untouched, (story) => {
        const model = new ModelGroup(story).drive(1);
        const toDo = story.members.filter(({ state }) => !isDone(state));
        const expected = Object.fromEntries(
          toDo.map(({ name, outcome }) => [name, outcome === 'IsThere' ? 'Skipped' : 'Completed']),
        );
        if (toDo.some(({ outcome }) => outcome === 'Fails')) {
          expect(model.group.state).toBe('Failed');
          expect(model.stop?.reason).toBe('Failure');
          const failed = model.members.filter(({ state }) => state === 'Failed').length;
          expect(failed).toBeGreaterThan(0);
          expect(failed).toBeLessThanOrEqual(story.slicing.lanes);
        } else {
          expect(states(model)).toMatchObject(expected);
          expect(model.stop).toBeUndefined();
        }
      }),
      runs,
    );
  });
});
