import { z } from 'zod';
import type { GateView } from '../../src/domain/gate/gateView.ts';
import { gatesOfRun } from '../../src/domain/gate/gateView.ts';
import { PeopleSystem } from '../support/peopleSystem.ts';
import { HOUR, MINUTE, NODE_IMAGES, type Answer } from '../support/spokenSystem.ts';

/** One is enough: each costs as much again. */
const ALL = ['aks-weu-1'];
const LEADS = 'group-leads';
const PEOPLE = {
  admin: { roles: ['Admin'] },
  adam: { roles: ['Admin', 'Approver'] },
  olga: { roles: ['Operator', 'Approver'], groups: [LEADS] },
  ann: { roles: ['Approver'] },
  ben: { roles: ['Approver'], groups: [LEADS] },
  rita: { roles: ['Reader'] },
};

interface Given {
  readonly gate?: object;
  readonly where?: 'stage' | 'group';
  readonly timing?: 'beforeGates' | 'afterGates';
  readonly more?: object;
  /** Whether it is started by its creator. */
  readonly start?: boolean;
}

/** A run of olga's with one gate. */
async function withRun(
  { gate = {}, where = 'stage', timing = 'beforeGates', more = {}, start = true }: Given,
  test: (people: PeopleSystem) => Promise<void>,
): Promise<void> {
  const people = new PeopleSystem(PEOPLE);
  try {
    await people.ok('admin', 'GET', '/api/members?refresh=true');
    const members = ALL.map((name) => ({ fleet: 'demo', name }));
    await people.ok('admin', 'POST', '/api/members/assign-group', { members, group: 'all' });
    const gates = { [timing]: [{ type: 'Approval', name: 'go', ...gate }] };
    const [ofStage, ofGroup] = where === 'stage' ? [gates, {}] : [{}, gates];
    await people.ok('olga', 'POST', '/api/runs', {
      name: 'run',
      stages: [{ name: 'only', groups: [{ name: 'all', ...ofGroup }], ...ofStage, ...more }],
      managedClusterUpdate: NODE_IMAGES,
      start,
    });
    await test(people);
  } finally {
    await people.system.close();
  }
}

async function gateOf(people: PeopleSystem): Promise<GateView> {
  const [gate] = gatesOfRun(await people.run('rita', 'run'));
  if (!gate) throw new Error('The run has no gate.');
  return gate;
}

async function decide(people: PeopleSystem, who: string, verb = 'approve', body?: object): Promise<Answer> {
  const { id } = await gateOf(people);
  return await people.call(who, 'POST', `/api/runs/run/gates/${id}/${verb}`, body ?? {});
}

const inboxShape = z.looseObject({ value: z.array(z.looseObject({ run: z.string(), id: z.string() })) });

const pending = (people: PeopleSystem) =>
  people.until('rita', 'run', 3 * HOUR, (run) => gatesOfRun(run).some(({ state }) => state === 'Pending'));
const ended = (people: PeopleSystem) => people.until('rita', 'run', 3 * HOUR);

async function eventsOf(people: PeopleSystem): Promise<string[]> {
  const { runs } = people.system.world.app;
  const events = await runs.events((await runs.findByName('run'))?.runId ?? '');
  return events.flatMap(({ type, to }) => (type.startsWith('Gate') ? [to ?? type] : []));
}

const PLACES = [
  { where: 'stage', timing: 'beforeGates' },
  { where: 'stage', timing: 'afterGates' },
  { where: 'group', timing: 'beforeGates' },
  { where: 'group', timing: 'afterGates' },
] as const;

