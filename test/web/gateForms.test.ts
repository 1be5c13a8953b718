import fc from 'fast-check';
import { z } from 'zod';
import { gatesBody } from '../../src/domain/gate/gate.ts';
import { gateViews } from '../../src/domain/gate/gateView.ts';
import type { Gate, GateDefinition, StageDefinition } from '../../src/web/api/types.ts';
import { stageDraft, stageOf, wrongGate } from '../../src/web/create/stageDraft.ts';
import { durationOf, secondsOf } from '../../src/web/forms/duration.ts';
import { gatesDraft, NO_GATES, withGates, withNewGate } from '../../src/web/gateForms/gateDraft.ts';
import { problemsOfGates } from '../../src/web/gateForms/gateProblems.ts';
import { gatesAgain } from '../../src/web/gateForms/gatesAgain.ts';
import { gatesLines, gateText } from '../../src/web/gates/gateText.ts';
import { momentOf, momentText } from '../../src/web/gateForms/moment.ts';
import { stagesText } from '../../src/web/strategies/stagesText.ts';

// What people may type: right, at the edge, and wrong.
const NAMES = ['go', 'soak', 'a'.repeat(50), '', 'Go', 'go/no', '-go', 'a'.repeat(51)];
const COUNTS = [0, 1, 2, 50, 51, 1_000, 1_001, -1, 1.5, Number.NaN];
const SECONDS = [
  0,
  59,
  60,
  61,
  90,
  3_600,
  7_200,
  86_400,
  86_401,
  31 * 86_400,
  366 * 86_400,
  1e9,
  -60,
  0.5,
  Number.NaN,
];
const TEXTS = ['', ' ', 'Look at the board', 'x'.repeat(2_001), 'x'.repeat(4_001)];
const PEOPLE = ['11111111-aaaa-4111-8111-111111111111', 'ann', 'bob', 'ann@example.com', ''];
const CONDITIONS = ['< 0.01', '>=1e-3', '== 0', 'below 1', '<', ''];
const URLS = [
  'https://status.example.com/ready',
  'http://status.example.com/',
  'https://me:secret@status.example.com/',
  'https:/status.example.com',
  'https://',
  'ftp://x',
  'status.example.com',
  '',
  `https://status.example.com/${'x'.repeat(2_000)}`,
];
const ENDPOINTS = [
  'https://w-abcd.westeurope.prometheus.monitor.azure.com',
  'http://w.prometheus.monitor.azure.com',
  'https://prometheus.example.com',
  '',
];
const MOMENTS = [
  '2026-12-01T06:00:00Z',
  '2026-12-01T07:00:30+01:00',
  '2026-02-30T06:00:00Z',
  '2026-12-01T06:00:00',
  '2026-12-01TZ',
  'T06:00:00Z',
];

const of = <T>(values: readonly T[]) => fc.constantFrom(...values);
const optional = { noNullPrototype: true };
const RULES = ['NodesReady', 'PodsReady', 'ApiServerLoad', 'EtcdSize', 'PodsScheduled'] as const;

const name = of(['disk', ...TEXTS]);
const check = fc.oneof(
  fc.record(
    { type: fc.constantFrom('Clusters' as const, 'ResourceHealth' as const), name },
    { requiredKeys: ['type'], ...optional },
  ),
  fc.record(
    { type: fc.constant('Metrics' as const), name, rules: fc.array(of(RULES), { maxLength: 3 }) },
    { requiredKeys: ['type'], ...optional },
  ),
  fc.record(
    {
      type: fc.constant('Alerts' as const),
      name,
      maximumSeverity: fc.constantFrom('Sev0' as const, 'Sev4' as const),
    },
    { requiredKeys: ['type'], ...optional },
  ),
  fc.record(
    {
      type: fc.constant('Prometheus' as const),
      name,
      endpoint: of(ENDPOINTS),
      query: of(['up', ...TEXTS]),
      successCondition: of(CONDITIONS),
      failureCondition: of(CONDITIONS),
    },
    { requiredKeys: ['type', 'endpoint', 'query'], ...optional },
  ),
  fc.record(
    {
      type: fc.constant('Http' as const),
      name,
      url: of(URLS),
      expectedStatus: of([200, 404, 599, 600, 199, Number.NaN]),
    },
    { requiredKeys: ['type', 'url'], ...optional },
  ),
);

