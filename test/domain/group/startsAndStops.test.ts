import { decideGroup } from '../../../src/domain/group/decideGroup.ts';
import type { GroupObservation, GroupStep } from '../../../src/domain/group/observation.ts';
import { fleetRunName } from '../../../src/domain/names.ts';
import type { FleetRunRecord } from '../../../src/domain/run/run.ts';
import {
  aFleetRun,
  aGroup,
  ago,
  aLock,
  aMember,
  anObservation,
  inFleet,
  NOW,
  RECORD,
  STARTED,
  STOP,
} from './builders.ts';

/** Starts, stops and skips that cross each other, or cross a crash. */
function decided(observed: Partial<GroupObservation>): Extract<GroupStep, { kind: 'step' }> {
  const step = decideGroup(anObservation(observed));
  if (step.kind !== 'step') throw new Error(`It looks at ${step.look.what} instead.`);
  return step;
}

const PLACE = { runName: 'nightly', runId: 'r1', stage: 0, group: 0 };
const LOST_START: FleetRunRecord = { ...RECORD, startedAt: ago(61) };
const notStarted = {
  by: 'get',
  run: aFleetRun('NotStarted', [inFleet('a'), inFleet('b')]),
} as const;
const running = { by: 'get', run: aFleetRun('Running', [inFleet('a', 'Running'), inFleet('b')]) } as const;

describe('A start that shows no effect', () => {
  const lost = { group: aGroup({ fleetRuns: [LOST_START], locked: true }), fleetRun: notStarted };

  it('is forgotten once a stop is written, so that deleting the Fleet run is not taken for a loss', () => {
    const forgotten = decided({ ...lost, commands: { stop: STOP, skips: [] } });
    expect(forgotten).not.toHaveProperty('act');
    expect(forgotten.change?.group.fleetRuns).toEqual([RECORD]);
    const after = { commands: { stop: STOP, skips: [] }, group: aGroup({ fleetRuns: [RECORD] }) };
    expect(decided({ ...after, fleetRun: notStarted }).act?.do).toBe('deleteFleetRun');
    const gone = decided({ ...after, fleetRun: { by: 'get', run: undefined, unlisted: true } });
    expect(gone.change).toMatchObject({ members: [], group: { fleetRuns: [] } });
  });

  it('is forgotten when nothing is left to update', () => {
    const step = decided({ ...lost, members: [aMember('a', 'Skipped'), aMember('b', 'Skipped')] });
    expect(step.change?.group.fleetRuns).toEqual([RECORD]);
  });

  it('is repeated only after the members that were skipped meanwhile are skipped in Fleet', () => {
    const skips = [{ target: { type: 'Member', name: 'a' }, by: 'ann', at: ago(30) }] as const;
    const step = decided({ ...lost, commands: { skips }, locks: [aLock('a'), aLock('b')] });
    expect(step.act).toMatchObject({ do: 'skipMembers', members: ['a'] });
  });
});

describe('A Fleet run that somebody else started', () => {
  const elsewhere = { group: aGroup({ fleetRuns: [RECORD], locked: true }), fleetRun: running };
  const withdrawn = decided({ ...elsewhere, locks: [aLock('a'), aLock('b', 'theirs')] });

  it('is withdrawn and stopped while another run holds a cluster, and the trail says so', () => {
    expect(withdrawn.act?.do).toBe('stopFleetRun');
    expect(withdrawn.change?.group.fleetRuns).toEqual([{ ...RECORD, result: 'Withdrawn' }]);
    expect(withdrawn.change?.events.map(({ type }) => type)).toEqual(['FleetRunStartedElsewhere']);
  });

  it('is stopped again when the first stop was lost, and never followed', () => {
    expect(decided({ group: withdrawn.change?.group ?? aGroup(), fleetRun: running }).act?.do).toBe(
      'stopFleetRun',
    );
  });

  it('does not stop the attempt by ending as we stopped it', () => {
    const stopped = aFleetRun('Stopped', [inFleet('a', 'Completed'), inFleet('b')]);
    const step = decided({
      group: withdrawn.change?.group ?? aGroup(),
      fleetRun: { by: 'get', run: stopped },
    });
    expect(step.act?.do).toBe('deleteFleetRun');
  });

  it('has a start time from then on when it is followed', () => {
    const step = decided({ ...elsewhere, locks: [aLock('a'), aLock('b')] });
    expect(step.change?.group).toMatchObject({ startTime: NOW, fleetRuns: [{ startedAt: NOW }] });
  });
});