describe.each(PLACES)('An approval of a $where in $timing', (place) => {
  it('holds the run until somebody else approves, and shows who did', async () => {
    await withRun(place, async (people) => {
      const held = await pending(people);
      expect(held.waiting).toMatchObject({ reason: 'Gate', gate: (await gateOf(people)).id });
      expect(people.system.upgraded()).toEqual(place.timing === 'beforeGates' ? [] : ALL);
      expect(await people.system.world.app.locks.all()).toEqual([]);
      expect((await decide(people, 'ann', 'approve', { comment: 'Canary is fine.' })).status).toBe(202);
      const run = await ended(people);
      expect(run.state).toBe('Completed');
      expect(people.system.upgraded()).toEqual(ALL);
      const [gate] = gatesOfRun(run);
      expect(gate).toMatchObject({ state: 'Completed', message: 'Approved by ann.' });
      expect(gate?.decisions).toMatchObject([
        { by: 'ann', decision: 'Approved', comment: 'Canary is fine.' },
      ]);
      expect(await eventsOf(people)).toEqual(['Pending', 'GateApproved', 'Completed']);
    });
  });

  it('fails stage and run when it is rejected, and a start decides on it afresh', async () => {
    await withRun({ ...place, more: { maxAllowedFailures: '5' } }, async (people) => {
      await pending(people);
      expect((await decide(people, 'ann', 'reject', { comment: 'Too soon.' })).status).toBe(202);
      const failed = await ended(people);
      expect(failed.state).toBe('Failed');
      expect(failed.stages[0]?.state).toBe('Failed');
      expect(failed.message).toContain('Rejected by ann: Too soon.');
      expect(failed.error).toMatchObject({ code: 'GateFailed' });
      await people.ok('olga', 'POST', '/api/runs/run/start');
      await pending(people);
      expect((await gateOf(people)).decisions).toEqual([]);
      expect((await decide(people, 'ann')).status).toBe(202);
      expect((await ended(people)).state).toBe('Completed');
      expect(people.system.upgraded()).toEqual(ALL);
    });
  });

  it('is interrupted by a stop: who approved before has to do so again', async () => {
    await withRun({ ...place, gate: { minimumApprovals: 2 } }, async (people) => {
      await pending(people);
      expect((await decide(people, 'ann')).status).toBe(202);
      await people.ok('olga', 'POST', '/api/runs/run/stop');
      expect((await ended(people)).state).toBe('Stopped');
      expect((await gateOf(people)).state).toBe('NotStarted');
      await people.ok('olga', 'POST', '/api/runs/run/start');
      await pending(people);
      await people.system.clock.advance(5 * MINUTE);
      expect((await gateOf(people)).state).toBe('Pending');
      expect((await decide(people, 'ann')).status).toBe(202);
      expect((await decide(people, 'ben')).status).toBe(202);
      expect((await ended(people)).state).toBe('Completed');
    });
  });
});

