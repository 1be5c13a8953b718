import { effectiveRoles, ROLES, type Role } from '../../../src/domain/access/roles.ts';
import { nextAttempt, refusalWhileLeft } from '../../../src/domain/run/beginAgain.ts';
import { decideSkip } from '../../../src/domain/run/decideSkip.ts';
import { rollUpRun } from '../../../src/domain/run/rollUp.ts';
import { allowedOf, refusalOf, RUN_COMMANDS, type RunCommand } from '../../../src/domain/run/runCommands.ts';
import { STATES, type State } from '../../../src/domain/run/states.ts';
import { aGroup, ago, aLock, aMember, NOW } from '../group/builders.ts';
import { anAttempt, aStage, RUN, runRows } from './runBuilders.ts';

const COMMANDS = ['start', 'stop', 'skip', 'delete', 'abandon'] as const satisfies readonly RunCommand[];

describe('What may be asked of a run', () => {
  it.each<[State, string]>([
    ['NotStarted', 'start skip delete'],
    ['Pending', 'stop skip abandon'],
    ['Running', 'stop skip abandon'],
    ['Stopping', 'skip abandon'],
    ['Stopped', 'start skip delete'],
    ['Failed', 'start skip delete'],
    ['Skipped', 'delete'],
    ['Completed', 'delete'],
  ])('that is %s: %s', (state, expected) => {
    const run = { name: 'nightly', state };
    const allowed = allowedOf(run, ROLES);
    expect(COMMANDS.filter((command) => allowed[command].allowed).join(' ')).toBe(expected);
    for (const command of COMMANDS) {
      const { allowed: isAllowed, because, message } = allowed[command];
      if (isAllowed) expect(refusalOf(command, run)).toBeUndefined();
      else
        expect([because, message]).toEqual(['State', expect.stringContaining(`Run nightly is ${state}: `)]);
    }
  });

  it('is refused with the words that the answer has, but for a stop that is repeated', () => {
    for (const state of STATES) {
      const run = { name: 'nightly', state };
      for (const command of COMMANDS) {
        if (command === 'stop' && state === 'Stopping') expect(refusalOf(command, run)).toBeUndefined();
        else expect(refusalOf(command, run)).toBe(allowedOf(run, ROLES)[command].message);
      }
    }
  });

  it.each([
    ['Reader', ''],
    ['Approver', ''],
    ['Operator', 'stop skip'],
    ['Admin', 'stop skip abandon'],
  ])('by a %s while it runs: %s', (role, expected) => {
    const allowed = allowedOf({ name: 'nightly', state: 'Running' }, effectiveRoles([role]));
    expect(COMMANDS.filter((command) => allowed[command].allowed).join(' ')).toBe(expected);
    const refused = COMMANDS.filter((command) => allowed[command].because === 'Role');
    const roles = effectiveRoles([role]);
    expect(refused).toEqual(COMMANDS.filter((command) => !roles.includes(RUN_COMMANDS[command].role)));
  });
});

describe('A skip of a gate', () => {
  const allowedTo = (role: Role, isRequester = false) => {
    const roles = effectiveRoles([role]);
    return allowedOf({ name: 'nightly', state: 'Running' }, roles, roles, isRequester).skipGate;
  };

  it.each([
    ['an Approver', allowedTo('Approver'), [true, undefined]],
    ['an Approver who wants the run, but not of its approvals', allowedTo('Approver', true), [true, 'Role']],
    ['nobody else: an Operator', allowedTo('Operator'), [false, 'Role']],
    ['nobody else: an Admin', allowedTo('Admin'), [false, 'Role']],
  ])('is for %s', (_, { allowed, approvals }, expected) => {
    expect([allowed, approvals.because]).toEqual(expected);
  });

  it('is none of a run that is over', () => {
    const { skipGate } = allowedOf({ name: 'nightly', state: 'Completed' }, ROLES);
    expect(skipGate).toMatchObject({ allowed: false, because: 'State', approvals: { because: 'State' } });
  });
});

