import fc from 'fast-check';
import { ROLES } from '../../src/domain/access/roles.ts';
import { healthVerdict, NO_EVALUATIONS, withEvaluation } from '../../src/domain/health/decideHealth.ts';
import { allowedOf, allowedSchema } from '../../src/domain/run/runCommands.ts';
import type { Gate } from '../../src/web/api/types.ts';
import {
  gateInShort,
  isForPeople,
  newsOf,
  notBeforeText,
  quorumText,
} from '../../src/web/gates/gateProgress.ts';
import {
  evaluationsText,
  healthMarks,
  leftOfLimits,
  limitsText,
  soakText,
} from '../../src/web/gates/healthRow.ts';
import { failedGate, gatesIn } from '../../src/web/gates/gatesIn.ts';
import { isSkippable, permissionToSkip } from '../../src/web/gates/skipOfGate.ts';
import { localText, withLocalTimes } from '../../src/web/parts/timeText.ts';
import { startAgainText } from '../../src/web/run/failure.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 8, minutes)).toISOString();

type Outcome = 'Successful' | 'Failed' | 'Error' | 'Inconclusive';

const gateOf = (some: Partial<Gate>): Gate => ({
  id: 'aabbccddeeff',
  name: 'go',
  type: 'Approval',
  timing: 'Before',
  stage: 'prod',
  state: 'Pending',
  decisions: [],
  ...some,
});

/** As the app keeps it, a minute from one evaluation to the next. */
const healthOf = (outcomes: readonly Outcome[], rules = { timeoutInSeconds: 7_200 }) => {
  const record = outcomes.reduce(
    (before, outcome, index) =>
      withEvaluation(rules, before, at(index), [{ type: 'Clusters', outcome, message: outcome }]),
    NO_EVALUATIONS,
  );
  const copied = (all: typeof record.recent) => all.map((each) => ({ ...each, checks: [] }));
  return { ...record, recent: copied(record.recent), unhealthy: copied(record.unhealthy) };
};

const marksOf = (outcomes: readonly Outcome[]) =>
  healthMarks(healthOf(outcomes)).map(({ evaluation, notKept }) => [
    notKept,
    evaluation.number,
    evaluation.outcome,
  ]);

describe('The row of evaluations', () => {
  it('is empty before the first', () => {
    expect(healthMarks(healthOf([]))).toEqual([]);
  });

  it('has the newest last', () => {
    expect(marksOf(['Successful', 'Error', 'Successful'])).toEqual([
      [0, 1, 'Successful'],
      [0, 2, 'Error'],
      [0, 3, 'Successful'],
    ]);
  });

  it('counts where they were those of which nothing is kept', () => {
    const healthy = Array.from({ length: 1_000 }, (): Outcome => 'Successful');
    const marks = marksOf([...healthy, 'Failed', ...healthy]);
    expect(marks.slice(0, 2)).toEqual([
      [1_000, 1_001, 'Failed'],
      [995, 1_997, 'Successful'],
    ]);
    expect(marks).toHaveLength(6);
  });

  it('says in words how many there were', () => {
    expect(evaluationsText(healthOf(['Successful']))).toBe('1 evaluation');
    const all = healthOf(['Failed', 'Inconclusive', 'Inconclusive', 'Error']);
    expect(evaluationsText(all)).toBe('4 evaluations, 1 failed, 2 inconclusive');
  });
});

describe('The soak', () => {
  const health = (outcomes: readonly Outcome[]) =>
    gateOf({ type: 'Health', soakInSeconds: 1_800, health: healthOf(outcomes) });

  it.each([
    [['Successful', 'Successful', 'Successful'], 'Healthy for 2 min of 30 min'],
    [['Successful', 'Failed', 'Successful', 'Successful'], 'Healthy for 1 min of 30 min'],
    [['Successful', 'Failed'], 'Healthy for 0 s of 30 min'],
    [[], 'Healthy for 0 s of 30 min'],
  ] as const)('after %j is %s', (outcomes, text) => {
    expect(soakText(health(outcomes))).toBe(text);
  });

  it('is none where one healthy evaluation is enough', () => {
    expect(soakText(gateOf({ type: 'Health', health: healthOf(['Successful']) }))).toBeUndefined();
  });
});

describe('What may still come', () => {
  it('is said of all three limits', () => {
    const gate = gateOf({ type: 'Health', failureLimit: 2, health: healthOf(['Failed', 'Error']) });
    expect(limitsText(gate)).toBe('May still come: 1 failed, 0 inconclusive, 3 errors in a row');
  });

  it('is what the app lets pass: so many leave it undecided, and one more decides', () => {
    const limit = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
    const kinds = [
      ['Failed', 'failed'],
      ['Inconclusive', 'inconclusive'],
      ['Error', 'errorsInARow'],
    ] as const;
    fc.assert(
      fc.property(
        fc.record({ failureLimit: limit, inconclusiveLimit: limit, consecutiveErrorLimit: limit }),
        fc.constantFrom(...kinds),
        (limits, [outcome, kind]) => {
          const given = Object.fromEntries(Object.entries(limits).filter(([, each]) => each !== undefined));
          const rules = { timeoutInSeconds: 7_200, soakInSeconds: 3_600, ...given };
          const left = leftOfLimits(gateOf({ type: 'Health', ...given }))[kind];
          const verdictAfter = (count: number) =>
            healthVerdict(
              rules,
              at(0),
              Array.from({ length: count }).reduce(
                (before: typeof NO_EVALUATIONS, _each, index) =>
                  withEvaluation(rules, before, at(index), [{ type: 'Clusters', outcome, message: '' }]),
                NO_EVALUATIONS,
              ),
            ).kind;
          expect(verdictAfter(left)).toBe('Undecided');
          expect(verdictAfter(left + 1)).not.toBe('Undecided');
        },
      ),
    );
  });
});

