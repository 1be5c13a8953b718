import { gateFindings, passedTimes } from '../../../src/domain/plan/gateFindings.ts';
import type { ScheduledStartGate } from '../../../src/domain/gate/scheduledStart.ts';
import { aRequest } from './planBuilders.ts';

const gate = (more: object) => ({ type: 'Approval' as const, name: 'go', ...more });
const messages = (more: object, requesters?: readonly string[]) =>
  gateFindings({
    ...aRequest([]),
    stages: [{ name: 'prod', groups: [{ name: 'eu', afterGates: [gate(more)] }] }],
    ...(requesters && { requesters }),
  }).map(({ code, group }) => `${code} ${group ?? ''}`);

describe('An approval that nobody but the requester could give', () => {
  it('is an error', () => {
    expect(messages({ approvers: ['ann'] }, ['Ann'])).toEqual(['NobodyMayApprove eu']);
    expect(messages({ approvers: ['ann', 'ben'] }, ['ann', 'ben'])).toEqual(['NobodyMayApprove eu']);
  });

  it('is none where somebody else may, the requester may, or nobody is told apart', () => {
    expect(messages({ approvers: ['ann', 'ben'] }, ['ann'])).toEqual([]);
    expect(messages({ approvers: ['ann'], requesterMayApprove: true }, ['ann'])).toEqual([]);
    expect(messages({ approvers: ['ann'] })).toEqual([]);
    expect(messages({}, ['ann'])).toEqual([]);
  });
});

describe('A time to wait for', () => {
  const found = (notBefore: ScheduledStartGate['notBefore']) =>
    passedTimes(
      [
        { name: 'canary', groups: [{ name: 'test' }] },
        {
          name: 'prod',
          groups: [{ name: 'eu', beforeGates: [{ type: 'ScheduledStart', name: 'early', notBefore }] }],
        },
      ],
      '2026-03-02T08:00:00.000Z',
    );

  it('is a warning once it is over', () => {
    expect(found('2026-03-02T08:59:59+01:00')).toEqual([
      {
        severity: 'warning',
        code: 'GateTimePassed',
        message:
          'The time of gate early before group eu is over (2026-03-02T07:59:59.000Z): it opens as soon as it is reached. Give it a later one, or a weekday.',
        stage: 'prod',
        group: 'eu',
      },
    ]);
  });

  it('is none while it is to come, and a weekday comes again', () => {
    expect(found('2026-03-02T09:00:00+01:00')).toEqual([]);
    expect(found({ day: 'Sun', time: '06:00', timeZone: 'Europe/Berlin' })).toEqual([]);
  });
});
