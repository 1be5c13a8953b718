import { fleetRunNameOf, type Act, type GroupObservation } from '../../../src/domain/group/observation.ts';
import { changeRows } from '../../../src/domain/group/change.ts';
import {
  afterRefusal,
  failedRound,
  fleetRunToLeave,
  isOver,
  isTooSoon,
  leftBehind,
  nextLastError,
  shownError,
  withoutError,
} from '../../../src/domain/group/refusal.ts';
import { aGroup, ago, aMember, anObservation, NOW, RECORD, STOP } from './builders.ts';

const fleetRun = { ...RECORD, eTag: '"7"' };
const create: Act = { do: 'createFleetRun', ...RECORD };
const refused = (status: number, code = 'BadRequest') => ({ status, code, message: 'No.' });
const others: Act[] = [
  { do: 'startFleetRun', ...fleetRun },
  { do: 'stopFleetRun', ...fleetRun },
  { do: 'deleteFleetRun', ...fleetRun },
  { do: 'skipMembers', ...fleetRun, members: ['a'] },
];
const o = anObservation({ group: aGroup({ movedAt: ago(400) }) });

describe('An act that Azure refused', () => {
  it.each([
    ...[create, ...others].map((act) => ({ ...act, status: 412, code: 'PreconditionFailed' })),
    { ...create, status: 409, code: 'ScopeLocked' },
    ...others.map((act) => ({ ...act, status: 409, code: 'OperationNotAllowed' })),
  ])(
    'is shown, and goes with the next round that does not want it: $do ($code)',
    ({ status, code, ...act }) => {
      expect(afterRefusal(o, act, refused(status, code)).group).toEqual({
        lastError: { code, message: 'No.', since: NOW, count: 1, act: act.do, nextTry: ago(-15) },
        movedAt: ago(400),
      });
    },
  );

  it('again and again keeps the time since when, counts up, and is repeated ever more slowly', () => {
    let { group } = o;
    const waits: number[] = [];
    for (let count = 1; count <= 8; count += 1) {
      const now = ago(-count);
      const patch = afterRefusal({ ...o, group, now }, create, refused(409));
      const lastError = patch.group?.lastError;
      expect(lastError).toMatchObject({ since: ago(-1), count });
      waits.push((Date.parse(lastError?.nextTry ?? '') - Date.parse(now)) / 1000);
      group = { ...group, ...(lastError && { lastError }) };
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 600, 600]);
    expect([
      isTooSoon({ ...o, group }, create),
      isTooSoon({ ...o, group }, { do: 'stopFleetRun', ...fleetRun }),
    ]).toEqual([true, false]);
  });

  it.each([400, 404])('is final for a Fleet run that may not be created (%i)', (status) => {
    const patch = afterRefusal(o, create, refused(status));
    expect(patch.group?.error?.code).toBe('FleetRunRefused');
    expect(patch.group?.error?.message).toBe(
      'Fleet Manager refused the Fleet run of group canary in fleet demo: BadRequest: No.',
    );
    expect(patch).not.toHaveProperty('members');
  });
});

describe('A deletion that Azure refuses', () => {
  const record = { ...RECORD, startedAt: ago(900), result: 'Completed' as const };
  const lastError = { code: 'ScopeLocked', message: 'No.', since: ago(90), act: 'deleteFleetRun' };
  const act: Act = { do: 'deleteFleetRun', ...fleetRun };
  const after = (
    count: number,
    members = [aMember('a', 'Completed')],
    more: Partial<GroupObservation> = {},
  ) =>
    anObservation({
      group: aGroup({ fleetRuns: [record], lastError: { ...lastError, count } }),
      members,
      ...more,
    });

  it('is tried three times, then the group goes on without it and says so', () => {
    expect([0, 1].map((count) => fleetRunToLeave(after(count), act))).toEqual([undefined, undefined]);
    expect(fleetRunToLeave(after(2), act)).toEqual(record);
    const patch = leftBehind(after(2), record, refused(409, 'ScopeLocked'));
    expect(patch.group).toMatchObject({ fleetRuns: [], lastError: undefined });
    expect(patch.events?.[0]?.type).toBe('FleetRunLeft');
    expect(patch.events?.[0]?.message).toMatch(/ScopeLocked: No\./);
  });

  it('holds the group while a member of this attempt still needs the name, unless it is stopped', () => {
    const own = fleetRunNameOf(anObservation(), 'demo', 0);
    const needed = [{ ...record, name: own, result: 'Withdrawn' as const }];
    const ofOwn = { ...act, name: own };
    const o2 = after(5, [aMember('a')], {
      group: aGroup({ fleetRuns: needed, lastError: { ...lastError, count: 5 } }),
    });
    expect(fleetRunToLeave(o2, ofOwn)).toBeUndefined();
    expect(fleetRunToLeave({ ...o2, commands: { skips: [], stop: STOP } }, ofOwn)).toEqual(needed[0]);
  });
});

describe('A round without news', () => {
  it('moves nothing, so that the pace slows down', () => {
    expect(failedRound(o, { code: 'Timeout', message: 'No answer.' }).group?.movedAt).toBe(ago(400));
  });

  it('is counted from the first on, and shows the newest error', () => {
    const first = nextLastError(undefined, { code: 'Timeout', message: 'No answer.' }, ago(30));
    expect(first).toEqual({ code: 'Timeout', message: 'No answer.', since: ago(30), count: 1 });
    expect(nextLastError(first, { code: 'TooManyRequests', message: 'Slow down.' }, NOW)).toEqual({
      code: 'TooManyRequests',
      message: 'Slow down.',
      since: ago(30),
      count: 2,
    });
  });
});

describe('A call on a slice that Azure refuses', () => {
  const one = { ...RECORD, members: [{ from: 0, to: 0 }] };
  const other = { ...one, name: 'fu-nightly-111111111111', members: [{ from: 1, to: 1 }] };
  const start: Act = { do: 'startFleetRun', ...fleetRun };
  const both = anObservation({ group: aGroup({ fleetRuns: [one, other] }) });
  const patch = afterRefusal(both, start, refused(409));
  const after = { ...both, group: changeRows(both, patch).group };

  it('is noted with that slice, and holds up no other', () => {
    expect(after.group.fleetRuns).toMatchObject([{ lastError: { count: 1, act: 'startFleetRun' } }, other]);
    expect(after.group).not.toHaveProperty('lastError');
    expect(isTooSoon(after, start)).toBe(true);
    expect(isTooSoon(after, { ...start, name: other.name })).toBe(false);
  });

  it('is shown with the group until it is over', () => {
    expect(shownError(after.group)).toMatchObject({ count: 1, act: 'startFleetRun' });
    expect([
      isOver(after, { awaits: 'startFleetRun', lane: one.name }),
      isOver(after, { lane: one.name }),
    ]).toEqual([false, true]);
    expect(withoutError(after, { lane: one.name }).group?.fleetRuns).toEqual([one, other]);
  });
});
