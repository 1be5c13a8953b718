import type { Gate, PendingGate, RunGate, RunStage } from '../../src/web/api/types.ts';
import { comesNext, followsText } from '../../src/web/approvals/comesNext.ts';
import { askedText, forViewer, inOrder } from '../../src/web/approvals/pendingGates.ts';
import { standingOf } from '../../src/web/approvals/standing.ts';

const GO: PendingGate = {
  run: 'september',
  id: 'go',
  name: 'go',
  type: 'Approval',
  timing: 'Before',
  stage: 'prod',
  state: 'Pending',
  startTime: '2026-03-02T08:00:00.000Z',
  decisions: [],
  allowed: { allowed: true },
};
const pending = (more: Partial<PendingGate>): PendingGate => ({ ...GO, ...more });
const NOT_MINE = { allowed: false, because: 'Role', message: 'Yours is the run.' } as const;
const DECIDED = { allowed: false, because: 'State', message: 'Gate go is decided already.' } as const;

const inbox = (...gates: PendingGate[]) => inOrder(gates).map(({ id }) => id);

describe('The inbox', () => {
  it('begins with what the viewer may decide on, then what expires first, then what has waited longest', () => {
    const late = pending({ id: 'late', startTime: '2026-03-02T09:00:00.000Z' });
    const soon = pending({
      id: 'soon',
      startTime: late.startTime ?? '',
      expiresAt: '2026-03-03T08:00:00.000Z',
    });
    const theirs = pending({ id: 'theirs', allowed: NOT_MINE, expiresAt: '2026-03-02T08:30:00.000Z' });
    expect(inbox(theirs, late, GO, soon)).toEqual(['soon', 'go', 'late', 'theirs']);
    expect(forViewer([theirs, late]).map(({ id }) => id)).toEqual(['late']);
  });

  it.each<[string, Partial<PendingGate>, string]>([
    ['to decide', {}, 'You may decide'],
    ['why that is not theirs', { allowed: NOT_MINE }, 'Yours is the run.'],
    [
      'nothing of what opens by itself, but how far it is',
      { type: 'Health', message: 'Healthy for 5 min.', allowed: DECIDED },
      'Healthy for 5 min.',
    ],
    [
      'of health that is held, what of an approval',
      { type: 'Health', heldAt: '2026-03-02T09:00:00.000Z', message: 'Failed twice.', allowed: NOT_MINE },
      'Yours is the run.',
    ],
  ])('asks its viewer %s', (_what, more, text) => {
    expect(askedText(pending(more))).toBe(text);
  });
});

const gate = (more: Partial<RunGate>): RunGate => ({
  ...GO,
  requesters: [],
  readiness: { findings: [], freezes: [], asOf: {} },
  ...more,
});

const inRun = ({ name, timing, state }: Pick<Gate, 'name' | 'timing' | 'state'>): Gate => {
  const { run: _run, allowed: _allowed, ...shown } = GO;
  return { ...shown, id: name, name, timing, state };
};
const stage = (name: string, more: Partial<RunStage> = {}): RunStage => ({
  name,
  state: 'NotStarted',
  groups: ['eu', 'us'].map((each) => ({ name: `${name}-${each}`, state: 'NotStarted', members: [] })),
  ...more,
});
const RUN = {
  stages: [
    stage('canary'),
    stage('prod', {
      beforeGates: [
        inRun({ name: 'go', timing: 'Before', state: 'Pending' }),
        inRun({ name: 'monday', timing: 'Before', state: 'Pending' }),
        inRun({ name: 'board', timing: 'Before', state: 'Completed' }),
      ],
    }),
    stage('rest'),
  ],
};
const names = ({ stage: next, later, beside }: ReturnType<typeof comesNext>) => ({
  groups: next?.groups.map(({ name }) => name),
  later,
  beside,
});

