import { decideGate, type GateObservation, type GateStep } from '../../../src/domain/gate/decideGate.ts';
import type { Gate } from '../../../src/domain/gate/gate.ts';
import type { Vote } from '../../../src/domain/gate/gateDecision.ts';
import type { GateRow } from '../../../src/domain/gate/gateRow.ts';
import { ago, NOW, STOP } from '../group/builders.ts';

const APPROVAL: Gate = { type: 'Approval', name: 'go' };
const two: Gate = { ...APPROVAL, minimumApprovals: 2 };
const expiring: Gate = { ...APPROVAL, expiresInSeconds: 100 };
const later: Gate = { type: 'ScheduledStart', name: 'go', notBefore: '2026-03-01T12:00:30Z' };
const earlier: Gate = { ...later, notBefore: ago(20) };

const aRow = (state: GateRow['state'], more: Partial<GateRow> = {}): GateRow => ({
  timing: 'Before',
  name: 'go',
  attempt: 1,
  state,
  ...more,
});
const pending = aRow('Pending', { startTime: ago(500) });

const said = (decision: Vote['decision'], by: string, seconds: number, comment?: string): Vote => ({
  by,
  at: ago(seconds),
  decision,
  ...(comment !== undefined && { comment }),
});
const yes = (by: string, seconds: number) => said('Approved', by, seconds);
const no = (by: string, seconds: number, comment?: string) => said('Rejected', by, seconds, comment);
const stopAt = (seconds: number) => ({ ...STOP, at: ago(seconds) });
const skip = {
  target: { type: 'Gate', name: 'g', reason: 'Ann is away.' },
  by: 'ben',
  at: ago(4),
} as const;

function observe(more: Partial<GateObservation>): GateObservation {
  return {
    now: NOW,
    attempt: 1,
    timing: 'Before',
    gate: APPROVAL,
    row: undefined,
    holds: true,
    updates: false,
    decisions: [],
    skip: undefined,
    stop: undefined,
    ...more,
  };
}

function brief({ row, seconds }: GateStep): string {
  const at = row.completedTime ?? row.startTime;
  const when = at === undefined ? '' : ` at ${(Date.parse(NOW) - Date.parse(at)) / 1000}`;
  return `${row.state}${when}, ${row.message ?? 'no words'} (${row.attempt}; ${seconds} s)`;
}

