import type { GateView } from '../../src/domain/gate/gateView.ts';
import { gatesOfRun } from '../../src/domain/gate/gateView.ts';
import { PeopleSystem } from '../support/peopleSystem.ts';
import { HOUR, MINUTE, NODE_IMAGES, SECOND, type Answer } from '../support/spokenSystem.ts';

const PEOPLE = {
  admin: { roles: ['Admin'] },
  olga: { roles: ['Operator'] },
  ann: { roles: ['Approver'] },
  ben: { roles: ['Approver'] },
};
const EXPIRY_SECONDS = 600;

/** A run of olga's that waits for an approval before it begins. */
async function whilePending(
  gate: object,
  test: (people: PeopleSystem) => Promise<void>,
  options: ConstructorParameters<typeof PeopleSystem>[1] = {},
): Promise<void> {
  const people = new PeopleSystem(PEOPLE, options);
  try {
    await people.ok('admin', 'GET', '/api/members?refresh=true');
    const members = [{ fleet: 'demo', name: 'aks-weu-1' }];
    await people.ok('admin', 'POST', '/api/members/assign-group', { members, group: 'all' });
    const beforeGates = [{ type: 'Approval', name: 'go', ...gate }];
    await people.ok('olga', 'POST', '/api/runs', {
      name: 'run',
      stages: [{ name: 'only', groups: [{ name: 'all' }], beforeGates }],
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    await isPending(people);
    await test(people);
  } finally {
    await people.system.close();
  }
}

const isPending = (people: PeopleSystem) =>
  people.until('ann', 'run', HOUR, (run) => gatesOfRun(run).some(({ state }) => state === 'Pending'));

async function gateOf(people: PeopleSystem): Promise<GateView> {
  const [gate] = gatesOfRun(await people.run('ann', 'run'));
  if (!gate) throw new Error('The run has no gate.');
  return gate;
}

/** Each right after the other, without a moment between them. */
async function atOnce(people: PeopleSystem, acts: readonly (readonly [string, string])[]): Promise<Answer[]> {
  const { id } = await gateOf(people);
  const path = (act: string) => (act === 'stop' ? '/api/runs/run/stop' : `/api/runs/run/gates/${id}/${act}`);
  return await Promise.all(acts.map(([who, act]) => people.call(who, 'POST', path(act), {})));
}

const approve = async (people: PeopleSystem, who = 'ann') => (await atOnce(people, [[who, 'approve']]))[0];

it.each([
  [
    'before',
    [
      ['ann', 'approve'],
      ['ben', 'reject'],
    ],
  ],
  [
    'after',
    [
      ['ben', 'reject'],
      ['ann', 'approve'],
    ],
  ],
] as const)(
  'A reject counts that is written %s an approval of the same moment, and is answered so',
  async (_when, acts) => {
    await whilePending({}, async (people) => {
      const answers = await atOnce(people, acts);
      const of = (act: string) => answers[acts.findIndex(([, each]) => each === act)]?.status;
      expect(of('reject')).toBe(202);
      expect([202, 409]).toContain(of('approve'));
      const run = await people.until('ann', 'run', HOUR);
      expect(run.state).toBe('Failed');
      expect(await gateOf(people)).toMatchObject({ state: 'Failed', message: 'Rejected by ben.' });
    });
  },
);

it('Of two that approve at once where one is enough the first counts, and the other is told', async () => {
  await whilePending({}, async (people) => {
    const answers = await atOnce(people, [
      ['ann', 'approve'],
      ['ben', 'approve'],
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    expect((await people.until('ann', 'run', HOUR)).state).toBe('Completed');
    expect((await gateOf(people)).message).toMatch(/^Approved by (ann|ben)\.$/);
  });
});

it.each([
  ['in the last moment before', -1, 202, 'Completed'],
  ['in the moment of', 0, 409, 'Failed'],
])('An approval %s its expiry', async (_when, after, status, state) => {
  await whilePending({ expiresInSeconds: EXPIRY_SECONDS }, async (people) => {
    const { clock } = people.system;
    const { expiresAt = '' } = await gateOf(people);
    await clock.advance(Date.parse(expiresAt) + after - clock.now());
    expect((await approve(people))?.status).toBe(status);
    await clock.advance(5 * MINUTE);
    expect((await gateOf(people)).state).toBe(state);
  });
});

it('An approval in the moment of a stop counts if it was taken, and the next attempt goes on behind it', async () => {
  await whilePending({}, async (people) => {
    expect((await approve(people))?.status).toBe(202);
    await people.ok('olga', 'POST', '/api/runs/run/stop');
    expect((await people.until('ann', 'run', HOUR)).state).toBe('Stopped');
    expect((await gateOf(people)).state).toBe('Completed');
    await people.ok('olga', 'POST', '/api/runs/run/start');
    expect((await people.until('ann', 'run', HOUR)).state).toBe('Completed');
  });
});

it.each([
  [
    ['ann', 'approve'],
    ['olga', 'stop'],
  ],
  [
    ['olga', 'stop'],
    ['ann', 'approve'],
  ],
] as const)(
  'Of %j and %j at once the stop is taken, and the approval counts or is refused',
  async (one, other) => {
    await whilePending({}, async (people) => {
      const answers = await atOnce(people, [one, other]);
      const of = (act: string) => answers[[one, other].findIndex(([, each]) => each === act)]?.status;
      expect(of('stop')).toBe(202);
      expect((await people.until('ann', 'run', HOUR)).state).toBe('Stopped');
      expect((await gateOf(people)).state).toBe(of('approve') === 202 ? 'Completed' : 'NotStarted');
    });
  },
);

it('An approval after a stop is refused, as nothing would come of it', async () => {
  await whilePending({}, async (people) => {
    await people.ok('olga', 'POST', '/api/runs/run/stop');
    await people.system.clock.advance(10);
    const answer = await approve(people);
    expect(answer).toMatchObject({ status: 409, body: { code: 'InvalidState' } });
    expect(JSON.stringify(answer?.body)).toContain('The run was stopped');
    expect((await people.until('ann', 'run', HOUR)).state).toBe('Stopped');
    expect(await gateOf(people)).toMatchObject({ state: 'NotStarted', decisions: [] });
  });
});

it('A decision that is given while nothing works on the run counts when something does, though its expiry is over', async () => {
  const outage: { over?: Promise<undefined> } = {};
  const callActivity = async (once: () => Promise<unknown>) => {
    await outage.over;
    return await once();
  };
  await whilePending(
    { expiresInSeconds: EXPIRY_SECONDS },
    async (people) => {
      const { clock } = people.system;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      outage.over = promise;
      clock.at(clock.now() + 2 * HOUR, () => resolve(undefined));
      await clock.advance(5 * MINUTE);
      expect((await approve(people))?.status).toBe(202);
      await clock.advance(HOUR);
      expect((await gateOf(people)).state).toBe('Pending');
      expect((await people.until('ann', 'run', 3 * HOUR)).state).toBe('Completed');
    },
    { callActivity },
  );
});

it('A change of the policy leaves a gate that is Pending, and what was decided on it, as they are', async () => {
  await whilePending({ minimumApprovals: 2 }, async (people) => {
    expect((await approve(people))?.status).toBe(202);
    await people.system.clock.advance(MINUTE);
    const before = await gateOf(people);
    await people.ok('olga', 'PATCH', '/api/runs/run/policy', {
      maxAllowedFailures: '1',
      stages: { only: { maxConcurrency: '1', groups: { all: { maxConcurrency: '1' } } } },
    });
    await people.system.clock.advance(5 * MINUTE);
    expect(await gateOf(people)).toEqual(before);
    await people.system.clock.advance(SECOND);
    expect((await approve(people, 'ben'))?.status).toBe(202);
    expect((await people.until('ann', 'run', HOUR)).state).toBe('Completed');
  });
});
