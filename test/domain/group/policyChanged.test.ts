import { followFleetRun } from '../../../src/domain/group/followFleetRun.ts';
import { mayStart } from '../../../src/domain/group/mayStart.ts';
import type { GroupObservation, GroupStep } from '../../../src/domain/group/observation.ts';
import { paused } from '../../../src/domain/group/pause.ts';
import type { Place } from '../../../src/domain/group/place.ts';
import type { FailureBudget } from '../../../src/domain/run/failureBudget.ts';
import type { FleetRunRecord } from '../../../src/domain/run/run.ts';
import { aFleetRun, aGroup, ago, aLock, aMember, anObservation, inFleet, NOW } from './builders.ts';

const A = aMember('a');
const slice: FleetRunRecord = {
  fleet: 'demo',
  name: 'fu-a',
  members: [{ from: A.index, to: A.index }],
  place: 3,
};
const beside: FleetRunRecord = {
  fleet: 'demo',
  name: 'fu-b',
  members: [{ from: A.index + 1, to: A.index + 1 }],
  startedAt: ago(100),
};
const place = (fleetRun: string, group = 0): Place => ({
  runId: 'r1',
  planId: 'p1',
  attempt: 1,
  stage: 0,
  group,
  fleetRun,
  taking: 3,
  since: ago(100),
});
const places = (...taken: readonly Place[]) => new Map([['stage|r1|0', taken]]);
const budget = (more: Partial<FailureBudget>): FailureBudget => ({
  scope: 'stage',
  name: 'first',
  said: '2',
  limit: 2,
  failed: 0,
  ...more,
});

/** What a locked slice of member a waits for, or that it may go. */
function asked(more: Partial<GroupObservation>, lanes: readonly FleetRunRecord[] = []): string {
  const group = aGroup({ locked: true, fleetRuns: [slice, ...lanes] });
  const slicing = { size: 'member', lanes: 1 } as const;
  const may = mayStart(anObservation({ slicing, group, locks: [aLock('a')], ...more, slice }), [A]);
  if (typeof may === 'string') return may;
  const act = may.kind === 'step' ? may.act?.do : undefined;
  const waiting = may.kind === 'step' ? may.change?.group.waiting : undefined;
  return [waiting?.reason ?? may.kind, act].filter(Boolean).join(', ');
}

describe('A slice that is open and not started', () => {
  it.each<[string, Partial<GroupObservation>, readonly FleetRunRecord[], string]>([
    ['goes where it has the one lane', {}, [], 'go'],
    ['waits where lanes were taken away', {}, [beside], 'Concurrency, releasePlaces'],
    ['goes beside another where both may', { slicing: { size: 'member', lanes: 2 } }, [beside], 'go'],
    ['goes beside one that has ended', {}, [{ ...beside, result: 'Completed' }], 'go'],
    ['goes with its own place', { atOnce: { stage: 1 }, places: places(place('fu-a')) }, [], 'go'],
    [
      'gives its place back where places were taken away',
      { atOnce: { stage: 1 }, places: places(place('fu-a'), place('fu-c', 1)) },
      [],
      'Concurrency, releasePlaces',
    ],
    [
      'waits for what others update without a place',
      { atOnce: { stage: 1 }, places: places(place('fu-a')), policyChanged: true, unplaced: 1 },
      [],
      'Concurrency, releasePlaces',
    ],
    [
      'waits for what its own group updates without a place',
      {
        slicing: { size: 'member', lanes: 2 },
        atOnce: { stage: 1 },
        places: places(place('fu-a')),
        policyChanged: true,
      },
      [beside],
      'Concurrency, releasePlaces',
    ],
  ])('%s', (_, more, lanes, expected) => {
    expect(asked(more, lanes)).toBe(expected);
  });
});

