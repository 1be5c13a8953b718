import type { GateView } from '../../../src/domain/gate/gateView.ts';
import {
  refusalToDecide,
  refusalToSkipGate,
  requestersOf,
  deciderOf,
  type Decider,
} from '../../../src/domain/gate/mayDecide.ts';
import { NOBODY, type Principal } from '../../../src/domain/access/roles.ts';

const REACHED = '2026-03-02T08:00:00.000Z';
const NOW = '2026-03-02T09:00:00.000Z';
const aGate = (more: Partial<GateView> = {}): GateView => ({
  id: 'a1',
  type: 'Approval',
  name: 'go',
  timing: 'Before',
  stage: 'prod',
  state: 'Pending',
  startTime: REACHED,
  decisions: [],
  ...more,
});
const ann: Decider = { user: 'ann' };
const LACKS = { lacks: 'the role Approver on every fleet that it concerns; you do not have it on us.' };
const vote = (by: string, decision: 'Approved' | 'Rejected' = 'Approved') => ({ by, at: REACHED, decision });

interface Case {
  readonly gate?: Partial<GateView>;
  readonly by?: Partial<Decider>;
  readonly requesters?: readonly string[];
  readonly stop?: { readonly at: string };
}

const refusal = ({ gate, by, requesters = ['olga'], stop }: Case) => {
  const asked = { gate: aGate(gate), by: { ...ann, ...by }, requesters, stop, now: NOW };
  const found = refusalToDecide(asked);
  return found ? `${found.because}: ${found.message}` : 'may';
};

it.each<[Partial<Principal>, string | undefined]>([
  [{ roles: ['Approver'] }, undefined],
  [{ roles: ['Admin', 'Operator', 'Reader'] }, 'you do not have it on eu, us.'],
  [{ grants: [{ name: 'g', principal: 'ann', role: 'Approver', fleets: ['eu'] }] }, 'it on us.'],
  [{ grants: [{ name: 'g', principal: 'ann', role: 'Approver', fleets: ['us', 'eu'] }] }, undefined],
])('A decider lacks the role Approver where they have it not (%j)', (held, words) => {
  const { lacks } = deciderOf({ user: 'ann', roles: [], ...held }, ['eu', 'us']);
  if (words === undefined) expect(lacks).toBeUndefined();
  else expect(lacks).toContain(words);
});

describe('Whoever wants to decide on a gate', () => {
  it.each<[string, Case, string]>([
    ['may with the role Approver', {}, 'may'],
    [
      'may not without it on one of the fleets, which is named',
      { by: LACKS },
      'Role: Deciding on Gate go before stage prod needs the role Approver on every fleet that it concerns; you do not have it on us.',
    ],
    [
      'may not on what nobody reached',
      { gate: { state: 'NotStarted' } },
      'State: Gate go before stage prod is NotStarted: it is not reached yet',
    ],
    [
      'may not on what is Completed',
      { gate: { state: 'Completed', message: 'Approved by ben.' } },
      'is Completed: Approved by ben.',
    ],
    ['may not on what has Failed', { gate: { state: 'Failed' } }, 'is Failed: it is decided'],
    [
      'may not on what is Skipped',
      { gate: { state: 'Skipped', group: 'eu' } },
      'State: Gate go before group eu is Skipped',
    ],
    [
      'may not from the moment of its expiry',
      { gate: { expiresAt: NOW } },
      'State: Gate go before stage prod has expired',
    ],
    [
      'may up to its expiry',
      { gate: { expiresAt: '2026-03-02T09:00:00.001Z', expiresInSeconds: 3601 } },
      'may',
    ],
    ['may not after a stop', { stop: { at: NOW } }, `State: The run was stopped at ${NOW}`],
    [
      'may not when enough have approved',
      { gate: { decisions: [vote('ben')] } },
      'State: Gate go before stage prod is decided already. Approved by ben.',
    ],
    ['may when one more is needed', { gate: { minimumApprovals: 2, decisions: [vote('ben')] } }, 'may'],
    [
      'may not when somebody has rejected',
      { gate: { minimumApprovals: 2, decisions: [vote('ben', 'Rejected')] } },
      'is decided already. Rejected by ben.',
    ],
    [
      'may not twice',
      { gate: { minimumApprovals: 2, decisions: [vote('ann')] } },
      'State: You have decided on',
    ],
    ['may when named', { gate: { approvers: ['ANN'] } }, 'may'],
    ['may when a group is named', { gate: { approvers: ['leads'] }, by: { groups: ['LEADS'] } }, 'may'],
    [
      'may not when others are named',
      { gate: { approvers: ['ben'] } },
      'Role: Gate go before stage prod is decided by its approvers only',
    ],
    ['may not when named without the role', { gate: { approvers: ['ann'] }, by: LACKS }, 'Role: Deciding on'],
    ['may not when the run is theirs', { requesters: ['ANN'] }, 'Role: You created or started this run'],
    [
      'may not when the run is theirs, as one of a group either',
      { gate: { approvers: ['leads'] }, by: { groups: ['leads'] }, requesters: ['ann'] },
      'Role: You created or started this run',
    ],
    [
      'may when the run is theirs and that is allowed',
      { gate: { requesterMayApprove: true }, requesters: ['ann'] },
      'may',
    ],
    [
      'may not on a scheduled start',
      { gate: { type: 'ScheduledStart' } },
      'State: Gate go before stage prod is no approval',
    ],
    [
      'may not on health that is looked at',
      { gate: { type: 'Health' } },
      'State: Gate go before stage prod is no approval',
    ],
    ['may on health that holds', { gate: { type: 'Health', heldAt: REACHED } }, 'may'],
    [
      'may not on health of a run of their own that holds',
      { gate: { type: 'Health', heldAt: REACHED }, requesters: ['ann'] },
      'Role: You created',
    ],
    [
      'may as nobody, whom nobody can tell apart',
      {
        by: { user: NOBODY.user },
        gate: { minimumApprovals: 2, approvers: ['ben'], decisions: [vote(NOBODY.user)] },
      },
      'may',
    ],
  ])('%s', (_what, given, words) => {
    expect(refusal(given)).toContain(words);
  });
});

describe('Whoever wants to have a gate skipped', () => {
  it.each<[string, Case, string | undefined]>([
    ['may with the role Approver', {}, undefined],
    [
      'may not without it',
      { by: LACKS },
      'Skipping Gate go before stage prod needs the role Approver on every',
    ],
    [
      'may not go around an approval of a run of their own',
      { requesters: ['ann'] },
      'You created or started',
    ],
    [
      'may where the requester may approve',
      { requesters: ['ann'], gate: { requesterMayApprove: true } },
      undefined,
    ],
    [
      'may have a time of a run of their own skipped',
      { requesters: ['ann'], gate: { type: 'ScheduledStart' } },
      undefined,
    ],
  ])('%s', (_what, { gate, by, requesters = ['olga'] }, words) => {
    const found = refusalToSkipGate({ gate: aGate(gate), by: { ...ann, ...by }, requesters });
    if (words === undefined) expect(found).toBeUndefined();
    else expect(found?.message).toContain(words);
  });
});

it('Who wants a run is who created it, started it, or whose trigger did; never nobody, and each once', () => {
  const run = { createdBy: 'olga', requestedBy: ['adam', 'olga'] };
  expect(requestersOf(run, { startedBy: 'ben' })).toEqual(['olga', 'adam', 'ben']);
  expect(requestersOf({ createdBy: NOBODY.user }, { startedBy: NOBODY.user })).toEqual([]);
});