const approval = fc.record(
  {
    type: fc.constant('Approval' as const),
    name: of(NAMES),
    instructions: of(TEXTS),
    minimumApprovals: of(COUNTS),
    approvers: fc.uniqueArray(of(PEOPLE), { maxLength: 3 }),
    requesterMayApprove: fc.boolean(),
    expiresInSeconds: of(SECONDS),
  },
  { requiredKeys: ['type', 'name'], ...optional },
);
const health = fc.record(
  {
    type: fc.constant('Health' as const),
    name: of(NAMES),
    checks: fc.oneof(fc.array(check, { maxLength: 3 }), fc.array(check, { minLength: 11, maxLength: 11 })),
    initialDelayInSeconds: of(SECONDS),
    intervalInSeconds: of(SECONDS),
    soakInSeconds: of(SECONDS),
    failureLimit: of(COUNTS),
    inconclusiveLimit: of(COUNTS),
    consecutiveErrorLimit: of(COUNTS),
    timeoutInSeconds: of(SECONDS),
    onFailure: fc.constantFrom('Fail' as const, 'Hold' as const),
  },
  { requiredKeys: ['type', 'name', 'checks', 'timeoutInSeconds'], ...optional },
);
const scheduledStart = fc.record(
  {
    type: fc.constant('ScheduledStart' as const),
    name: of(NAMES),
    notBefore: fc.oneof(
      of(MOMENTS),
      fc.record({
        day: fc.constantFrom('Mon' as const, 'Sun' as const),
        time: of(['06:00', '24:00', '6:00', '']),
        timeZone: of(['Europe/Berlin', 'UTC', 'Berlin', '']),
      }),
    ),
  },
  optional,
);
const beforeGates = fc.array(fc.oneof(approval, health, scheduledStart), { maxLength: 3 });
const afterGates = fc.array(fc.oneof(approval, health), { maxLength: 3 });
const gates = fc.record({ beforeGates, afterGates }, { requiredKeys: [], ...optional });

const group = fc.tuple(of(['weu', 'eus']), gates).map(([each, own]) => ({ name: each, ...own }));
const stage: fc.Arbitrary<StageDefinition> = fc
  .tuple(
    gates,
    fc.uniqueArray(group, { minLength: 1, maxLength: 2, selector: (each) => each.name }),
    of([undefined, 1, 90, 600]),
  )
  .map(([own, groups, wait]) => ({
    name: 'prod',
    groups,
    ...own,
    ...(wait !== undefined && { afterStageWaitInSeconds: wait }),
  }));

/** Parsed as the dashboard's own type. */
const viewsSchema = z.object({
  beforeGates: z.array(z.custom<Gate>()).exactOptional(),
  afterGates: z.array(z.custom<Gate>()).exactOptional(),
});
const draftsOf = (all: readonly GateDefinition[]) => gatesDraft({ beforeGates: [...all] }).before;

describe('Gates in the dialog of a stage', () => {
  it('stay as they are when nothing of them is edited, as does the rest of the stage', () => {
    fc.assert(
      fc.property(stage, (given) => {
        expect(stageOf(stageDraft(given), given)).toEqual(given);
      }),
    );
  });

  it('of a run are asked for again as they were given', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(approval, health, scheduledStart), { maxLength: 20 }), (all) => {
        // A run has none but such as the app takes.
        const before = all.filter((gate) => gatesBody.beforeGates.safeParse([gate]).success);
        const after = before.filter((gate) => gate.type !== 'ScheduledStart');
        const given = {
          ...(before.length > 0 && { beforeGates: before }),
          ...(after.length > 0 && { afterGates: after }),
        };
        const shown = gateViews({
          place: { stage: 'prod' },
          given,
          rows: undefined,
          attempt: 1,
          decisions: [],
        });
        expect(gatesAgain(viewsSchema.parse(shown))).toEqual(given);
      }),
    );
  });

  it('are said to be wrong, at their fields, exactly when the app refuses them', () => {
    const refused = { yes: 0, no: 0 };
    fc.assert(
      fc.property(beforeGates, (all) => {
        const { error } = gatesBody.beforeGates.safeParse(all);
        const said = problemsOfGates(draftsOf(all)).flatMap((problems, index) =>
          [...problems.keys()].map((pointer) => `/${index}${pointer}`),
        );
        const refusals = (error?.issues ?? []).map(({ path }) => `/${path.join('/')}`);
        refused[error ? 'yes' : 'no'] += 1;
        expect(said.length > 0).toBe(error !== undefined);
        // At the field itself, or at the list or choice that it is a part of.
        const atNoField = refusals.filter(
          (pointer) => !said.some((each) => each === pointer || pointer.startsWith(`${each}/`)),
        );
        expect(atNoField).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(refused.yes, refused.no)).toBeGreaterThan(50);
  });

  it('have names of their own: of two of a name the later is wrong', () => {
    const go: GateDefinition = { type: 'Approval', name: 'go' };
    const [first, second] = problemsOfGates(draftsOf([go, go]));
    expect([first?.size, second?.get('/name')]).toEqual([0, 'An earlier gate of the list has it']);
  });

  it('begin with what the app takes, under names that are free', () => {
    const all = (['Approval', 'Health', 'ScheduledStart', 'Approval', 'Approval'] as const).reduce(
      withNewGate,
      [],
    );
    expect(all.map(({ gate }) => gate.name)).toEqual(['go', 'soak', 'not-before', 'go-2', 'go-3']);
    expect(new Set(all.map(({ key }) => key)).size).toBe(5);
    expect(problemsOfGates(all).every((problems) => problems.size === 0)).toBe(true);
    const before = all.map(({ gate }) => gate);
    expect(gatesBody.beforeGates.parse(before)).toEqual(before);
  });

  it('that are all removed leave no list behind', () => {
    const given = { name: 'weu', beforeGates: [{ type: 'Approval' as const, name: 'go' }] };
    expect(withGates(given, NO_GATES)).toEqual({ name: 'weu' });
  });

  it('keep a stage from being saved while one of them is wrong, and say which', () => {
    const given: StageDefinition = {
      name: 'prod',
      groups: [
        { name: 'weu', afterGates: [{ type: 'Health', name: 'soak', checks: [], timeoutInSeconds: 60 }] },
      ],
    };
    expect(wrongGate(stageDraft(given))).toBe('Gate soak of group weu: Needs at least one check');
    expect(wrongGate(stageDraft({ ...given, groups: [{ name: 'weu' }] }))).toBeUndefined();
  });

  it('have no approver who is typed and was not added', () => {
    const [problems] = problemsOfGates([{ key: 0, gate: { type: 'Approval', name: 'go' }, typed: 'ann' }]);
    expect(problems?.get('/approvers')).toBe('Add who is typed here, or empty the field');
  });
});