describe('Who may decide', () => {
  it.each<[string, object, string, number, string]>([
    ['not who created the run', {}, 'olga', 403, 'You created or started this run'],
    ['who created it where that is allowed', { requesterMayApprove: true }, 'olga', 202, ''],
    ['not a Reader', {}, 'rita', 403, 'role Approver'],
    ['not an Admin', {}, 'admin', 403, 'role Approver'],
    ['an approver by name', { approvers: ['ann'] }, 'ann', 202, ''],
    ['nobody who is not named', { approvers: ['ann'] }, 'ben', 403, 'by its approvers only'],
    ['an approver by a group', { approvers: [LEADS] }, 'ben', 202, ''],
    ['not who created the run, by a group', { approvers: [LEADS] }, 'olga', 403, 'You created or started'],
    [
      'not who created the run, by name',
      { approvers: ['olga', 'ann'] },
      'olga',
      403,
      'You created or started',
    ],
  ])('is %s', async (_what, gate, who, status, words) => {
    await withRun({ gate }, async (people) => {
      await pending(people);
      const answer = await decide(people, who);
      expect(answer.status).toBe(status);
      expect(JSON.stringify(answer.body)).toContain(words);
    });
  });

  it('is not who started it', async () => {
    await withRun({ start: false }, async (people) => {
      await people.ok('adam', 'POST', '/api/runs/run/start');
      await pending(people);
      expect((await decide(people, 'adam')).status).toBe(403);
      const { id } = await gateOf(people);
      const shown = await people.ok('adam', 'GET', `/api/runs/run/gates/${id}`);
      expect(shown).toMatchObject({
        allowed: { allowed: false, because: 'Role' },
        requesters: ['olga', 'adam'],
      });
    });
  });

  it('is not who wants the run by way of a trigger: who saved it, or pressed run now', async () => {
    await withRun({ start: false }, async (people) => {
      const stages = [
        { name: 'only', groups: [{ name: 'all' }], beforeGates: [{ type: 'Approval', name: 'go' }] },
      ];
      await people.ok('adam', 'PUT', '/api/strategies/gated', { stages });
      await people.ok('adam', 'PUT', '/api/triggers/nightly', {
        kind: 'schedule',
        strategy: 'gated',
        managedClusterUpdate: NODE_IMAGES,
        schedule: { cron: '0 2 * * *', timeZone: 'UTC' },
      });
      await people.ok('olga', 'POST', '/api/triggers/nightly/run');
      await people.system.clock.advance(5 * MINUTE);
      const inbox = await people.ok('ann', 'GET', '/api/gates?state=Pending');
      const [gate] = inboxShape.parse(inbox).value;
      const approve = (who: string) =>
        people.call(who, 'POST', `/api/runs/${gate?.run ?? ''}/gates/${gate?.id ?? ''}/approve`, {});
      expect((await approve('adam')).status).toBe(403);
      expect((await approve('olga')).status).toBe(403);
      expect((await approve('ann')).status).toBe(202);
    });
  });

  it('is nobody else when only they are named: the run is refused', async () => {
    const people = new PeopleSystem(PEOPLE);
    try {
      await people.ok('admin', 'GET', '/api/members?refresh=true');
      const gate = { type: 'Approval', name: 'go', approvers: ['olga'] };
      const answer = await people.call('olga', 'POST', '/api/runs', {
        name: 'run',
        stages: [{ name: 'only', groups: [{ name: 'all' }], beforeGates: [gate] }],
        managedClusterUpdate: NODE_IMAGES,
      });
      expect(answer).toMatchObject({ status: 422, body: { code: 'PlanRefused' } });
      expect(JSON.stringify(answer.body)).toContain('NobodyMayApprove');
    } finally {
      await people.system.close();
    }
  });

  it('may skip it as who may approve it, with a reason', async () => {
    await withRun({}, async (people) => {
      await pending(people);
      const offered = async (who: string) =>
        (await people.run(who, 'run')).allowed.skipGate.approvals.allowed;
      expect(await Promise.all(['olga', 'ann', 'rita'].map(offered))).toEqual([false, true, false]);
      expect((await decide(people, 'olga', 'skip', { reason: 'I want to.' })).status).toBe(403);
      expect((await decide(people, 'ann', 'skip', {})).status).toBe(400);
      expect((await decide(people, 'ann', 'skip', { reason: 'Nobody is there.' })).status).toBe(202);
      expect((await ended(people)).state).toBe('Completed');
      const gate = await gateOf(people);
      expect(gate).toMatchObject({ state: 'Skipped', message: 'Skipped by ann: Nobody is there.' });
      const { runs } = people.system.world.app;
      const trail = await runs.events((await runs.findByName('run'))?.runId ?? '');
      const skip = trail.find(({ type }) => type === 'SkipRequested')?.message;
      expect(skip).toMatch(/^Skip of gate go before stage [a-z]+ was asked for\. Nobody is there\.$/);
    });
  });
});

describe('A gate that is not reached yet', () => {
  it.each([
    ['of a run that was never started', false, 'stage'],
    ['in a run that goes on', true, 'group'],
  ] as const)('shows at once that it is skipped, %s', async (_, start, where) => {
    await withRun({ start, where, timing: 'afterGates' }, async (people) => {
      expect((await decide(people, 'ann', 'skip', { reason: 'Nobody is there.' })).status).toBe(202);
      const skipped = { state: 'Skipped', message: 'Skipped by ann: Nobody is there.' };
      expect(await gateOf(people)).toMatchObject(skipped);
      if (!start) return;
      expect((await ended(people)).state).toBe('Completed');
      expect(await gateOf(people)).toMatchObject(skipped);
    });
  });
});

