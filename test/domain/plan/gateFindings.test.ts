import { gateFindings } from '../../../src/domain/plan/gateFindings.ts';
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