describe('A Fleet run that somebody starts again before it is deleted', () => {
  const OWN: FleetRunRecord = {
    fleet: 'demo',
    name: fleetRunName({ ...PLACE, fleet: 'demo', attempt: 1, slice: 0 }),
    startedAt: ago(300),
    result: 'Failed',
  };
  const group = aGroup({ fleetRuns: [OWN], locked: true });
  const commands = { stop: STOP, skips: [] };

  it('is believed in what it does to the members that had not started', () => {
    const members = [aMember('a', 'Failed'), aMember('b')];
    const run = aFleetRun('Running', [inFleet('a', 'Running'), inFleet('b', 'Running')]);
    const step = decided({ group, commands, members, fleetRun: { by: 'get', run } });
    expect(step.change?.members).toMatchObject([{ name: 'b', state: 'Running' }]);
    expect(step.change?.group.fleetRuns).toEqual([OWN]);
  });

  it('leaves no member Running when it is deleted', () => {
    const members = [aMember('a', 'Completed'), aMember('b', 'Running'), aMember('c')];
    const step = decided({ group, commands, members, fleetRun: { by: 'get', run: undefined } });
    expect(step.change?.members).toMatchObject([
      { name: 'b', state: 'Failed', error: { code: 'FleetRunGone' } },
    ]);
  });

  it('is not believed when it is an earlier attempt that left it', () => {
    const members = [aMember('a')];
    const run = aFleetRun('Failed', [inFleet('a', 'Failed')]);
    const left = aGroup({ attempt: 2, fleetRuns: [{ ...OWN, result: 'Withdrawn' }] });
    const step = decided({ attempt: 2, group: left, members, fleetRun: { by: 'get', run } });
    expect(step).not.toHaveProperty('change');
    expect(step.act?.do).toBe('deleteFleetRun');
  });
});

describe('What an earlier attempt left', () => {
  it('is no reason to stop this attempt, however its Fleet run ended', () => {
    const group = aGroup({ fleetRuns: [{ ...STARTED, result: 'Stopped' }] });
    const { change } = decided({ attempt: 2, group });
    const next = decideGroup(anObservation({ attempt: 2, group: change?.group ?? group }));
    expect(next).toMatchObject({ kind: 'look', look: { what: 'fleetRun', by: 'get' } });
  });

  it('are locks that this attempt takes over before it relies on them', () => {
    const group = aGroup({ attempt: 2, locked: true });
    const locks = [aLock('a'), aLock('b')];
    expect(decided({ attempt: 2, group, locks }).act?.do).toBe('takeLocks');
  });
});

describe('A started Fleet run whose name another one has now', () => {
  it('counts as deleted: nobody knows what became of its members', () => {
    const content = {
      managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
      group: 'another',
    } as const;
    const step = decided({
      members: [aMember('a', 'Running'), aMember('b', 'Completed')],
      group: aGroup({ fleetRuns: [STARTED], locked: true }),
      fleetRun: { by: 'get', run: aFleetRun('Running', [], { content }) },
    });
    expect(step.change?.members).toMatchObject([
      { name: 'a', state: 'Failed', error: { code: 'FleetRunGone' } },
    ]);
  });
});

describe('A member that had nothing to update when the plan was made', () => {
  it('is skipped without a Fleet run, and the member says why', () => {
    const step = decided({ members: [aMember('a', 'NotStarted', { update: false })] });
    expect(step.change?.members).toMatchObject([{ state: 'Skipped', completedTime: NOW }]);
    expect(step.change?.members[0]?.message).toMatch(/everything that the run would change/);
    const members = step.change?.members ?? [];
    expect(decided({ members }).change?.group).toMatchObject({ state: 'Skipped', finished: true });
  });

  it('gives way to a skip by request, whose reason is shown', () => {
    const skips = [{ target: { type: 'Stage', name: 'first' }, by: 'ann', at: ago(1) }] as const;
    const step = decided({ members: [aMember('a', 'NotStarted', { update: false })], commands: { skips } });
    expect(step.change?.members[0]?.message).toBe('Skipped by request.');
  });
});

describe('A group that Fleet keeps Pending', () => {
  const pending = aFleetRun('Pending', [
    inFleet('a', 'Pending', { message: 'Waits for its maintenance window.' }),
    inFleet('b'),
  ]);

  it('says why and since when', () => {
    const group = aGroup({ fleetRuns: [STARTED] });
    const step = decided({ group, fleetRun: { by: 'get', run: pending } });
    expect(step.change?.group).toMatchObject({
      state: 'Pending',
      waitingSince: NOW,
      message: 'Waits for its maintenance window.',
      waiting: { reason: 'MaintenanceWindow', message: 'Waits for its maintenance window.', since: NOW },
    });
    const [a, b] = step.change?.members ?? [];
    expect(a?.waiting).toEqual(step.change?.group.waiting);
    expect(b).toBeUndefined();
  });

  it('says once more what the release before said without a reason', () => {
    const message = 'Waits for its maintenance window.';
    const before = { state: 'Pending', message, waitingSince: ago(900), fleetRuns: [STARTED] } as const;
    const step = decided({ group: aGroup(before), fleetRun: { by: 'get', run: pending } });
    expect(step.change?.group.waiting?.reason).toBe('MaintenanceWindow');
    const told = step.change && { group: step.change.group, members: step.change.members };
    expect(decided({ ...told, fleetRun: { by: 'get', run: pending } }).change).toBeUndefined();
  });

  it('no longer says so when it runs', () => {
    const group = aGroup({
      state: 'Pending',
      waitingSince: ago(900),
      message: 'Waits.',
      fleetRuns: [STARTED],
    });
    const step = decided({ group, fleetRun: running });
    expect(step.change?.group).not.toHaveProperty('waitingSince');
    expect(step.change?.group).not.toHaveProperty('waiting');
    expect(step.change?.group).not.toHaveProperty('message');
  });
});
