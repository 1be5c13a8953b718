import { ROLES, type Role } from '../../src/domain/access/roles.ts';
import { routesOf } from '../../src/triggers/http/registerHttp.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { twoFleets } from '../support/twoFleets.ts';
import { principalHeader } from '../support/principals.ts';
import { HOUR, MINUTE, NODE_IMAGES, type Answer } from '../support/spokenSystem.ts';

const ADMIN = principalHeader('admin', ['Admin']);
const as = (user: string, groups: readonly string[] = []) => principalHeader(user, [], groups);

let system: MemorySystem;
const call = (
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> => system.call(method, path, body, headers);
async function admin(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await call(method, path, body, ADMIN);
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
const grant = (name: string, principal: string, role: Role, fleets: readonly string[]) =>
  admin('PUT', `/api/access/${name}`, { principal, role, fleets });
const REFUSED = { status: 403, body: { code: 'NotAllowed' } };

beforeEach(async () => {
  system = MemorySystem.start({ seed: twoFleets() }, { APP_AUTHENTICATION: 'entra' });
  await admin('GET', '/api/members?refresh=true');
  for (const [fleet, name] of [
    ['demo', 'aks-weu-1'],
    ['second', 'two-weu-1'],
  ]) {
    await admin('POST', '/api/members/assign-group', { members: [{ fleet, name }], group: 'test' });
  }
});
afterEach(() => system.close());

const run = (name: string, fleets: readonly string[] | undefined, more = {}) => ({
  name,
  stages: [{ name: 'only', groups: [{ name: 'test' }] }],
  managedClusterUpdate: NODE_IMAGES,
  ...(fleets && { fleets }),
  ...more,
});

describe('A grant', () => {
  it('lets its principal act on its fleets and on no run that concerns another, and read everything', async () => {
    await grant('ann-demo', 'ann', 'Operator', ['demo']);
    expect(await call('POST', '/api/runs', run('own', ['demo']), as('ann'))).toMatchObject({ status: 201 });
    for (const fleets of [['second'], ['demo', 'second'], undefined]) {
      const refused = await call('POST', '/api/runs', run('other', fleets), as('ann'));
      expect(refused).toMatchObject(REFUSED);
      expect(JSON.stringify(refused.body)).toContain('you do not have it on second');
    }
    expect(await call('GET', '/api/runs/own', undefined, as('ann'))).toMatchObject({ status: 200 });
    await admin('POST', '/api/runs', run('both', undefined));
    expect(await call('GET', '/api/runs/both', undefined, as('ann'))).toMatchObject({ status: 200 });
    expect(await call('POST', '/api/runs/both/start', undefined, as('ann'))).toMatchObject(REFUSED);
    expect(await call('DELETE', '/api/runs/both', undefined, as('ann'))).toMatchObject(REFUSED);
    expect(await call('GET', '/api/runs', undefined, as('stranger'))).toMatchObject(REFUSED);
  });

  it('on one of the fleets of a run is enough to stop it, and the run says so', async () => {
    await grant('ann-demo', 'ann', 'Operator', ['demo']);
    await admin('POST', '/api/runs', run('both', undefined, { start: true }));
    await system.clock.advance(2 * MINUTE);
    const { body } = await call('GET', '/api/runs/both', undefined, as('ann'));
    expect(body).toMatchObject({
      allowed: { stop: { allowed: true }, skip: { allowed: false, because: 'Role' } },
    });
    expect(await call('POST', '/api/runs/both/stop', undefined, as('ann'))).toMatchObject({ status: 202 });
    expect(await call('POST', '/api/runs/both/stop', undefined, as('ben'))).toMatchObject(REFUSED);
  });

  it('for a group is for whose token says the group', async () => {
    await grant('team-demo', 'team', 'Operator', ['demo']);
    const body = { members: [{ fleet: 'demo', name: 'aks-weu-2' }], group: 'test' };
    expect(await call('POST', '/api/members/assign-group', body, as('ann'))).toMatchObject(REFUSED);
    expect(await call('POST', '/api/members/assign-group', body, as('ann', ['team']))).toMatchObject({
      status: 200,
    });
    const other = { members: [...body.members, { fleet: 'second', name: 'two-weu-1' }], group: 'test' };
    expect(await call('POST', '/api/members/assign-group', other, as('ann', ['team']))).toMatchObject(
      REFUSED,
    );
    expect(await call('GET', '/api/me', undefined, as('ann', ['team']))).toMatchObject({
      body: {
        user: 'ann',
        roles: ['Reader'],
        grants: [{ name: 'team-demo', role: 'Operator', fleets: ['demo'] }],
      },
    });
  });

  it('is gone at the next call when it is taken back, and the audit log keeps what it was', async () => {
    await grant('ann-demo', 'ann', 'Operator', ['demo']);
    await system.clock.advance(MINUTE);
    await grant('ann-demo', 'ann', 'Admin', ['demo', 'second']);
    await system.clock.advance(MINUTE);
    await admin('DELETE', '/api/access/ann-demo');
    expect(await call('GET', '/api/runs', undefined, as('ann'))).toMatchObject(REFUSED);
    expect(await admin('GET', '/api/audit?subject=access')).toMatchObject({
      value: [
        {
          type: 'AccessDeleted',
          actor: 'admin',
          subject: 'access/ann-demo',
          message: 'Deleted grant ann-demo. Admin on demo, second for ann.',
        },
        {
          type: 'AccessChanged',
          message: 'Changed grant ann-demo. Admin on demo, second for ann. Before: Operator on demo for ann.',
        },
        { type: 'AccessCreated', message: 'Created grant ann-demo. Operator on demo for ann.' },
      ],
    });
  });

  it('is refused for a fleet that is not there, for an address and without a fleet, and is made by an Admin of all fleets only', async () => {
    const put = (body: object, headers = ADMIN) => call('PUT', '/api/access/x', body, headers);
    const good = { principal: 'ann', role: 'Operator', fleets: ['demo'] };
    expect(await put({ ...good, fleets: ['demo', 'nowhere'] })).toMatchObject({
      status: 400,
      body: { code: 'UnknownFleet', errors: [{ pointer: '/fleets/1' }] },
    });
    for (const [field, value] of [
      ['principal', 'ann@example.com'],
      ['role', 'Owner'],
      ['fleets', []],
    ] as const) {
      expect(await put({ ...good, [field]: value })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: `/${field}` }] },
      });
    }
    await grant('ann-admin', 'ann', 'Admin', ['demo', 'second']);
    expect(await put(good, as('ann'))).toMatchObject(REFUSED);
    const refused = await call('PUT', '/api/strategies/x', { stages: [] }, as('ann'));
    expect(refused).toMatchObject(REFUSED);
    expect(JSON.stringify(refused.body)).toContain('a grant on fleets does not count');
  });

  it('covers freezes of its fleets, and members that join and leave them', async () => {
    await grant('ann-demo', 'ann', 'Operator', ['demo']);
    await grant('ben-demo', 'ben', 'Admin', ['demo']);
    const freeze = (fleets?: readonly string[]) => ({
      reason: 'Fair',
      timeZone: 'UTC',
      dates: [{ from: '2026-06-01', to: '2026-06-02' }],
      ...(fleets && { fleets }),
    });
    expect(await call('PUT', '/api/freezes/own', freeze(['demo']), as('ann'))).toMatchObject({ status: 201 });
    expect(await call('PUT', '/api/freezes/all', freeze(), as('ann'))).toMatchObject(REFUSED);
    expect(await call('PUT', '/api/freezes/other', freeze(['second']), as('ben'))).toMatchObject(REFUSED);
    expect(await call('DELETE', '/api/freezes/own', undefined, as('ann'))).toMatchObject(REFUSED);
    expect(await call('DELETE', '/api/freezes/own', undefined, as('ben'))).toMatchObject({ status: 204 });
    expect(await call('DELETE', '/api/members/second/two-neu-1', undefined, as('ben'))).toMatchObject(
      REFUSED,
    );
  });
});

