import { planDigest } from '../../../src/domain/plan/planDigest.ts';
import type { Plan } from '../../../src/domain/plan/plan.ts';
import {
  aksObstacle,
  assignmentsBefore,
  membersOfPlan,
  versionObstacle,
} from '../../../src/domain/run/beginObstacles.ts';
import { decideBegin, type BeginObservation, type BeginStep } from '../../../src/domain/run/decideBegin.ts';
import type { Run } from '../../../src/domain/run/run.ts';
import { waitingPatch } from '../../../src/domain/run/waiting.ts';
import { ago, NOW, STOP } from '../group/builders.ts';
import { aMember } from '../plan/planBuilders.ts';
import { anAttempt, PLAN, RUN } from './runBuilders.ts';

const FREE: Plan = { ...PLAN, findings: PLAN.warnings, stages: [] };
const BAD: Plan = {
  ...FREE,
  findings: [{ severity: 'error', code: 'InventoryMissing', message: 'Fleet demo has not been read.' }],
};
const UNSETTLED = { ...PLAN, unsettled: true } as const;
const AWAITING: Run = {
  ...RUN,
  awaitsVersion: true,
  managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion: '1.33.2' } },
};
const error = { code: 'TooManyRequests', message: 'Slow down.' };
const membership = 'Waits until AKS has taken note of the membership of a.';
const noVersion = 'Kubernetes 1.33.2 is not offered in westeurope yet. The run begins when it is.';
const busySince = (seconds: number) =>
  anAttempt(waitingPatch({ reason: 'ClusterBusy', message: membership, since: ago(seconds) }));
/** All that is looked at before a plan is frozen, with nothing in the way. */
const clear = { carried: { more: false }, plan: FREE, updating: [] };

const observed = (more: Partial<BeginObservation>): BeginObservation => ({
  now: NOW,
  attempt: 1,
  run: RUN,
  newest: anAttempt(),
  frozen: undefined,
  stop: undefined,
  ...more,
});

/** A decision in a few words, so that a row of the table reads as a sentence. */
function brief(step: BeginStep): string {
  switch (step.do) {
    case 'look':
      return `look at ${step.look}`;
    case 'end':
      return `end ${step.end.state ?? ''}`;
    case 'wait': {
      const told = step.change ? ` for ${step.change.waiting?.reason ?? ''}` : '';
      return `wait${told}${step.error ? ` and tell ${step.error.code}` : ''}`;
    }
    case 'freeze':
      return step.planChanged ? 'freeze, changed' : 'freeze';
    case 'settle':
      return `settle, ${step.events.map(({ type }) => type).join(', ')}`;
    case 'ready':
      return step.change ? 'save, ready' : 'ready';
    case 'nothing':
    case 'again':
    case 'unfreeze':
      return step.do;
  }
}