describe('What comes next', () => {
  it.each<[string, Partial<RunGate>, ReturnType<typeof names>]>([
    [
      'is its stage, of a gate before one',
      {},
      { groups: ['prod-eu', 'prod-us'], later: ['rest'], beside: ['monday'] },
    ],
    [
      'is its group, of a gate before one',
      { group: 'prod-us' },
      { groups: ['prod-us'], later: ['rest'], beside: [] },
    ],
    [
      'is the stage that follows, of a gate after one',
      { timing: 'After' },
      { groups: ['rest-eu', 'rest-us'], later: [], beside: [] },
    ],
    [
      'is nothing after the last stage',
      { timing: 'After', stage: 'rest' },
      { groups: undefined, later: [], beside: [] },
    ],
    ['is not known of a stage that is gone', { stage: 'gone' }, { groups: undefined, later: [], beside: [] }],
  ])('%s', (_what, more, expected) => {
    expect(names(comesNext(RUN, gate(more)))).toEqual(expected);
  });

  it.each<[Partial<RunGate>, string]>([
    [{ state: 'Completed' }, 'It still waits for monday.'],
    [{ state: 'Completed', group: 'prod-us' }, 'Group prod-us goes on.'],
    [{ state: 'Completed', stage: 'canary' }, 'Stage canary goes on.'],
    [{ state: 'Completed', timing: 'After' }, 'Stage rest comes next.'],
    [{ state: 'Completed', timing: 'After', group: 'prod-us' }, 'Group prod-us ends.'],
    [{ state: 'Skipped', timing: 'After', stage: 'rest' }, 'No stage comes after it.'],
    [{ state: 'Failed' }, 'Stage prod has failed, and the run with it: a start of the run decides afresh.'],
  ])('is told once it is decided (%j)', (more, text) => {
    expect(followsText(RUN, gate(more))).toBe(text);
  });
});

describe('A viewer of a gate is told', () => {
  const mine = { by: 'ann', at: '2026-03-02T08:05:00.000Z', decision: 'Approved' } as const;
  it.each<[string, Partial<RunGate>, object]>([
    ['that one approval opens it', {}, { kind: 'asks', text: 'One approval opens it.' }],
    [
      'how many it needs',
      { minimumApprovals: 3, decisions: [{ ...mine, by: 'ben' }] },
      { kind: 'asks', text: 'It needs 2 more approvals.' },
    ],
    [
      'that theirs is the last',
      { minimumApprovals: 2, decisions: [{ ...mine, by: 'ben' }] },
      { kind: 'asks', text: 'Your approval is the last that it needs.' },
    ],
    [
      'that theirs counts soon',
      { decisions: [mine], allowed: DECIDED },
      { kind: 'given', title: 'You have approved', text: 'It takes effect within a minute.' },
    ],
    [
      'that theirs alone is not enough',
      { minimumApprovals: 2, decisions: [mine], allowed: DECIDED },
      { kind: 'given', text: 'It needs 1 more approval.' },
    ],
    [
      'that they have rejected it',
      { minimumApprovals: 2, decisions: [{ ...mine, decision: 'Rejected' }], allowed: DECIDED },
      { kind: 'given', title: 'You have rejected it', text: 'It takes effect within a minute.' },
    ],
    [
      'that others have decided',
      { decisions: [{ ...mine, by: 'ben' }], allowed: DECIDED },
      { kind: 'given', title: 'Nothing is left to decide', text: DECIDED.message },
    ],
    ['why they may not', { allowed: NOT_MINE }, { kind: 'refused', text: NOT_MINE.message }],
    [
      'that nobody decides on health that goes on',
      { type: 'Health', message: 'Healthy for 5 min.', allowed: DECIDED },
      { kind: 'waits', title: 'Nobody decides on it', text: 'Healthy for 5 min.' },
    ],
    [
      'that it is not reached',
      { state: 'NotStarted', allowed: DECIDED },
      { kind: 'waits', title: 'It is not reached yet', text: '' },
    ],
    [
      'that it is open and what goes on',
      { state: 'Completed', message: 'Approved by ben.', stage: 'canary', allowed: DECIDED },
      { kind: 'went', title: 'It is open', text: 'Approved by ben. Stage canary goes on.' },
    ],
    [
      'that it was skipped',
      { state: 'Skipped', allowed: DECIDED },
      { kind: 'went', title: 'It was skipped' },
    ],
    [
      'that it does not open',
      { state: 'Failed', allowed: DECIDED },
      { kind: 'failed', title: 'It does not open' },
    ],
  ])('%s', (_what, more, standing) => {
    expect(standingOf(gate(more), 'ann', RUN)).toMatchObject(standing);
  });
});