describe('How far a gate is', () => {
  const cases: [string, Partial<GateObservation>, string][] = [
    ['is Pending from when it is reached', {}, 'Pending at 0, 0 of 1 approvals. (1; 60 s)'],
    ['is not begun once a stop is written', { stop: STOP }, 'NotStarted, no words (1; 60 s)'],
    [
      'is skipped with nothing behind it',
      { holds: false },
      'Skipped at 0, Nothing is left to update behind it. (1; 60 s)',
    ],
    [
      'is skipped after nothing was updated',
      { holds: false, timing: 'After' },
      'Skipped at 0, No member was updated. (1; 60 s)',
    ],
    [
      'is skipped while Pending when what is behind it goes',
      { row: pending, holds: false },
      'Skipped at 0, Nothing is left to update behind it. (1; 60 s)',
    ],
    [
      'is skipped by request, with the reason',
      { row: pending, skip },
      'Skipped at 4, Skipped by ben: Ann is away. (1; 60 s)',
    ],
    [
      'is skipped by request before it is reached',
      { skip },
      'Skipped at 4, Skipped by ben: Ann is away. (1; 60 s)',
    ],
    [
      'stays Completed',
      { row: aRow('Completed'), decisions: [no('ann', 10)] },
      'Completed, no words (1; 60 s)',
    ],
    ['stays Failed', { row: aRow('Failed'), decisions: [yes('ann', 10)] }, 'Failed, no words (1; 60 s)'],
    ['stays Skipped', { row: aRow('Skipped') }, 'Skipped, no words (1; 60 s)'],

    [
      'stays Completed through attempts',
      { attempt: 2, row: aRow('Completed') },
      'Completed, no words (1; 60 s)',
    ],
    [
      'is afresh after a failure',
      { attempt: 2, row: aRow('Failed') },
      'Pending at 0, 0 of 1 approvals. (2; 60 s)',
    ],
    [
      'is afresh after an interruption',
      { attempt: 2, row: pending },
      'Pending at 0, 0 of 1 approvals. (2; 60 s)',
    ],
    [
      'is decided afresh when it was Skipped',
      { attempt: 2, row: aRow('Skipped') },
      'Pending at 0, 0 of 1 approvals. (2; 60 s)',
    ],
    [
      'is afresh after a stage of which this attempt updated a member',
      { attempt: 2, timing: 'After', row: aRow('Completed', { timing: 'After' }), updates: true },
      'Pending at 0, 0 of 1 approvals. (2; 60 s)',
    ],
    [
      'stays Completed before a stage of which this attempt updated a member',
      { attempt: 2, row: aRow('Completed'), updates: true },
      'Completed, no words (1; 60 s)',
    ],

    [
      'counts an approval',
      { row: pending, decisions: [yes('ann', 10)] },
      'Completed at 10, Approved by ann. (1; 60 s)',
    ],
    [
      'waits until a decision has settled',
      { row: pending, decisions: [yes('ann', 1)] },
      'Pending at 500, 0 of 1 approvals. (1; 3 s)',
    ],
    [
      'waits for the second of two',
      { row: pending, gate: two, decisions: [yes('ann', 10)] },
      'Pending at 500, 1 of 2 approvals. (1; 60 s)',
    ],
    [
      'completes with the second',
      { row: pending, gate: two, decisions: [yes('ben', 10), yes('ann', 20)] },
      'Completed at 10, Approved by ann, ben. (1; 60 s)',
    ],
    [
      'fails by a reject',
      { row: pending, decisions: [no('ann', 10, 'Too soon.')] },
      'Failed at 10, Rejected by ann: Too soon. (1; 60 s)',
    ],
    [
      'fails by a reject after the first of two',
      { row: pending, gate: two, decisions: [yes('ann', 10), no('ben', 9)] },
      'Failed at 9, Rejected by ben. (1; 60 s)',
    ],
    [
      'takes no reject after its last approval',
      { row: pending, decisions: [no('ben', 9), yes('ann', 10)] },
      'Completed at 10, Approved by ann. (1; 60 s)',
    ],
    [
      'fails by the reject of two at the same moment',
      { row: pending, decisions: [yes('ann', 10), no('ben', 10)] },
      'Failed at 10, Rejected by ben. (1; 60 s)',
    ],
    [
      'takes nothing that was said in advance',
      { row: pending, decisions: [yes('ann', 501)] },
      'Pending at 500, 0 of 1 approvals. (1; 60 s)',
    ],

    [
      'says when it expires',
      { row: aRow('Pending', { startTime: ago(50) }), gate: expiring },
      `Pending at 50, 0 of 1 approvals. It expires at ${ago(-50)}. (1; 60 s)`,
    ],
    [
      'fails when it expires, from then on',
      { row: pending, gate: expiring },
      'Failed at 400, It has expired: 0 of 1 approvals were given within 100 s (expiresInSeconds). (1; 60 s)',
    ],
    [
      'takes an approval before it expired, found long after',
      { row: pending, gate: expiring, decisions: [yes('ann', 401)] },
      'Completed at 401, Approved by ann. (1; 60 s)',
    ],
    [
      'takes none at the moment at which it expires',
      { row: pending, gate: expiring, decisions: [yes('ann', 400)] },
      'Failed at 400, It has expired: 0 of 1 approvals were given within 100 s (expiresInSeconds). (1; 60 s)',
    ],
    [
      'does not expire before decisions have settled',
      { row: aRow('Pending', { startTime: ago(102) }), gate: expiring },
      `Pending at 102, 0 of 1 approvals. It expires at ${ago(2)}. (1; 60 s)`,
    ],

    [
      'is interrupted by a stop',
      { row: pending, stop: stopAt(10) },
      'NotStarted, A stop came before it was decided. (1; 60 s)',
    ],
    [
      'takes an approval before the stop',
      { row: pending, stop: stopAt(10), decisions: [yes('ann', 11)] },
      'Completed at 11, Approved by ann. (1; 60 s)',
    ],
    [
      'takes none after it',
      { row: pending, stop: stopAt(10), decisions: [yes('ann', 9)] },
      'NotStarted, A stop came before it was decided. (1; 60 s)',
    ],
    [
      'takes one that had no time to settle',
      { row: pending, stop: stopAt(1), decisions: [yes('ann', 2)] },
      'Completed at 2, Approved by ann. (1; 60 s)',
    ],

    ['opens at a time', { gate: later }, `Pending at 0, Opens at ${ago(-30)}. (1; 30 s)`],
    ['opens at once when that is over', { gate: earlier }, 'Completed at 0, Its time has come. (1; 60 s)'],
    [
      'opened while everything was down',
      { gate: earlier, row: pending },
      'Completed at 20, Its time has come. (1; 60 s)',
    ],
    [
      'does not open after a stop',
      { gate: earlier, row: pending, stop: stopAt(21) },
      'NotStarted, A stop came before it was decided. (1; 60 s)',
    ],
  ];

  it.each(cases)('%s', (_what, more, expected) => {
    expect(brief(decideGate(observe(more)))).toBe(expected);
  });

  it.each(cases)('is the same asked again: %s', (_what, more) => {
    const { row } = decideGate(observe(more));
    expect(decideGate(observe({ ...more, row })).row).toEqual(row);
  });
});
