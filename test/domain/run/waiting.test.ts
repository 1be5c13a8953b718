import { readFileSync } from 'node:fs';
import { pendingReason } from '../../../src/domain/group/pendingReason.ts';
import { listEntryOf } from '../../../src/domain/run/listEntry.ts';
import { rollUpRun, type RunRows } from '../../../src/domain/run/rollUp.ts';
import { waitingOf, waitingOn, waitingPatch, WAITING_REASONS } from '../../../src/domain/run/waiting.ts';
import { aGroup, ago, aMember, NOW } from '../group/builders.ts';
import { anAttempt, anEndedGroup, aStage, runRows } from './runBuilders.ts';

describe('The reasons to wait', () => {
  it('each have one row in docs/waiting.md with what they say, and no row is of another', () => {
    const rows = readFileSync('docs/waiting.md', 'utf8').matchAll(/^\| `(\w+)` +\| (.*?) +\|/gm);
    const documented = [...rows].map(([, reason, words]) => `${reason ?? ''}: ${words ?? ''}`);
    const known = Object.entries(WAITING_REASONS).map(([reason, words]) => `${reason}: ${words}`);
    expect(documented).toEqual(known);
  });
});

describe('Since when something waits', () => {
  const locked = {
    reason: 'LockedBy',
    message: 'Waits for run weekly, which holds cluster a.',
    since: ago(60),
  };

  it.each([
    ['stays while the reason does, whatever its words', locked, ago(60)],
    ['is new for another reason', { ...locked, reason: 'ClusterBusy' }, NOW],
    ['is new for what did not wait', undefined, NOW],
  ])('%s', (_, before, since) => {
    const obstacle = {
      reason: 'LockedBy',
      message: 'Waits for run nightly, which holds cluster b.',
    } as const;
    expect(waitingOn(before, obstacle, NOW)).toEqual({ ...obstacle, since });
  });
});

describe('What a row waits for', () => {
  const waiting = { reason: 'Freeze', message: 'Waits for freeze xmas.', since: ago(9), until: ago(-9) };

  it('is what it says, of whichever release the reason is', () => {
    expect(waitingOf(waitingPatch(waiting))).toEqual(waiting);
  });

  it.each([
    ['has ended the wait', { waiting }],
    [
      'has begun another',
      { waiting, waitingFor: 'Waits for run weekly, which holds cluster a.', waitingSince: ago(5) },
    ],
    [
      'has changed it',
      { waiting, waitingFor: 'Waits for run weekly, which holds cluster a.', waitingSince: ago(9) },
    ],
  ])('is not what this release wrote when the release before %s', (_, row) => {
    const { waiting: _kept, ...asBefore } = row;
    expect(waitingOf(row)).toEqual(waitingOf(asBefore));
    expect(waitingOf(row)).not.toEqual(waiting);
  });

  it.each([
    [{ waitingFor: 'Waits for run weekly, which holds cluster a.' }, 'LockedBy'],
    [{ waitingFor: 'Waits until AKS has taken note of the membership of a.' }, 'ClusterBusy'],
    [{ message: 'Waits until AKS has ended its operation on a.' }, 'ClusterBusy'],
    [
      { waitingFor: 'Kubernetes 1.33.2 is not offered in westeurope yet. The run begins when it is.' },
      'VersionNotInRegion',
    ],
    [{ waitingFor: 'Run weekly holds a.' }, 'Assignment'],
    [{ message: 'maintenance window is closed' }, 'FleetManager'],
  ])('of the release before, %j, has the reason %s', (row, reason) => {
    const message = Object.values(row)[0];
    expect(waitingOf({ ...row, waitingSince: ago(7) })).toEqual({ reason, message, since: ago(7) });
  });
});

describe('Why Fleet Manager keeps a member Pending', () => {
  const parked = (why: string) => `set member: a to Pending due to failed validation err: ${why}`;
  const missing =
    'target upgrade node image version "x" for agent pool p is not available in region "australiaeast"';
  it.each([
    [
      'a closed window, with its opening',
      {
        message: parked(
          'maintenance window of cluster "a" is closed, it next opens 2026-03-07T22:00:00.000Z',
        ),
      },
      { reason: 'MaintenanceWindow', until: '2026-03-07T22:00:00.000Z' },
    ],
    [
      'a closed window, with an opening that cannot be read',
      { message: parked('maintenance window of cluster "a" is closed, it next opens at no known time') },
      { reason: 'MaintenanceWindow' },
    ],
    [
      'a node image that is missing',
      { error: { code: 'NodeImageVersionNotAvailable', message: missing }, message: parked(missing) },
      { reason: 'VersionNotInRegion', message: missing },
    ],
    [
      'a version that is missing, in words only',
      { message: parked(missing) },
      { reason: 'VersionNotInRegion' },
    ],
    ['words that we do not know', { message: 'hm' }, { reason: 'FleetManager', message: 'hm' }],
    [
      'no words',
      {},
      { reason: 'FleetManager', message: 'Fleet Manager keeps it Pending and gives no reason.' },
    ],
  ])('is read from %s', (_, member, obstacle) => {
    const read = pendingReason(member);
    expect(read).toMatchObject(obstacle);
    expect('until' in read).toBe('until' in obstacle);
  });
});

