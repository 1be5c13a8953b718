import { gateId, type GateRow } from '../../../src/domain/gate/gateRow.ts';
import { pendingGates, repairOfIndex, without } from '../../../src/domain/gate/pendingGate.ts';

const EARLY = '2026-03-02T08:00:00.000Z';
const LATE = '2026-03-02T09:00:00.000Z';
const row = (name: string, state: GateRow['state'], startTime?: string): GateRow => ({
  timing: 'Before',
  name,
  attempt: 1,
  state,
  ...(startTime !== undefined && { startTime }),
});
const entry = (gate: string, startTime = EARLY) => ({ runId: 'run', startTime, gate });

it('Only gates that are Pending are entered, each with its id and its time', () => {
  const rows = [row('one', 'Pending', EARLY), row('two', 'NotStarted'), row('three', 'Completed', EARLY)];
  const gate = gateId({ stage: 'prod' }, 'Before', 'one');
  expect(pendingGates('run', { stage: 'prod' }, rows)).toEqual([{ runId: 'run', startTime: EARLY, gate }]);
  expect(pendingGates('run', { stage: 'prod' })).toEqual([]);
});

it('A gate that is Pending again, in another attempt, is another entry', () => {
  const [were, are] = [[entry('a')], [entry('a', LATE)]];
  expect([without(are, were), without(were, are)]).toEqual([are, were]);
});

describe('The index', () => {
  it.each([
    ['stays as it is when it is right', [entry('a')], [entry('a')], { enter: [], leave: [] }],
    ['gains what is missing', [], [entry('a')], { enter: [entry('a')], leave: [] }],
    ['loses what is not Pending', [entry('a')], [], { enter: [], leave: [entry('a')] }],
    ['keeps what may be written right now', [entry('a', LATE)], [], { enter: [], leave: [] }],
  ])('%s', (_what, index, rows, repair) => {
    expect(repairOfIndex(index, rows, '2026-03-02T09:05:00.000Z')).toEqual(repair);
  });
});