describe('A gate in words', () => {
  const soak: GateDefinition = {
    type: 'Health',
    name: 'soak',
    checks: [{ type: 'Clusters' }, { type: 'Http', name: 'shop', url: 'https://shop.example.com/' }],
    soakInSeconds: 1_800,
    timeoutInSeconds: 7_200,
  };

  it.each<[string, GateDefinition]>([
    ['Approval go', { type: 'Approval', name: 'go' }],
    [
      'Approval go (2 approvals, 3 approvers named, within 3 d)',
      {
        type: 'Approval',
        name: 'go',
        minimumApprovals: 2,
        approvers: ['a', 'b', 'c'],
        expiresInSeconds: 259_200,
      },
    ],
    ['Health soak (Clusters, shop; healthy for 30 min within 2 h)', soak],
    ['Health soak (Clusters, shop; healthy once within 2 h)', { ...soak, soakInSeconds: 0 }],
    [
      'Scheduled start late (Mon 06:00 UTC)',
      { type: 'ScheduledStart', name: 'late', notBefore: { day: 'Mon', time: '06:00', timeZone: 'UTC' } },
    ],
  ])('is %s', (text, gate) => {
    expect(gateText(gate)).toBe(text);
  });

  it('stands where it holds something', () => {
    const go = { type: 'Approval' as const, name: 'go' };
    const prod = {
      name: 'prod',
      beforeGates: [go],
      groups: [{ name: 'weu', beforeGates: [go], afterGates: [go] }],
      afterGates: [go],
      afterStageWaitInSeconds: 60,
    };
    expect(gatesLines(prod)).toEqual([
      'Before it: Approval go',
      'Before group weu: Approval go',
      'After group weu: Approval go',
      'After it: Approval go',
    ]);
    expect(stagesText([{ name: 'test', groups: [{ name: 'test' }] }, prod])).toBe(
      'test → approval go → prod (gates in its groups) → approval go → wait 1 min',
    );
  });
});

describe('Times in a form', () => {
  it('stand in the largest unit that they are whole in, and are the same seconds', () => {
    expect(
      [0, 90, 5_400, 7_200, 259_200].map((seconds) => Object.values(durationOf(seconds)).join(' ')),
    ).toEqual(['0 minutes', '90 seconds', '90 minutes', '2 hours', '3 days']);
    fc.assert(
      fc.property(fc.nat(1e8), (seconds) => {
        expect(secondsOf(durationOf(seconds))).toBe(seconds);
      }),
    );
  });

  it('of a moment are its day and time in UTC, also while it is not whole', () => {
    expect(momentOf('2026-12-01T07:00:00+01:00')).toEqual({ day: '2026-12-01', time: '06:00' });
    expect(momentText(momentOf('2026-12-01T06:00:00Z'))).toBe('2026-12-01T06:00:00Z');
    for (const part of [
      { day: '', time: '06:00' },
      { day: '2026-12-01', time: '' },
      { day: '', time: '' },
    ])
      expect(momentOf(momentText(part))).toEqual(part);
  });
});
