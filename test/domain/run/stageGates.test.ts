import type { Gate } from '../../../src/domain/gate/gate.ts';
import type { GateRow } from '../../../src/domain/gate/gateRow.ts';
import { decideStage } from '../../../src/domain/run/decideStage.ts';
import type { StageObservation, StageStep } from '../../../src/domain/run/stageSteps.ts';
import { aGroup, ago, NOW, STOP } from '../group/builders.ts';
import { anEndedGroup, aStage } from './runBuilders.ts';

const go: Gate = { type: 'Approval', name: 'go' };
const before = { beforeGates: [go] };
const after = { afterGates: [go] };
const aRow = (timing: GateRow['timing'], state: GateRow['state'], more: Partial<GateRow> = {}): GateRow => ({
  timing,
  name: 'go',
  attempt: 1,
  state,
  ...more,
});
const pendingBefore = aRow('Before', 'Pending', { startTime: ago(50), message: '0 of 1 approvals.' });
const pendingAfter = { ...pendingBefore, timing: 'After' } as const;
const failed = { message: 'Rejected by ann.', completedTime: ago(5) };
const updated = anEndedGroup('Completed', { Completed: 2 });
const skipped = anEndedGroup('Skipped', { Skipped: 2 });
const served = { durationInSeconds: 100, state: 'Completed', startTime: ago(200), attempt: 1 } as const;
const waiting = { durationInSeconds: 100, state: 'Running', startTime: ago(40), attempt: 1 } as const;
const stop = { stop: STOP, skips: [] };

function observe(more: Partial<StageObservation>): StageObservation {
  return {
    now: NOW,
    attempt: 1,
    stage: aStage(),
    groups: [aGroup({ attempt: 0, state: 'NotStarted' })],
    commands: { skips: [] },
    budgets: [],
    gates: before,
    fannedOut: false,
    ...more,
  };
}

function brief({ change, stop: written, next }: StageStep): string {
  const gates = change?.stage.gates?.map(({ state }) => state).join() ?? '';
  const wait = change?.stage.wait ? `, wait ${change.stage.wait.state}` : '';
  const saved = change ? `save ${change.stage.state} ${gates}${wait}; ` : '';
  const stopped = written ? `stop for ${written.error?.code ?? ''}; ` : '';
  const how = {
    again: 'again',
    fanOut: 'drive',
    wait: next.kind === 'wait' ? `wait ${next.seconds}` : '',
    ended: next.kind === 'ended' && next.goesOn ? 'goes on' : 'ends the run',
  }[next.kind];
  return `${saved}${stopped}${how}`;
}

describe('A stage with gates', () => {
  it.each<[string, Partial<StageObservation>, string]>([
    ['reaches those before it first', {}, 'save Running Pending; again'],
    ['waits for them', { stage: aStage({ gates: [pendingBefore] }) }, 'wait 60'],
    [
      'goes to its groups when they are through',
      { stage: aStage({ gates: [aRow('Before', 'Completed')] }) },
      'drive',
    ],
    [
      'takes one that an earlier attempt let through',
      { attempt: 2, stage: aStage({ attempt: 2, gates: [aRow('Before', 'Completed')] }) },
      'drive',
    ],
    ['passes them with nothing left behind them', { hasWork: false }, 'save Running Skipped; again'],
    ['passes them when all groups are done already', { groups: [updated] }, 'save Running Skipped; again'],
    [
      'has the attempt stopped when one has failed',
      { stage: aStage({ gates: [aRow('Before', 'Failed', failed)] }) },
      'stop for GateFailed; again',
    ],
    [
      'is Failed then, whatever failures are tolerated',
      { stage: aStage({ gates: [aRow('Before', 'Failed', failed)] }), commands: stop },
      'save Failed Failed; ends the run',
    ],
    [
      'is interrupted by a stop',
      { stage: aStage({ gates: [pendingBefore] }), commands: stop },
      'save Running NotStarted; again',
    ],
    [
      'has not begun when it is stopped there',
      { stage: aStage({ gates: [aRow('Before', 'NotStarted')] }), commands: stop },
      'save NotStarted NotStarted; ends the run',
    ],
    [
      'reaches those after it with its groups',
      { gates: after, groups: [updated] },
      'save Running Pending; again',
    ],
    [
      'waits for those',
      { gates: after, groups: [updated], stage: aStage({ gates: [pendingAfter] }) },
      'wait 60',
    ],
    [
      'ends when those are through',
      { gates: after, groups: [updated], stage: aStage({ gates: [aRow('After', 'Completed')] }) },
      'save Completed Completed; goes on',
    ],
    [
      'passes those when nothing was updated',
      { gates: after, groups: [skipped] },
      'save Skipped Skipped; goes on',
    ],
    [
      'starts its wait and reaches them at once',
      {
        gates: after,
        groups: [updated],
        stage: aStage({ wait: { durationInSeconds: 100, state: 'NotStarted' } }),
      },
      'save Running Pending, wait Running; again',
    ],
    [
      'serves its wait when they are through',
      {
        gates: after,
        groups: [updated],
        stage: aStage({ wait: waiting, gates: [aRow('After', 'Completed')] }),
      },
      'wait 60',
    ],
    [
      'waits for them when its wait is served',
      { gates: after, groups: [updated], stage: aStage({ wait: served, gates: [pendingAfter] }) },
      'wait 60',
    ],
    [
      'ends when both are through',
      { gates: after, groups: [updated], stage: aStage({ wait: served, gates: [aRow('After', 'Skipped')] }) },
      'save Completed Skipped, wait Completed; goes on',
    ],
    [
      'interrupts both on a stop',
      {
        gates: after,
        groups: [updated],
        stage: aStage({ wait: waiting, gates: [pendingAfter] }),
        commands: stop,
      },
      'save Stopped NotStarted, wait Stopped; ends the run',
    ],
    [
      'is Stopped before those are through though all its groups are done',
      { gates: after, groups: [updated], commands: stop },
      'save Stopped NotStarted; ends the run',
    ],
    [
      'interrupts its wait when one has failed',
      {
        gates: after,
        groups: [updated],
        stage: aStage({ wait: waiting, gates: [aRow('After', 'Failed', failed)] }),
        commands: stop,
      },
      'save Failed Failed, wait Stopped; ends the run',
    ],
    [
      'asks those afresh of which this attempt updated a member',
      {
        attempt: 2,
        gates: after,
        groups: [{ ...updated, attempt: 2, completedBefore: 1 }],
        stage: aStage({ attempt: 2, gates: [aRow('After', 'Completed')] }),
      },
      'save Running Pending; again',
    ],
    [
      'asks those afresh that failed, with no member left',
      {
        attempt: 2,
        gates: after,
        groups: [updated],
        stage: aStage({ attempt: 2, gates: [aRow('After', 'Failed')] }),
      },
      'save Running Pending; again',
    ],
  ])('%s', (_what, more, expected) => {
    expect(brief(decideStage(observe(more)))).toBe(expected);
  });
});