describe('What a run shows of its waiting', () => {
  const why = (reason: string, since = ago(60)) =>
    waitingPatch({ reason, message: `Waits: ${reason}.`, since });
  const waits = (index: number, reason: string) => aGroup({ group: index, state: 'Pending', ...why(reason) });
  const lastError = {
    code: 'TooManyRequests',
    message: 'Slow down.',
    since: ago(30),
    count: 2,
    nextTry: ago(-15),
  };
  const azure = { reason: 'Azure', message: 'TooManyRequests: Slow down.', since: ago(30), until: ago(-15) };
  const shown = (rows: Partial<RunRows>) => {
    const view = rollUpRun(runRows(rows), []);
    const [stage] = view.stages;
    return {
      run: view.waiting?.reason,
      stage: stage?.waiting?.reason,
      groups: stage?.groups.map(({ waiting }) => waiting?.reason),
    };
  };
  const running = aStage({ wait: { durationInSeconds: 3600, state: 'Running', startTime: ago(600) } });

  it.each<[string, Partial<RunRows>, ReturnType<typeof shown>]>([
    [
      'the run alone before its first stage',
      { attempts: [anAttempt(why('Assignment'))], stages: [], groups: [] },
      { run: 'Assignment', stage: undefined, groups: undefined },
    ],
    [
      'all, when every group that goes on waits',
      {
        groups: [waits(0, 'LockedBy'), waits(1, 'ClusterBusy'), anEndedGroup('Completed', {}, { group: 2 })],
      },
      { run: 'LockedBy', stage: 'LockedBy', groups: ['LockedBy', 'ClusterBusy', undefined] },
    ],
    [
      'the group alone while another goes on',
      { groups: [waits(0, 'LockedBy'), aGroup({ group: 1 })] },
      { run: undefined, stage: undefined, groups: ['LockedBy', undefined] },
    ],
    [
      'a group whose calls Azure refuses',
      { groups: [aGroup({ lastError })] },
      { run: 'Azure', stage: 'Azure', groups: ['Azure'] },
    ],
    [
      'a run whose own step fails',
      { attempts: [anAttempt({ lastError })], groups: [aGroup()] },
      { run: 'Azure', stage: undefined, groups: [undefined] },
    ],
    [
      'a stage in the wait after it',
      { stages: [running], groups: [anEndedGroup('Completed', { Completed: 1 })] },
      { run: 'AfterStageWait', stage: 'AfterStageWait', groups: [undefined] },
    ],
    [
      'nothing of an attempt that has ended',
      {
        attempts: [anAttempt({ ...why('Assignment'), endedAt: ago(1), state: 'Stopped' })],
        groups: [anEndedGroup('Stopped', {}, why('LockedBy'))],
      },
      { run: undefined, stage: undefined, groups: [undefined] },
    ],
    [
      'nothing of what an earlier attempt waited for',
      {
        attempts: [anAttempt({ endedAt: ago(9) }), anAttempt({ number: 2 })],
        groups: [waits(0, 'LockedBy')],
      },
      { run: undefined, stage: undefined, groups: [undefined] },
    ],
  ])('is told by %s', (_, rows, expected) => {
    expect(shown(rows)).toEqual(expected);
  });

  it('has the same in the list, and waitingSince is its since', () => {
    const rows = runRows({ groups: [aGroup({ lastError, state: 'Running' })] });
    const { waiting, waitingSince, stages } = rollUpRun(rows, []);
    expect(waiting).toEqual(azure);
    expect([waitingSince, stages[0]?.groups[0]?.waitingSince]).toEqual([azure.since, azure.since]);
    expect(listEntryOf(rows).waiting).toEqual(azure);
  });

  it('says when the wait after a stage ends', () => {
    const rows = runRows({ stages: [running], groups: [anEndedGroup('Completed', { Completed: 1 })] });
    expect(rollUpRun(rows, []).waiting).toMatchObject({ since: ago(600), until: ago(-3000) });
  });

  it('is shown of a member while it waits, and not when the release before ended it', () => {
    const waiting = { reason: 'MaintenanceWindow', message: 'Closed.', since: ago(60) };
    const members = [aMember('a', 'Pending', { waiting }), aMember('b', 'Completed', { waiting })];
    const view = rollUpRun(
      runRows({ groups: [aGroup()] }),
      members.map((member) => ({ stage: 0, group: 0, member })),
    );
    expect(view.stages[0]?.groups[0]?.members.map((member) => member.waiting)).toEqual([waiting, undefined]);
  });
});
