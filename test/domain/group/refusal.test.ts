import type { Act } from '../../../src/domain/group/observation.ts';
import { afterRefusal, failedRound, nextLastError } from '../../../src/domain/group/refusal.ts';
import { aGroup, ago, anObservation, NOW, RECORD } from './builders.ts';

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
  it.each([create, ...others])('because something moved is decided afresh: $do', (act) => {
    expect(afterRefusal(o, act, refused(412, 'PreconditionFailed'))).toBeUndefined();
  });

  it('because the Fleet run is there already is decided afresh', () => {
    expect(afterRefusal(o, create, refused(409, 'Conflict'))).toBeUndefined();
  });

  it.each([400, 404])('is final for a Fleet run that may not be created (%i)', (status) => {
    const patch = afterRefusal(o, create, refused(status));
    expect(patch?.group?.error?.code).toBe('FleetRunRefused');
    expect(patch?.group?.error?.message).toBe(
      'Fleet Manager refused the Fleet run of group canary in fleet demo: BadRequest: No.',
    );
    expect(patch).not.toHaveProperty('members');
  });

  it.each(others)('is shown and tried again: $do', (act) => {
    const patch = afterRefusal(o, act, refused(409, 'OperationNotAllowed'));
    expect(patch?.group).toEqual({
      lastError: { code: 'OperationNotAllowed', message: 'No.', since: NOW, count: 1 },
      movedAt: ago(400),
    });
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
      ...{ code: 'TooManyRequests', message: 'Slow down.', since: ago(30), count: 2 },
    });
  });
});
