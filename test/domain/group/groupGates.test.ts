import type { GateRow } from '../../../src/domain/gate/gateRow.ts';
import { decideGroup } from '../../../src/domain/group/decideGroup.ts';
import type { GroupObservation, GroupStep } from '../../../src/domain/group/observation.ts';
import { aGroup, ago, aMember, anObservation, STOP } from './builders.ts';

const go = { type: 'Approval', name: 'go' } as const;
const aRow = (timing: GateRow['timing'], state: GateRow['state'], more: Partial<GateRow> = {}): GateRow => ({
  timing,
  name: 'go',
  attempt: 1,
  state,
  ...more,
});
const waits = { startTime: ago(50), message: '0 of 1 approvals.' };
const done = [aMember('a', 'Completed'), aMember('b', 'Completed')];

function brief(step: GroupStep): string {
  if (step.kind === 'look') return `look at ${step.look.what}`;
  const { change, act, next } = step;
  const gates = change?.group.gates?.map(({ state }) => state).join() ?? '';
  const waiting = change?.group.waiting ? ` waits for ${change.group.waiting.reason}` : '';
  const error = change?.group.error ? ` ${change.group.error.code}` : '';
  const saved = change ? `save ${change.group.state} ${gates}${error}${waiting}; ` : '';
  const acted = act ? `${act.do}; ` : '';
  return `${saved}${acted}${typeof next === 'string' ? next : 'wait'}`;
}

describe('A group with gates', () => {
  const held = { group: aGroup({ gates: [aRow('Before', 'Pending', waits)] }) };
  it.each<[string, Partial<GroupObservation>, string]>([
    ['reaches those before it first', {}, 'save Running Pending; again'],
    ['starts nothing before they are through', held, 'save Pending Pending waits for Gate; wait'],
    [
      'starts nothing before those of its stage are through',
      {
        gates: {},
        stageHeld: { reason: 'Gate', message: 'Waits for gate go before stage first.' },
      },
      'save Pending  waits for Gate; wait',
    ],
    [
      'goes on when they are through',
      { group: aGroup({ gates: [aRow('Before', 'Completed')] }) },
      'look at locks',
    ],
    ['passes them with nothing to update', { members: done }, 'save Running Skipped; again'],
    [
      'has the attempt stopped when one has failed',
      {
        group: aGroup({
          gates: [aRow('Before', 'Failed')],
          error: { code: 'GateFailed', message: 'Gate go: no.' },
        }),
      },
      'writeStop; again',
    ],
    [
      'is interrupted by a stop',
      { ...held, commands: { stop: STOP, skips: [] } },
      'save Running NotStarted; again',
    ],
    [
      'reaches those after it when its members are done',
      { gates: { afterGates: [go] }, members: done },
      'save Running Pending; again',
    ],
    [
      'does not end before they are through',
      {
        gates: { afterGates: [go] },
        members: done,
        group: aGroup({ gates: [aRow('After', 'Pending', waits)] }),
      },
      'save Pending Pending waits for Gate; wait',
    ],
    [
      'ends when they are',
      { gates: { afterGates: [go] }, members: done, group: aGroup({ gates: [aRow('After', 'Completed')] }) },
      'save Completed Completed; ended',
    ],
    [
      'is Stopped when a stop comes before they are',
      {
        gates: { afterGates: [go] },
        members: done,
        group: aGroup({ gates: [aRow('After', 'NotStarted')] }),
        commands: { stop: STOP, skips: [] },
      },
      'save Stopped NotStarted; ended',
    ],
    [
      'is Failed by one of those',
      {
        gates: { afterGates: [go] },
        members: done,
        group: aGroup({
          gates: [aRow('After', 'Failed')],
          error: { code: 'GateFailed', message: 'Gate go: no.' },
        }),
        commands: { stop: STOP, skips: [] },
      },
      'save Failed Failed GateFailed; ended',
    ],
  ])('%s', (_what, more, expected) => {
    expect(brief(decideGroup(anObservation({ gates: { beforeGates: [go] }, ...more })))).toBe(expected);
  });
});