describe('Decisions that meet', () => {
  it('count once per person', async () => {
    await withRun({ gate: { minimumApprovals: 2 } }, async (people) => {
      await pending(people);
      const [first, second] = await Promise.all([decide(people, 'ann'), decide(people, 'ann')]);
      expect([first.status, second.status].toSorted()).toEqual([202, 409]);
      await people.system.clock.advance(5 * MINUTE);
      expect((await gateOf(people)).state).toBe('Pending');
      expect((await decide(people, 'ann', 'reject')).status).toBe(409);
    });
  });

  it('are both counted of two people at once', async () => {
    await withRun({ gate: { minimumApprovals: 2 } }, async (people) => {
      await pending(people);
      const answers = await Promise.all([decide(people, 'ann'), decide(people, 'ben')]);
      expect(answers.map(({ status }) => status)).toEqual([202, 202]);
      expect((await ended(people)).state).toBe('Completed');
    });
  });

  it('end with one of approve and reject, and the other is told or is an event', async () => {
    await withRun({}, async (people) => {
      await pending(people);
      const answers = await Promise.all([decide(people, 'ann'), decide(people, 'ben', 'reject')]);
      const run = await ended(people);
      const [gate] = gatesOfRun(run);
      expect(['Completed', 'Failed']).toContain(gate?.state);
      expect(run.state).toBe(gate?.state);
      expect(answers.filter(({ status }) => status === 202).length).toBeGreaterThan(0);
    });
  });

  it('are refused with its state before it is reached and after it is decided', async () => {
    await withRun({ timing: 'afterGates' }, async (people) => {
      const early = await decide(people, 'ann');
      expect(early).toMatchObject({ status: 409, body: { code: 'InvalidState', state: 'NotStarted' } });
      await pending(people);
      expect((await decide(people, 'ann')).status).toBe(202);
      await ended(people);
      const late = await decide(people, 'ben', 'reject');
      expect(late).toMatchObject({ status: 409, body: { state: 'Completed' } });
    });
  });

  it('come too late after its expiry, and it has Failed by then', async () => {
    await withRun({ gate: { expiresInSeconds: 600 } }, async (people) => {
      await pending(people);
      await people.system.clock.advance(10 * MINUTE);
      expect((await decide(people, 'ann')).status).toBe(409);
      const run = await ended(people);
      expect(run.state).toBe('Failed');
      expect(run.message).toContain('It has expired: 0 of 1 approvals');
    });
  });

  it('count though everything was down when they were to be', async () => {
    await withRun({ gate: { expiresInSeconds: 600 } }, async (people) => {
      await pending(people);
      expect((await decide(people, 'ann')).status).toBe(202);
      const { system } = people;
      system.killAndStartAgain();
      await system.clock.advance(2 * HOUR);
      expect((await ended(people)).state).toBe('Completed');
    });
  });
});

describe('The inbox', () => {
  it('has what waits, page by page, and says whether who asks may decide', async () => {
    await withRun({}, async (people) => {
      expect(await people.ok('ann', 'GET', '/api/gates?state=Completed')).toEqual({ value: [] });
      await pending(people);
      const inbox = await people.ok('ann', 'GET', '/api/gates?state=Pending&top=1');
      expect(inbox).toMatchObject({ value: [{ run: 'run', name: 'go', allowed: { allowed: true } }] });
      const { id } = await gateOf(people);
      const shown = await people.ok('ann', 'GET', `/api/runs/run/gates/${id}`);
      expect(shown).toMatchObject({ id, state: 'Pending', readiness: { freezes: [] } });
      expect((await people.call('ann', 'GET', '/api/runs/run/gates/nope')).status).toBe(404);
      expect((await people.call('ann', 'GET', '/api/gates?continuation=nope')).status).toBe(400);
      await people.ok('olga', 'POST', '/api/runs/run/stop');
      await ended(people);
      expect(await people.ok('ann', 'GET', '/api/gates?state=Pending')).toEqual({ value: [] });
    });
  });
});

describe('A gate and the wait after a stage', () => {
  it('go side by side, and both must be through', async () => {
    const more = { afterStageWaitInSeconds: 3600 };
    await withRun({ timing: 'afterGates', more }, async (people) => {
      const held = await pending(people);
      expect(held.stages[0]?.afterStageWait?.state).toBe('Running');
      expect((await decide(people, 'ann')).status).toBe(202);
      await people.system.clock.advance(10 * MINUTE);
      expect((await gateOf(people)).state).toBe('Completed');
      expect((await people.run('rita', 'run')).stages[0]).toMatchObject({ state: 'Running' });
      const run = await ended(people);
      const wait = run.stages[0]?.afterStageWait;
      const seconds = (Date.parse(wait?.completedTime ?? '') - Date.parse(wait?.startTime ?? '')) / 1000;
      expect(seconds).toBeGreaterThanOrEqual(3600);
      expect(seconds).toBeLessThan(3720);
    });
  });
});
