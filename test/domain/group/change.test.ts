import fc from 'fast-check';
import { changeRows, patchRecord } from '../../../src/domain/group/change.ts';
import { countStates, STATES } from '../../../src/domain/run/states.ts';
import { aGroup, ago, aMember, anObservation, NOW, RECORD, STARTED } from './builders.ts';

describe('The rows that a step writes', () => {
  it('count the version up, and note that something has moved', () => {
    const { group } = changeRows(anObservation({ group: aGroup({ movedAt: ago(400), version: 7 }) }), {});
    expect(group).toMatchObject({ version: 8, movedAt: NOW });
  });

  it('keep the pace where the patch says that nothing has moved', () => {
    const o = anObservation({ group: aGroup({ movedAt: ago(400) }) });
    expect(changeRows(o, { group: { movedAt: ago(400) } }).group.movedAt).toBe(ago(400));
  });

  it('lose the keys that the patch takes away', () => {
    const o = anObservation({ group: aGroup({ waitingFor: 'Waits.', waitingSince: ago(9) }) });
    const { group } = changeRows(o, { group: { waitingFor: undefined } });
    expect(group).not.toHaveProperty('waitingFor');
    expect(group.waitingSince).toBe(ago(9));
  });

  it('are of members only those that changed', () => {
    const changed = aMember('a', 'Running');
    expect(changeRows(anObservation(), { members: [changed] }).members).toEqual([changed]);
  });

  it('count every member in the state that it has afterwards', () => {
    const state = fc.constantFrom(...STATES);
    fc.assert(
      fc.property(fc.array(fc.tuple(state, fc.option(state)), { maxLength: 8 }), (pairs) => {
        const members = pairs.map(([before], index) => aMember(`m${index}`, before, { index }));
        const changed = pairs.flatMap(([, after], index) =>
          after ? [aMember(`m${index}`, after, { index })] : [],
        );
        const { group } = changeRows(anObservation({ members }), { members: changed });
        expect(group.counts).toEqual(countStates(pairs.map(([before, after]) => after ?? before)));
      }),
    );
  });
});

describe('The events of a step', () => {
  it('tell every change of state, of members before the group, with the reason', () => {
    const error = { code: 'UpgradeFailed', message: 'boom' };
    const o = anObservation({ members: [aMember('a', 'Running'), aMember('b')] });
    const { events } = changeRows(o, {
      members: [
        aMember('a', 'Failed', { error, message: 'less' }),
        aMember('b', 'Skipped', { message: 'Asked for.' }),
      ],
      group: { state: 'Stopping' },
    });
    const about = { time: NOW, attempt: 1, stage: 'first', group: 'canary' };
    const member = { ...about, type: 'MemberStateChanged', fleet: 'demo' };
    expect(events).toEqual([
      { ...member, member: 'a', from: 'Running', to: 'Failed', message: 'Member a is Failed. boom' },
      {
        ...member,
        member: 'b',
        from: 'NotStarted',
        to: 'Skipped',
        message: 'Member b is Skipped. Asked for.',
      },
      {
        ...about,
        type: 'GroupStateChanged',
        from: 'Running',
        to: 'Stopping',
        message: 'Group canary is Stopping.',
      },
    ]);
  });

  it('say why the group changed', () => {
    const message = 'Waits for run weekly, which holds cluster b.';
    const { events } = changeRows(anObservation(), { group: { state: 'Pending', message } });
    expect(events[0]?.message).toBe(`Group canary is Pending. ${message}`);
  });

  it('are none for a row that changed without its state', () => {
    const { events } = changeRows(anObservation(), {
      members: [aMember('a', 'NotStarted', { message: 'x' })],
    });
    expect(events).toEqual([]);
  });

  it('put what the step says of itself first, with its place', () => {
    const said = { type: 'SkipCameTooLate', member: 'a', message: 'Too late.' } as const;
    const { events } = changeRows(anObservation(), { events: [said], group: { state: 'Pending' } });
    expect(events[0]).toEqual({ time: NOW, attempt: 1, stage: 'first', group: 'canary', ...said });
    expect(events).toHaveLength(2);
  });
});

describe('A record of a Fleet run', () => {
  it('is changed alone, though another has the same name', () => {
    const closed = { ...STARTED, deleted: true };
    const group = aGroup({ fleetRuns: [closed, RECORD] });
    expect(patchRecord(group, RECORD, { startedAt: NOW })).toEqual({
      fleetRuns: [closed, { ...RECORD, startedAt: NOW }],
    });
  });
});
