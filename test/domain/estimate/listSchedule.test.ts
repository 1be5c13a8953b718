import fc from 'fast-check';
import {
  endOfMembers,
  type GroupAhead,
  type HeldUntil,
  type StageAhead,
} from '../../../src/domain/estimate/listSchedule.ts';

const FROM = Date.parse('2026-03-02T08:00:00Z');
/** What each Fleet run costs beside its members. */
const RUN = 15;
const free: HeldUntil = () => undefined;

const aGroup = (seconds: readonly number[], more: Partial<GroupAhead> = {}): GroupAhead => ({
  name: 'g',
  lanes: 1,
  size: 'member',
  members: seconds.map((each, index) => ({
    fleet: 'demo',
    name: `m${index}`,
    seconds: each,
    isRunning: false,
  })),
  ...more,
});

const aStage = (groups: readonly GroupAhead[], more: Partial<StageAhead> = {}): StageAhead => ({
  name: 's',
  groups,
  waitSeconds: 0,
  ...more,
});

const secondsOf = (stage: StageAhead, heldUntil = free) =>
  (endOfMembers(stage, FROM, heldUntil) - FROM) / 1000;

/** The members of one group in two fleets, taken in turn. */
const inTwoFleets = (seconds: readonly number[]) =>
  aGroup(seconds).members.map((member, index) => ({ ...member, fleet: index % 2 === 0 ? 'one' : 'two' }));

describe('A list schedule', () => {
  it.each<[string, StageAhead, number]>([
    ['nobody to update takes no time', aStage([aGroup([])]), 0],
    ['one member takes its time and a Fleet run', aStage([aGroup([100])]), 100 + RUN],
    ['one lane takes one after another', aStage([aGroup([100, 200])]), 300 + 2 * RUN],
    ['members of a fleet share a Fleet run', aStage([aGroup([100, 200], { size: 'fleet' })]), 300 + RUN],
    [
      'two fleets follow each other, with a Fleet run each',
      aStage([
        aGroup([], {
          size: 'fleet',
          members: inTwoFleets([100, 200, 100, 200]),
        }),
      ]),
      600 + 2 * RUN,
    ],
    ['two lanes take two at once', aStage([aGroup([100, 200, 50], { lanes: 2 })]), 200 + RUN],
    ['groups go side by side', aStage([aGroup([100]), aGroup([250])]), 250 + RUN],
    ['places bound groups together', aStage([aGroup([100]), aGroup([250])], { atOnce: 1 }), 350 + 2 * RUN],
    [
      'places of a fleet bound its own members only',
      aStage([aGroup([], { lanes: 4, members: inTwoFleets([100, 10, 100, 10]) })], { atOncePerFleet: 1 }),
      200 + 2 * RUN,
    ],
    [
      'what is under way has only its rest, and no Fleet run to open',
      aStage([
        aGroup([], {
          members: [
            { fleet: 'demo', name: 'next', seconds: 100, isRunning: false },
            { fleet: 'demo', name: 'now', seconds: 40, isRunning: true },
          ],
        }),
      ]),
      140 + RUN,
    ],
  ])('%s', (_what, stage, seconds) => {
    expect(secondsOf(stage)).toBe(seconds);
  });

  it('lets those go first who are not held up, and waits for the others', () => {
    const heldUntil: HeldUntil = ({ member }, now) =>
      member === 'm0' && now < FROM + 1_000_000 ? FROM + 1_000_000 : undefined;
    expect(secondsOf(aStage([aGroup([100, 200])]), heldUntil)).toBe(1000 + 100 + RUN);
  });

  it('has no end where somebody is held up for ever', () => {
    expect(secondsOf(aStage([aGroup([100])]), () => Infinity)).toBe(Infinity);
  });

  it('does not hold up what is under way', () => {
    const members = [{ fleet: 'demo', name: 'now', seconds: 40, isRunning: true }];
    expect(secondsOf(aStage([aGroup([], { members })]), () => Infinity)).toBe(40);
  });
});

const stage: fc.Arbitrary<StageAhead> = fc
  .record({
    groups: fc.array(
      fc.record({
        seconds: fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 30 }),
        lanes: fc.integer({ min: 1, max: 5 }),
      }),
      { maxLength: 5 },
    ),
    atOnce: fc.integer({ min: 1, max: 8 }),
  })
  .map(({ groups, atOnce }) =>
    aStage(
      groups.map(({ seconds, lanes }, index) => aGroup(seconds, { name: `g${index}`, lanes })),
      { atOnce },
    ),
  );

describe('A list schedule of anything', () => {
  const work = ({ groups }: StageAhead) =>
    groups.flatMap(({ members }) => members.map(({ seconds }) => seconds + RUN));
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

  it('takes no less than its longest group and than all work shared out, and no more than Graham allows', () => {
    fc.assert(
      fc.property(stage, (each) => {
        const seconds = secondsOf(each);
        const places = each.atOnce ?? Infinity;
        const least = Math.max(
          sum(work(each)) / places,
          ...each.groups.map(({ lanes, members }) => sum(members.map((m) => m.seconds + RUN)) / lanes),
          0,
        );
        // No place stands empty while a group has a lane free: in all, no more than the work of each bound one after another.
        const most =
          least +
          sum(each.groups.map(({ lanes, members }) => sum(members.map((m) => m.seconds + RUN)) / lanes)) +
          Math.max(0, ...work(each));
        expect(seconds).toBeGreaterThanOrEqual(least - 0.001);
        expect(seconds).toBeLessThanOrEqual(most + 0.001);
      }),
    );
  });

  it('is as long as all work where one member goes at a time', () => {
    fc.assert(
      fc.property(stage, (each) => {
        expect(secondsOf({ ...each, atOnce: 1 })).toBeCloseTo(sum(work(each)), 3);
      }),
    );
  });
});
