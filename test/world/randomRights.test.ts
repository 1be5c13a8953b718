import fc from 'fast-check';
import { ROLES, type Role } from '../../src/domain/access/roles.ts';
import { gatesOfRun } from '../../src/domain/gate/gateView.ts';
import { liveRunSchema } from '../../src/domain/run/runView.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { principalHeader } from '../support/principals.ts';
import { MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';
import { twoFleets } from '../support/twoFleets.ts';

const CALLS = 10_000;
const FLEETS = ['demo', 'second'];

/** What each role does, said once more: not as the product reckons it. */
const DOES: Readonly<Record<Role, readonly Role[]>> = {
  Reader: ['Reader', 'Operator', 'Approver', 'Admin'],
  Operator: ['Operator', 'Admin'],
  Approver: ['Approver'],
  Admin: ['Admin'],
};

interface Person {
  readonly user: string;
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
}
const PEOPLE: readonly Person[] = [
  { user: 'nobody', roles: [], groups: [] },
  { user: 'member', roles: [], groups: ['team'] },
  { user: 'both', roles: [], groups: ['team', 'leads'] },
  { user: 'reader', roles: ['Reader'], groups: [] },
  { user: 'operator', roles: ['Operator'], groups: ['leads'] },
  { user: 'approver', roles: ['Approver'], groups: [] },
  { user: 'admin', roles: ['Admin'], groups: [] },
];

interface Held {
  readonly name: string;
  readonly principal: string;
  readonly role: Role;
  readonly fleets: readonly string[];
}

/** The model: a role of the app holds everywhere, a grant on its fleets; whoever has any of these reads everything. */
function may(
  { user, roles, groups }: Person,
  held: readonly Held[],
  { role, on }: Pick<Act, 'role' | 'on'>,
  fleets: readonly string[],
): boolean {
  const mine = held.filter(({ principal }) => [user, ...groups].includes(principal));
  if (roles.some((each) => DOES[role].includes(each))) return true;
  if (on === undefined) return role === 'Reader' && mine.length > 0;
  const isMine = (fleet: string) =>
    mine.some((grant) => DOES[role].includes(grant.role) && grant.fleets.includes(fleet));
  return on === 'All' ? fleets.every(isMine) : fleets.some(isMine);
}

/** A call that changes nothing that another call's right hangs on, whether it is taken or not. */
interface Act {
  readonly what: string;
  readonly role: Role;
  readonly on?: 'All' | 'Any';
  readonly call: (fleets: readonly string[]) => readonly [string, string, unknown?];
  readonly headers?: Readonly<Record<string, string>>;
}

const runOf = (fleets: readonly string[]) => `of-${fleets.join('-')}`;
const WEEKEND = { timeZone: 'UTC', dates: [{ from: '2030-06-01', to: '2030-06-02' }], reason: 'Fair' };
const gates: Record<string, string> = {};
const gateOf = (fleets: readonly string[]) =>
  `/api/runs/${runOf(fleets)}/gates/${gates[runOf(fleets)] ?? 'none'}`;

const ACTS: readonly Act[] = [
  { what: 'read a run', role: 'Reader', call: (fleets) => ['GET', `/api/runs/${runOf(fleets)}`] },
  { what: 'read a gate', role: 'Reader', call: (fleets) => ['GET', gateOf(fleets)] },
  { what: 'read grants', role: 'Reader', call: () => ['GET', '/api/access'] },
  {
    what: 'create a run',
    role: 'Operator',
    on: 'All',
    // Its name is taken.
    call: (fleets) => [
      'POST',
      '/api/runs',
      { name: runOf(fleets), managedClusterUpdate: NODE_IMAGES, fleets },
    ],
  },
  {
    what: 'start',
    role: 'Operator',
    on: 'All',
    call: (fleets) => ['POST', `/api/runs/${runOf(fleets)}/start`],
  },
  {
    what: 'stop',
    role: 'Operator',
    on: 'Any',
    // It was never started.
    call: (fleets) => ['POST', `/api/runs/idle-${runOf(fleets)}/stop`],
  },
  {
    what: 'skip',
    role: 'Operator',
    on: 'All',
    call: (fleets) => [
      'POST',
      `/api/runs/${runOf(fleets)}/skip`,
      { targets: [{ type: 'Stage', name: 'none' }] },
    ],
  },
  {
    what: 'change the policy',
    role: 'Operator',
    on: 'All',
    call: (fleets) => ['PATCH', `/api/runs/${runOf(fleets)}/policy`, {}],
  },
  {
    what: 'approve',
    role: 'Approver',
    on: 'All',
    // There are more approvals to give than people.
    call: (fleets) => ['POST', `${gateOf(fleets)}/approve`, {}],
  },
  {
    what: 'skip a gate',
    role: 'Approver',
    on: 'All',
    call: (fleets) => [
      'POST',
      `/api/runs/${runOf(fleets)}/gates/000000000000/skip`,
      { reason: 'Nobody is there.' },
    ],
  },
  {
    what: 'freeze',
    role: 'Operator',
    on: 'All',
    // It is not there to be changed.
    call: (fleets) => ['PUT', '/api/freezes/none', { ...WEEKEND, fleets }],
    headers: { 'if-match': '"other"' },
  },
  {
    what: 'assign a member',
    role: 'Operator',
    on: 'All',
    call: (fleets) => [
      'POST',
      '/api/members/assign-group',
      {
        members: fleets.map((fleet) => ({ fleet, name: fleet === 'demo' ? 'aks-weu-1' : 'two-weu-1' })),
        group: 'all',
      },
    ],
  },
  {
    what: 'save a trigger',
    role: 'Admin',
    on: 'All',
    call: (fleets) => [
      'PUT',
      `/api/triggers/${runOf(fleets)}-${fleets.length}`,
      {
        kind: 'schedule',
        managedClusterUpdate: NODE_IMAGES,
        schedule: { cron: '0 10 1 1 *' },
        enabled: false,
        fleets,
      },
    ],
  },
  {
    what: 'grant',
    role: 'Admin',
    call: () => ['PUT', '/api/access/none', { principal: 'x', role: 'Admin', fleets: ['nowhere'] }],
  },
  { what: 'put a strategy', role: 'Admin', call: () => ['PUT', '/api/strategies/none', { stages: [] }] },
];

const someFleets = fc.constantFrom(['demo'], ['second'], FLEETS);
const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      who: fc.constantFrom(...PEOPLE),
      act: fc.constantFrom(...ACTS),
      fleets: someFleets,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constantFrom('g1', 'g2', 'g3', 'g4'),
      principal: fc.constantFrom('member', 'both', 'reader', 'approver', 'team', 'leads'),
      role: fc.constantFrom(...ROLES),
      fleets: someFleets,
      isTaken: fc.boolean(),
    }),
  },
);