describe('A skip', () => {
  const wait = { durationInSeconds: 60, state: 'Completed' } as const;
  const members = [
    aMember('a', 'Running'),
    aMember('b', 'Completed'),
    aMember('c', 'Failed'),
    aMember('d'),
    aMember('d', 'Completed', { fleet: 'prod' }),
  ];
  const view = rollUpRun(
    runRows({ stages: [aStage({ wait })], groups: [aGroup()] }),
    members.map((member) => ({ stage: 0, group: 0, member })),
  );
  const member = (name: string, fleet?: string) =>
    ({ type: 'Member', name, ...(fleet !== undefined && { fleet }) }) as const;

  it.each([
    [
      'of a group and a stage that go on',
      [
        { type: 'Group', name: 'canary' },
        { type: 'Stage', name: 'first' },
      ],
      'skip',
    ],
    ['of a member that failed', [member('c')], 'skip'],
    ['of a member that is done in another fleet', [member('d')], 'skip'],
    [
      'of a member that is done in its fleet',
      [member('d', 'prod')],
      'Member d is Completed: nothing of it is left to skip.',
    ],
    ['of a member that runs', [member('a')], 'Member a is Running: an upgrade under way cannot be skipped.'],
    ['of a member that is done', [member('b')], 'Member b is Completed: nothing of it is left to skip.'],
    [
      'of a wait that is over',
      [{ type: 'AfterStageWait', name: 'first' }],
      'AfterStageWait first is Completed: nothing of it is left to skip.',
    ],
    [
      'of what the run does not have',
      [member('c'), member('x'), { type: 'Group', name: 'y' }],
      'unknown 1 2',
    ],
  ] as const)('%s', (_, targets, expected) => {
    const decision = decideSkip(view, targets);
    const told = {
      skip: () => 'skip',
      refuse: () => (decision.do === 'refuse' ? decision.detail : ''),
      unknown: () => (decision.do === 'unknown' ? `unknown ${decision.targets.join(' ')}` : ''),
    }[decision.do]();
    expect(told).toBe(expected);
  });
});

describe('A start again', () => {
  const abandoned = { by: 'ann', at: ago(60), reason: 'It hangs.' };
  const gone = { attempts: [anAttempt({ endedAt: ago(60), state: 'Stopped', abandoned })], run: RUN };
  const left = {
    name: 'fu-1',
    fleet: 'demo',
    runId: RUN.runId,
    runName: RUN.name,
    since: ago(60),
    mayRun: true,
  };
  const ours = aLock('a');
  const lock = { ...ours, holder: { ...ours.holder, runId: RUN.runId } };

  it('waits for a Fleet run that may still run', () => {
    const refusal = refusalWhileLeft(gone, { leftFleetRuns: [left], locks: [] });
    expect(refusal?.detail).toContain('still has its Fleet run fu-1 in fleet demo');
    expect(refusal?.leftFleetRuns).toEqual([{ fleet: 'demo', name: 'fu-1' }]);
  });

  it('waits for the locks of an attempt that was abandoned', () => {
    expect(refusalWhileLeft(gone, { leftFleetRuns: [], locks: [lock] })?.detail).toContain(
      'still be updating a.',
    );
  });

  it.each([
    ['one that is only to be tidied up', gone, { leftFleetRuns: [{ ...left, mayRun: false }], locks: [] }],
    [
      'those of another run',
      gone,
      { leftFleetRuns: [{ ...left, runId: 'other' }], locks: [aLock('a', 'theirs')] },
    ],
    [
      'locks of an attempt that ended by itself',
      { attempts: [anAttempt()], run: RUN },
      { leftFleetRuns: [], locks: [lock] },
    ],
  ])('does not wait for %s', (_, rows, behind) => {
    expect(refusalWhileLeft(rows, behind)).toBeUndefined();
  });

  it('is the next attempt, told with who asked', () => {
    const { attempt, event } = nextAttempt(gone, { actor: 'ann', now: NOW }, undefined);
    expect(attempt).toEqual({ runId: RUN.runId, number: 2, generation: 1, startedAt: NOW, startedBy: 'ann' });
    expect(event).toMatchObject({ type: 'AttemptStarted', actor: 'ann', attempt: 2, time: NOW });
    expect(nextAttempt({ attempts: [], run: RUN }, { actor: 'ann', now: NOW }, 'x').attempt).toMatchObject({
      number: 1,
      planDigest: 'x',
    });
  });
});