const approved = (by: string, comment?: string) => ({
  by,
  at: at(1),
  decision: 'Approved' as const,
  ...(comment !== undefined && { comment }),
});

describe('A gate in words', () => {
  it('says how many have approved', () => {
    expect(quorumText(gateOf({ minimumApprovals: 2, decisions: [approved('ada')] }))).toBe(
      '1 of 2 approvals',
    );
    expect(quorumText(gateOf({}))).toBe('0 of 1 approval');
    expect(quorumText(gateOf({ type: 'Health' }))).toBeUndefined();
    expect(quorumText(gateOf({ type: 'Health', heldAt: at(3) }))).toBe('0 of 1 approval');
  });

  it('says what its time is', () => {
    const notBefore = { day: 'Mon', time: '06:00', timeZone: 'Europe/Berlin' } as const;
    expect(notBeforeText(gateOf({ type: 'ScheduledStart', notBefore }))).toBe('Mon 06:00 Europe/Berlin');
    const berlin = gateOf({ type: 'ScheduledStart', notBefore: '2026-03-04T06:00:00+01:00' });
    expect(notBeforeText(berlin)).toBe('2026-03-04 05:00:00 UTC');
  });

  it('is for people when it is an approval or health that cannot tell, as long as it waits', () => {
    expect(isForPeople(gateOf({}))).toBe(true);
    expect(isForPeople(gateOf({ state: 'Completed' }))).toBe(false);
    expect(isForPeople(gateOf({ type: 'Health' }))).toBe(false);
    expect(isForPeople(gateOf({ type: 'Health', heldAt: at(1) }))).toBe(true);
  });

  it('says no message of which everything stands beside it', () => {
    const message = 'said by the app';
    expect(newsOf(gateOf({ message }))).toBeUndefined();
    expect(newsOf(gateOf({ message, state: 'Skipped' }))).toBe(message);
    const health = { type: 'Health', message } as const;
    expect(newsOf(gateOf({ ...health, health: healthOf(['Successful']) }))).toBeUndefined();
    expect(newsOf(gateOf({ ...health, health: healthOf(['Successful', 'Failed']) }))).toBe(message);
  });

  it('has in its line what was commented', () => {
    const message = 'Approved by ada, bob.';
    const decisions = [approved('ada', 'looks good'), approved('bob')];
    const gate = gateOf({ state: 'Completed', message, decisions });
    expect(gateInShort(gate)).toBe('Approved by ada, bob. “looks good”');
    expect(gateInShort(gateOf({ state: 'NotStarted', minimumApprovals: 2 }))).toBe('2 approvals');
  });
});

describe('A run that a gate has failed', () => {
  const failed = gateOf({ name: 'healthy', timing: 'After', state: 'Failed' });
  const group = {
    name: 'g',
    state: 'Completed' as const,
    members: [],
    afterGates: [gateOf({ name: 'eyes' })],
  };
  const stages = [
    {
      name: 'prod',
      state: 'Failed' as const,
      groups: [group],
      beforeGates: [gateOf({})],
      afterGates: [failed],
    },
  ];

  it('has its gates in the order in which they are reached', () => {
    expect(gatesIn({ stages }).map(({ name }) => name)).toEqual(['go', 'eyes', 'healthy']);
  });

  it('is told by that gate, and one that failed for something else is not', () => {
    expect(failedGate({ stages, error: { code: 'GateFailed', message: '' } })).toBe(failed);
    expect(failedGate({ stages, error: { code: 'UpgradeFailed', message: '' } })).toBeUndefined();
  });

  it('decides afresh on it when it is started again', () => {
    expect(startAgainText({ stages })).toBe('Decides afresh on gate healthy. Versions stay as planned.');
  });
});

describe('A skip of a gate', () => {
  const permissions = (isRequester: boolean) =>
    allowedSchema.parse(allowedOf({ name: 'r', state: 'Running' }, ROLES, ROLES, isRequester));

  it.each([
    ['an approval', {}, false],
    ['an approval that is theirs too', { requesterMayApprove: true }, true],
    ['health', { type: 'Health' }, true],
  ] as const)('of %s may be asked for by who wants the run: %j %s', (_, some, expected) => {
    expect(permissionToSkip(gateOf(some), permissions(true)).allowed).toBe(expected);
    expect(permissionToSkip(gateOf(some), permissions(false)).allowed).toBe(true);
  });

  it('is possible while the gate is not through', () => {
    const states = ['NotStarted', 'Pending', 'Failed', 'Completed', 'Skipped'] as const;
    const possible = states.filter((state) => isSkippable(gateOf({ state }), permissions(false)));
    expect(possible).toEqual(['NotStarted', 'Pending', 'Failed']);
  });
});

describe('What the app says', () => {
  it('has its times in the zone of the viewer', () => {
    const text = 'Waits for gate go: 0 of 2 approvals. It expires at 2026-03-03T11:44:05.000Z.';
    const time = localText('2026-03-03T11:44:05.000Z');
    expect(withLocalTimes(text)).toBe(`Waits for gate go: 0 of 2 approvals. It expires at ${time}.`);
    expect(withLocalTimes('Kubernetes 1.33.2')).toBe('Kubernetes 1.33.2');
  });
});
