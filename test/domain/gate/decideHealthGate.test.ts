import { decideGate, type GateObservation } from '../../../src/domain/gate/decideGate.ts';
import { dueEvaluations, type HealthGate } from '../../../src/domain/gate/decideHealthGate.ts';
import type { GateRow } from '../../../src/domain/gate/gateRow.ts';
import type { CheckResult, HealthOutcome } from '../../../src/domain/health/evaluation.ts';

const gate: HealthGate = {
  type: 'Health',
  name: 'healthy',
  checks: [{ type: 'Clusters' }],
  soakInSeconds: 120,
  timeoutInSeconds: 3_600,
};
const at = (minutes: number) =>
  new Date(Date.parse('2026-03-02T08:00:00.000Z') + minutes * 60_000).toISOString();
const pending: GateRow = { timing: 'After', name: 'healthy', attempt: 1, state: 'Pending', startTime: at(0) };

const found = (outcome: HealthOutcome): CheckResult => ({ type: 'Clusters', outcome, message: 'found' });
const fresh = (minute: number, outcome: HealthOutcome) =>
  ({ timing: 'After', name: 'healthy', at: at(minute), checks: [found(outcome)] }) as const;

const decide = (row: GateRow | undefined, minute: number, more: Partial<GateObservation> = {}) =>
  decideGate({
    now: at(minute),
    attempt: 1,
    timing: 'After',
    gate,
    row,
    holds: true,
    updates: true,
    decisions: [],
    skip: undefined,
    stop: undefined,
    ...more,
  });

/** The row after an evaluation a minute. */
const after = (...outcomes: HealthOutcome[]): GateRow =>
  outcomes.reduce(
    (row, outcome, minute) => decide(row, minute, { fresh: fresh(minute, outcome) }).row,
    pending,
  );

const held = (onFailure: 'Fail' | 'Hold', outcome: HealthOutcome) =>
  decide(pending, 0, { gate: { ...gate, onFailure }, fresh: fresh(0, outcome) }).row;
const decision = (minute: number, what: 'Approved' | 'Rejected') =>
  ({ gate: 'id', attempt: 1, by: 'ada', at: at(minute), decision: what }) as const;

describe('A health gate', () => {
  it('is Pending when it is reached, and evaluated in the round after', () => {
    const { row } = decide(undefined, 0);
    expect(row).toMatchObject({ state: 'Pending', startTime: at(0) });
    expect(dueEvaluations([gate], [row], 1, at(0))).toEqual([gate]);
  });

  it.each<[string, GateRow, boolean]>([
    ['not evaluated yet', pending, true],
    ['evaluated a moment ago', after('Successful'), false],
    ['of an attempt before', { ...pending, attempt: 0 }, false],
    ['that is Completed', { ...pending, state: 'Completed' }, false],
    ['that an Approver decides on', held('Hold', 'Failed'), false],
  ])('%s', (_, row, isDue) => {
    expect(dueEvaluations([gate], [row], 1, at(0.5)).length > 0).toBe(isDue);
  });

  it('is Completed when it was healthy for the soak, at the evaluation that said so', () => {
    expect(after('Successful', 'Successful')).toMatchObject({
      state: 'Pending',
      message: 'Healthy for 60 of 120 s',
    });
    expect(after('Successful', 'Successful', 'Successful')).toMatchObject({
      state: 'Completed',
      completedTime: at(2),
      health: { evaluations: 3 },
    });
  });

  it('counts an evaluation once, however often it is decided on', () => {
    const once = decide(pending, 0, { fresh: fresh(0, 'Successful') }).row;
    expect(decide(pending, 0, { fresh: fresh(0, 'Successful') }).row).toEqual(once);
    expect(decide(once, 0.5).row).toEqual(once);
    expect(decide(once, 0.5).seconds).toBe(30);
  });

  it('has Failed at a Failed, with its evidence', () => {
    expect(after('Failed')).toMatchObject({
      state: 'Failed',
      message: '1 evaluation failed, failureLimit is 0: Clusters: found',
      health: { unhealthy: [{ number: 1, outcome: 'Failed' }] },
    });
  });

  it.each<[string, GateRow]>([
    ['Failed, where it is to hold', held('Hold', 'Failed')],
    ['nothing can be told', held('Fail', 'Inconclusive')],
  ])('%s: an Approver decides', (_, row) => {
    expect(row).toMatchObject({ state: 'Pending', heldAt: at(0) });
    expect(row.message).toMatch(/^An Approver decides: /);
    expect(decide(row, 30).row).toEqual(row);
    const approved = decide(row, 30, { decisions: [decision(20, 'Approved')] }).row;
    expect(approved).toMatchObject({
      state: 'Completed',
      completedTime: at(20),
      message: 'Approved by ada.',
    });
    expect(decide(row, 30, { decisions: [decision(20, 'Rejected')] }).row.state).toBe('Failed');
  });

  it('takes no decision from before it held', () => {
    const row = decide(after('Successful'), 1, {
      gate: { ...gate, onFailure: 'Hold' },
      fresh: fresh(1, 'Failed'),
    }).row;
    expect(decide(row, 30, { decisions: [decision(0, 'Approved')] }).row.state).toBe('Pending');
  });

  it('begins afresh in the next attempt', () => {
    const { row } = decide(after('Failed'), 60, { attempt: 2 });
    expect(row).toMatchObject({ state: 'Pending', attempt: 2, startTime: at(60) });
    expect(row).not.toHaveProperty('health');
  });

  it('is interrupted by a stop', () => {
    const { row } = decide(after('Successful'), 1, { stop: { at: at(0.5) } });
    expect(row).toMatchObject({ state: 'NotStarted' });
  });
});