describe('A trigger', () => {
  const trigger = (fleets?: readonly string[]) => ({
    kind: 'schedule',
    managedClusterUpdate: NODE_IMAGES,
    schedule: { cron: '0 10 * * *' },
    ...(fleets && { fleets }),
  });

  it('is saved, changed and deleted by whoever is an Admin of every fleet that it covers, before and after', async () => {
    await grant('ann-demo', 'ann', 'Admin', ['demo']);
    expect(await call('PUT', '/api/triggers/all', trigger(), as('ann'))).toMatchObject(REFUSED);
    expect(await call('PUT', '/api/triggers/own', trigger(['demo']), as('ann'))).toMatchObject({
      status: 201,
      body: { savedBy: { user: 'ann', roles: ['Reader'], grants: ['ann-demo'] } },
    });
    expect(await call('PUT', '/api/triggers/own', trigger(['demo', 'second']), as('ann'))).toMatchObject(
      REFUSED,
    );
    await admin('PUT', '/api/triggers/theirs', trigger(['second']));
    expect(await call('PUT', '/api/triggers/theirs', trigger(['demo']), as('ann'))).toMatchObject(REFUSED);
    expect(await call('DELETE', '/api/triggers/theirs', undefined, as('ann'))).toMatchObject(REFUSED);
    expect(await call('POST', '/api/triggers/theirs/run', undefined, as('ann'))).toMatchObject(REFUSED);
    expect(await call('POST', '/api/triggers/own/run', undefined, as('ann'))).toMatchObject({ status: 202 });
    expect(await call('DELETE', '/api/triggers/own', undefined, as('ann'))).toMatchObject({ status: 204 });
  });

  it('starts nothing any more when the grant that let somebody save it is taken back, and says so', async () => {
    await grant('ann-demo', 'ann', 'Admin', ['demo']);
    await call('PUT', '/api/triggers/nightly', { ...trigger(['demo']), overlap: 'allow' }, as('ann'));
    await admin('DELETE', '/api/access/ann-demo');
    await system.clock.advance(3 * HOUR);
    const nightly = await admin('GET', '/api/triggers/nightly');
    expect(nightly).toMatchObject({ last: { outcome: 'Failed', code: 'NotAllowed' } });
    expect(JSON.stringify(nightly)).toContain('was saved by ann');
    expect(await admin('GET', '/api/runs')).toMatchObject({ value: [] });
  });

  it('goes on as it was saved by a role, which nobody can ask again', async () => {
    await call('PUT', '/api/triggers/nightly', trigger(['demo']), ADMIN);
    await system.clock.advance(3 * HOUR);
    expect(await admin('GET', '/api/triggers/nightly')).toMatchObject({ last: { outcome: 'Started' } });
  });
});

