import fc from 'fast-check';
import { decideGroup } from '../../../src/domain/group/decideGroup.ts';
import { fleetRunNameOf, type GroupObservation } from '../../../src/domain/group/observation.ts';
import { isIn, rangesOf, unfinishedIn } from '../../../src/domain/group/slice.ts';
import type { FleetRunRecord } from '../../../src/domain/run/run.ts';
import { aFleetRun, aGroup, ago, aLock, aMember, anObservation, inFleet, STOP } from './builders.ts';

const NAMES = ['a', 'b', 'c', 'd'];
const rows = NAMES.map((name, index) => aMember(name, 'NotStarted', { index }));
const SLICE: FleetRunRecord = { fleet: 'demo', name: 'fu-nightly-1', members: [{ from: 1, to: 2 }] };

function decided(observed: Partial<GroupObservation>) {
  const step = decideGroup(anObservation({ members: rows, ...observed }));
  if (step.kind !== 'step') throw new Error(`It looks at ${step.look.what} instead.`);
  return step;
}

describe('The members of a slice', () => {
  it('are those of its ranges, whatever is left out between them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 40 })), (indexes) => {
        const members = rangesOf(indexes);
        const had = Array.from({ length: 41 }, (_, index) => index).filter((index) =>
          isIn({ fleet: 'demo', members }, { fleet: 'demo', index }),
        );
        expect(had).toEqual(indexes.toSorted((one, other) => one - other));
        expect(members.every(({ from }, at) => at === 0 || from > (members[at - 1]?.to ?? 0) + 1)).toBe(true);
      }),
    );
  });

  it('are all of its fleet on a row that was written before there were slices', () => {
    expect(unfinishedIn(rows, { fleet: 'demo' })).toEqual(rows);
    expect(unfinishedIn(rows, { fleet: 'edge' })).toEqual([]);
  });

  it('are everything left in the first fleet, and the next slice has another name', () => {
    const members = [
      ...rows.map((row) => (row.name === 'b' ? { ...row, state: 'Completed' as const } : row)),
      aMember('e', 'NotStarted', { fleet: 'edge', index: 4 }),
    ];
    const locks = ['a', 'c', 'd', 'e'].map((name) => aLock(name));
    const { change } = decided({ members, locks, group: aGroup({ locked: true, nextSlice: 3 }) });
    expect(change?.group).toMatchObject({
      nextSlice: 4,
      fleetRuns: [
        {
          fleet: 'demo',
          name: fleetRunNameOf(anObservation(), 'demo', 3),
          members: [
            { from: 0, to: 0 },
            { from: 2, to: 3 },
          ],
        },
      ],
    });
  });
});

describe('What the Fleet run of a slice shows of members outside it', () => {
  const started = aGroup({ fleetRuns: [{ ...SLICE, startedAt: ago(300) }], locked: true });
  const seen = (state: Parameters<typeof inFleet>[1]) => NAMES.map((name) => inFleet(name, state));

  it('says nothing while it runs', () => {
    const run = aFleetRun('Running', seen('Running'));
    const { change } = decided({ group: started, fleetRun: { by: 'get', run } });
    expect(change?.members.map(({ name }) => name)).toEqual(['b', 'c']);
  });

  it('says nothing when it ends, without having updated anybody', () => {
    const run = aFleetRun('Completed', seen('NotStarted'));
    const { change } = decided({ group: started, fleetRun: { by: 'get', run } });
    expect(change?.members.map(({ name, state }) => [name, state])).toEqual([
      ['b', 'Failed'],
      ['c', 'Failed'],
    ]);
  });

  it('says nothing when it does not know them', () => {
    const group = aGroup({ fleetRuns: [SLICE], locked: true });
    const run = aFleetRun('NotStarted', [inFleet('b')]);
    const { change } = decided({ group, fleetRun: { by: 'get', run } });
    expect(change?.members).toMatchObject([{ name: 'c', state: 'Skipped' }]);
  });

  it('is skipped there before the start', () => {
    const group = aGroup({ fleetRuns: [SLICE], locked: true });
    const run = aFleetRun('NotStarted', seen('NotStarted'));
    expect(decided({ group, fleetRun: { by: 'get', run } }).act).toMatchObject({
      do: 'skipMembers',
      members: ['a', 'd'],
    });
  });

  it('says nothing when it is gone', () => {
    const group = aGroup({ fleetRuns: [{ ...SLICE, startedAt: ago(300), absentSince: ago(90) }] });
    const { change } = decided({ group, fleetRun: { by: 'get', run: undefined, unlisted: true } });
    expect(change?.members.map(({ name }) => name)).toEqual(['b', 'c']);
    expect(change?.group.fleetRuns).toMatchObject([{ deleted: true }]);
  });
});

describe('A slice whose Fleet run somebody else started', () => {
  it('is stopped where that run may come to members of other slices', () => {
    const group = aGroup({ fleetRuns: [SLICE], locked: true });
    const locks = [aLock('b'), aLock('c')];
    const started = (names: readonly string[]) => {
      const run = aFleetRun(
        'Running',
        names.map((name) => inFleet(name)),
      );
      return decided({ group, locks, fleetRun: { by: 'get', run } }).act?.do;
    };
    expect([started(['b', 'c']), started(NAMES)]).toEqual([undefined, 'stopFleetRun']);
  });
});

describe('A slice of an earlier attempt', () => {
  it('says nothing of its members, however it ends', () => {
    const group = aGroup({ fleetRuns: [{ ...SLICE, startedAt: ago(300) }] });
    const taken = decided({ attempt: 2, group }).change?.group;
    expect(taken).toMatchObject({ nextSlice: 0, begun: true, fleetRuns: [{ ofEarlierAttempt: true }] });
    const run = aFleetRun('Failed', [inFleet('b', 'Failed')]);
    const step = decided({ attempt: 2, group: taken ?? group, fleetRun: { by: 'get', run } });
    expect(step.act?.do).toBe('deleteFleetRun');
    expect(step).not.toHaveProperty('change');
  });
});

describe('A group that was begun', () => {
  it('ends Stopped though the record of its Fleet run has left the row', () => {
    const commands = { stop: STOP, skips: [] };
    expect(decided({ commands, group: aGroup({ begun: true }) }).change?.group.state).toBe('Stopped');
    expect(decided({ commands, group: aGroup() }).change?.group.state).toBe('NotStarted');
  });
});