let system: MemorySystem;
const asked = (
  { user, roles, groups }: Person,
  [method, path, body]: ReturnType<Act['call']>,
  headers: Readonly<Record<string, string>> = {},
) => system.call(method, path, body, { ...principalHeader(user, roles, groups), ...headers });
const ROOT: Person = { user: 'root', roles: ['Admin', 'Approver'], groups: [] };

beforeAll(async () => {
  system = MemorySystem.start({ seed: twoFleets() }, { APP_AUTHENTICATION: 'entra' });
  await asked(ROOT, ['GET', '/api/members?refresh=true']);
  const members = [
    { fleet: 'demo', name: 'aks-weu-1' },
    { fleet: 'second', name: 'two-weu-1' },
  ];
  await asked(ROOT, ['POST', '/api/members/assign-group', { members, group: 'all' }]);
  const beforeGates = [{ type: 'Approval', name: 'go', minimumApprovals: 50 }];
  for (const fleets of [...FLEETS.map((fleet) => [fleet]), FLEETS]) {
    const run = {
      stages: [{ name: 'only', groups: [{ name: 'all' }], beforeGates }],
      managedClusterUpdate: NODE_IMAGES,
      fleets,
    };
    await asked(ROOT, ['POST', '/api/runs', { ...run, name: `idle-${runOf(fleets)}` }]);
    await asked(ROOT, ['POST', '/api/runs', { ...run, name: runOf(fleets), start: true }]);
  }
  await system.clock.advance(2 * MINUTE);
  for (const fleets of [...FLEETS.map((fleet) => [fleet]), FLEETS]) {
    const { body } = await asked(ROOT, ['GET', `/api/runs/${runOf(fleets)}`]);
    gates[runOf(fleets)] = gatesOfRun(liveRunSchema.parse(body))[0]?.id ?? 'none';
  }
});
afterAll(() => system.close());

it('Ten thousand calls of random people, with grants that come and go, are taken and refused as the model says', async () => {
  const held = new Map<string, Held>();
  const wrong: string[] = [];
  const seen = new Map<string, number>();
  for (const each of fc.sample(step, { numRuns: CALLS, seed: 20_260_302 })) {
    if ('isTaken' in each) {
      const { isTaken, ...grant } = each;
      const path = `/api/access/${grant.name}`;
      const { name: _name, ...body } = grant;
      if (isTaken) held.delete(grant.name);
      else held.set(grant.name, grant);
      await asked(ROOT, [isTaken ? 'DELETE' : 'PUT', path, isTaken ? undefined : body]);
      continue;
    }
    const { who, act, fleets } = each;
    const { status, body } = await asked(who, act.call(fleets), act.headers);
    const said = status === 403 ? 'refused' : 'taken';
    const expected = may(who, [...held.values()], act, fleets) ? 'taken' : 'refused';
    seen.set(`${act.what} ${expected}`, (seen.get(`${act.what} ${expected}`) ?? 0) + 1);
    if (said !== expected)
      wrong.push(`${who.user} ${act.what} ${fleets.join()}: ${status} ${JSON.stringify(body)}`);
  }
  expect(wrong.slice(0, 10)).toEqual([]);
  // Each act was refused and taken, often.
  expect(seen.size).toBe(2 * ACTS.length);
  expect(Math.min(...seen.values())).toBeGreaterThan(20);
}, 300_000);