describe('How an attempt begins', () => {
  it.each<[string, Partial<BeginObservation>, string]>([
    ['does nothing for a run that is gone', { run: undefined }, 'nothing'],
    ['does nothing for an attempt that is gone', { newest: undefined }, 'nothing'],
    ['does nothing late, when a later attempt is under way', { newest: anAttempt({ number: 2 }) }, 'nothing'],
    ['does nothing once the attempt has ended', { newest: anAttempt({ endedAt: ago(1) }) }, 'nothing'],

    ['is ready when the plan is frozen', { frozen: PLAN }, 'ready'],
    ['leaves a stop to the stages when the plan is frozen', { frozen: PLAN, stop: STOP }, 'ready'],
    ['waits no more when it is ready', { frozen: PLAN, newest: busySince(5) }, 'save, ready'],
    [
      'takes its error away when it is ready',
      { frozen: PLAN, newest: anAttempt({ lastError: { ...error, since: ago(5), count: 1 } }) },
      'save, ready',
    ],
    ['ends by a stop before anything is frozen', { stop: STOP, ...clear }, 'end Stopped'],
    ['ends by a stop while the frozen plan is not settled', { stop: STOP, frozen: UNSETTLED }, 'end Stopped'],

    ['carries assignments first', {}, 'look at carried'],
    ['carries none for One by one, which has no groups', { run: { ...RUN, implicit: true } }, 'look at plan'],
    ['goes on with assignments that are left', { carried: { more: true } }, 'again'],
    [
      'waits for an assignment that another run holds up',
      { carried: { more: true, pending: 'Run weekly holds a.' } },
      'wait for Assignment',
    ],
    [
      'waits for Azure to take an assignment, and tells its answer',
      { carried: { more: true, pending: 'TooManyRequests: Slow down.', error } },
      'wait for Azure and tell TooManyRequests',
    ],
    ['plans when all are carried', { carried: { more: false } }, 'look at plan'],
    ['is refused by a plan with errors', { ...clear, plan: BAD }, 'end Failed'],
    [
      'asks the regions only where the run waits for its version',
      { ...clear, run: AWAITING },
      'look at missingIn',
    ],
    [
      'waits for a region that lacks the version',
      { ...clear, run: AWAITING, missingIn: ['westeurope'] },
      'wait for VersionNotInRegion',
    ],
    ['goes on when all regions have it', { ...clear, run: AWAITING, missingIn: [] }, 'freeze'],
    ['does not ask them for a node image', { ...clear, run: { ...RUN, awaitsVersion: true } }, 'freeze'],
    [
      'looks what AKS is Updating before it freezes',
      { carried: { more: false }, plan: FREE },
      'look at updating',
    ],
    ['waits for what AKS is Updating', { ...clear, updating: ['a'] }, 'wait for ClusterBusy'],
    ['tells the same wait once', { ...clear, updating: ['a'], newest: busySince(30) }, 'wait'],
    [
      'does not wait longer than two minutes for it',
      { ...clear, updating: ['a'], newest: busySince(120) },
      'freeze',
    ],
    [
      'freezes the plan that it was started on',
      { ...clear, newest: anAttempt({ planDigest: planDigest(FREE) }) },
      'freeze',
    ],
    [
      'freezes another plan, and tells it',
      { ...clear, newest: anAttempt({ planDigest: 'other' }) },
      'freeze, changed',
    ],

    ['compares what was frozen with the assignments since', { frozen: UNSETTLED }, 'look at compared'],
    [
      'takes a plan back that an assignment has overtaken',
      { frozen: UNSETTLED, compared: { members: 3, overtaken: true } },
      'unfreeze',
    ],
    [
      'settles one that none has',
      { frozen: UNSETTLED, compared: { members: 3, overtaken: false } },
      'settle, PlanFrozen',
    ],
    [
      'settles a changed one with a word on it',
      { frozen: UNSETTLED, compared: { members: 3, overtaken: false }, planChanged: true },
      'settle, PlanFrozen, PlanChanged',
    ],
  ])('%s', (_, more, expected) => {
    expect(brief(decideBegin(observed(more)))).toBe(expected);
  });

  it('keeps nothing of a wait on the row when it is ready', () => {
    const step = decideBegin(observed({ frozen: PLAN, newest: busySince(5) }));
    expect(step).toEqual({ do: 'ready', frozen: PLAN, change: anAttempt() });
  });

  it('keeps the findings of the plan that refused it', () => {
    const step = decideBegin(observed({ ...clear, plan: BAD }));
    expect(step).toMatchObject({ end: { error: { code: 'RefusedByPlan' }, findings: BAD.findings } });
  });
});

describe('What holds up a begin', () => {
  it('is a version that is missing somewhere', () => {
    expect(versionObstacle(AWAITING, ['westeurope'])).toEqual({
      reason: 'VersionNotInRegion',
      message: noVersion,
    });
    expect(versionObstacle(AWAITING, [])).toBeUndefined();
  });

  it('is AKS for two minutes from when the waiting for it began', () => {
    const told = { reason: 'ClusterBusy', message: membership };
    expect(aksObstacle(anAttempt(), ['a'], NOW)).toEqual({ ...told, until: ago(-120) });
    expect(aksObstacle(busySince(119), ['a'], NOW)).toEqual({ ...told, until: ago(-1) });
    expect(aksObstacle(busySince(120), ['a'], NOW)).toBeUndefined();
    const other = anAttempt(
      waitingPatch({ reason: 'Assignment', message: 'Run x holds a.', since: ago(900) }),
    );
    expect(aksObstacle(other, ['a'], NOW)).toEqual({ ...told, until: ago(-120) });
  });

  it('are wishes that concern its groups, and no others', () => {
    const wish = (group: string | null, wanted?: string | null) => ({
      fleet: 'demo',
      member: `${group ?? 'none'}-${wanted ?? 'none'}`,
      clusterResourceId: 'c',
      group,
      changedAt: ago(9),
      changedBy: 'ann',
      ...(wanted !== undefined && { wanted }),
    });
    const all = [
      wish('canary', 'prod'),
      wish('prod', 'canary'),
      wish('canary', null),
      wish('prod', 'eu'),
      wish('canary'),
    ];
    expect(assignmentsBefore(RUN, all).map(({ member }) => member)).toEqual([
      'canary-prod',
      'prod-canary',
      'canary-none',
    ]);
  });

  it('concerns members that the plan updates', () => {
    const planned = (name: string, update: boolean) => ({
      fleet: 'demo',
      name,
      clusterResourceId: name,
      from: { nodePools: [] },
      to: { nodePools: [] },
      update,
    });
    const groups = [{ name: 'canary', members: [planned('a', true), planned('b', false)] }];
    const plan: Plan = { ...FREE, stages: [{ name: 'first', groups }] };
    const all = [aMember('a'), aMember('b'), aMember('c'), aMember('a', {}, { fleet: 'prod' })];
    expect(membersOfPlan(plan, all).map(({ fleet, name }) => `${fleet}/${name}`)).toEqual(['demo/a']);
  });
});