/** Calls about what is on fleet `demo`, with a body that is good enough to come to the question who may. */
const BODIES: Readonly<Record<string, unknown>> = {
  assignGroup: { members: [{ fleet: 'demo', name: 'aks-weu-1' }], group: 'test' },
  joinMember: {
    clusterResourceId:
      '/subscriptions/s/resourceGroups/r/providers/Microsoft.ContainerService/managedClusters/c',
  },
  createRun: run('more', ['demo']),
  skipTargets: { targets: [{ type: 'Stage', name: 'only' }] },
  abandonRun: { reason: 'Test' },
  changeRunPolicy: {},
  skipGate: { reason: 'Test' },
  putFreeze: {
    reason: 'Fair',
    timeZone: 'UTC',
    dates: [{ from: '2026-06-01', to: '2026-06-02' }],
    fleets: ['demo'],
  },
  putTrigger: {
    kind: 'schedule',
    managedClusterUpdate: NODE_IMAGES,
    schedule: { cron: '0 10 * * *' },
    fleets: ['demo'],
  },
};

it('Every route that concerns fleets refuses whoever has its role on another fleet, and takes whoever has it on these', async () => {
  for (const role of ROLES) {
    await grant(`second-${role.toLowerCase()}`, `second-${role}`, role, ['second']);
    await grant(`demo-${role.toLowerCase()}`, `demo-${role}`, role, ['demo']);
  }
  const routes = routesOf({ kind: 'entra' }).filter(({ on }) => on !== undefined);
  expect(routes.length).toBeGreaterThan(10);
  for (const fleet of ['second', 'demo']) {
    for (const { method, path, role, operationId } of routes) {
      await admin('POST', '/api/runs', run('thing', ['demo'])).catch(() => undefined);
      await admin('PUT', '/api/triggers/thing', BODIES['putTrigger']);
      await admin('PUT', '/api/freezes/thing', BODIES['putFreeze']);
      const target = `/${path}`.replace('{fleet}', 'demo').replaceAll(/\{\w+\}/g, 'thing');
      const answer = await system.whileTimePasses(
        call(method, target, BODIES[operationId], as(`${fleet}-${role}`)),
      );
      const isOwn = fleet === 'demo';
      // What is there already an Operator does not replace.
      const isAdminsOwn = operationId === 'putFreeze';
      const said = answer.status === 403 ? 'refused' : 'taken';
      expect(`${operationId}: ${said}`).toBe(
        `${operationId}: ${isOwn && !isAdminsOwn ? 'taken' : 'refused'}`,
      );
    }
  }
});