describe('A member under strict limits', () => {
  const two = places(place('fu-a'), place('fu-c', 1), place('fu-d', 0));
  it.each<[string, Partial<FailureBudget>, Map<string, readonly Place[]>, string]>([
    ['starts where nobody has failed or updates', { limit: 0 }, places(place('fu-a')), 'go'],
    [
      'waits for another where none may fail',
      { limit: 0 },
      places(place('fu-a'), place('fu-c', 1)),
      'FailureBudget, releasePlaces',
    ],
    ['starts beside so many as may fail', { limit: 2 }, two, 'go'],
    ['waits where one of those has failed', { limit: 2, failed: 1 }, two, 'FailureBudget, releasePlaces'],
    ['starts alone where all failures are used up', { limit: 2, failed: 2 }, places(place('fu-a')), 'go'],
    ['counts for a group only its own', { scope: 'group', limit: 1 }, two, 'go'],
    ['counts the own group', { scope: 'group', limit: 0 }, two, 'FailureBudget, releasePlaces'],
    ['counts the stage for the run', { scope: 'run', limit: 1 }, two, 'FailureBudget, releasePlaces'],
  ])('%s', (_, limits, taken, expected) => {
    const slicing = { size: 'member', lanes: 3 } as const;
    const lane = { ...beside, name: 'fu-d', place: 3 };
    const observed = { strict: true, slicing, budgets: [budget(limits)], places: taken };
    expect(asked(observed, [lane])).toBe(expected);
  });

  it('looks at places first, and takes one though nothing else bounds it', () => {
    expect(asked({ strict: true, budgets: [budget({})] })).toBe('look');
    expect(asked({ strict: true, budgets: [budget({})], places: places() })).toBe('step, takePlaces');
  });
});

describe('A Fleet run of several members when the policy is changed', () => {
  const long: FleetRunRecord = {
    fleet: 'demo',
    name: 'fu-nightly-000000000000',
    members: [{ from: A.index, to: A.index + 1 }],
    startedAt: ago(300),
    seen: 'Running',
  };
  const follow = (
    more: Partial<GroupObservation>,
    second: 'NotStarted' | 'Completed' = 'NotStarted',
  ): GroupStep => {
    const group = aGroup({ locked: true, fleetRuns: [long] });
    const members = [aMember('a', 'Running'), aMember('b', second)];
    const observed = anObservation({ group, members, slicing: { size: 'member', lanes: 1 }, ...more });
    return followFleetRun(
      observed,
      long,
      aFleetRun('Running', [inFleet('a', 'Running'), inFleet('b', second)]),
    );
  };

  it('is stopped, and says why; whoever was not started is asked afresh', () => {
    const step = follow({ policyChanged: true });
    expect(step).toMatchObject({
      act: { do: 'stopFleetRun' },
      change: { group: { fleetRuns: [{ pausing: { reason: 'Concurrency', since: NOW } }] } },
    });
    const [record = long] = step.kind === 'step' ? (step.change?.group.fleetRuns ?? []) : [];
    const rows = [aMember('a', 'Completed'), aMember('b', 'Stopped')];
    const left = [{ ...aMember('b'), state: 'Pending' as const, message: 'x', operationId: '1' }];
    expect(paused(anObservation({ members: rows }), record)).toEqual([]);
    expect(paused(anObservation({ members: left }), record)).toEqual([aMember('b')]);
  });

  it.each<[string, Partial<GroupObservation>, 'NotStarted' | 'Completed']>([
    ['nobody has changed it', {}, 'NotStarted'],
    [
      'nothing is to be decided between its members',
      { policyChanged: true, slicing: { size: 'fleet', lanes: 1 } },
      'NotStarted',
    ],
    ['only the member that runs is left', { policyChanged: true }, 'Completed'],
  ])('goes on where %s', (_, more, second) => {
    const step = follow(more, second);
    expect(step.kind === 'step' && step.act).toBeUndefined();
  });

  it('takes its place, free or not', () => {
    const taken = { policyChanged: true, atOnce: { stage: 1 }, places: places(place('fu-c', 1)) };
    expect(follow(taken)).toMatchObject({
      act: { do: 'takePlaces', bounds: [{ limit: Infinity }], place: { fleetRun: long.name, taking: 4 } },
      change: { group: { placed: true, fleetRuns: [{ place: 4 }] } },
    });
  });
});
