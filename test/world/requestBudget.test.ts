import { z } from 'zod';
import type { MemoryAccount } from '../../src/memory/memoryTable.ts';
import { planSchema } from '../../src/domain/plan/plan.ts';
import { largeFleets } from '../../src/simulator/seeds.ts';
import { CountedInstance, decoded, type Sent } from '../support/countedInstance.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

const MEMBERS = 1_000;
const GROUPS = Array.from({ length: 50 }, (_, index) => ({
  name: `group-${String(index + 1).padStart(2, '0')}`,
}));
const STAGES = [
  { name: 'first', groups: GROUPS.slice(0, 25) },
  { name: 'rest', groups: GROUPS.slice(25) },
];
const PLAN = { stages: STAGES, managedClusterUpdate: NODE_IMAGES };

const account: MemoryAccount = new Map();
let system: MemorySystem;

function assignment() {
  return { group: 'moved', members: [{ fleet: 'fleet-1', name: 'm-0001' }] };
}

let one: CountedInstance;
let other: CountedInstance;

beforeAll(async () => {
  const seed = largeFleets({ fleets: 2, members: MEMBERS, groups: GROUPS.length, upgradeSeconds: 600 });
  system = MemorySystem.start({ seed, account }, { INVENTORY_MAX_AGE_MINUTES: '1440' });
  await system.ok('GET', '/api/members?refresh=true');
  await system.ok('POST', '/api/runs', { name: 'planned', ...PLAN });
  await system.ok('POST', '/api/runs', { name: 'going', ...PLAN, start: true });
  await system.clock.advance(3 * MINUTE);
  one = new CountedInstance(account, system.world.app);
  other = new CountedInstance(account, system.world.app);
}, 120_000);
afterAll(async () => {
  await system.close();
});

const seenIn = ({ body }: Sent) => z.looseObject({ seen: z.string() }).parse(decoded(body)).seen;

/** Requests to the tables, and kilobytes between them and the app and between the app and its caller. */
const BUDGET: readonly (readonly [string, string, unknown, Budget])[] = [
  ['GET', '/api/members', undefined, { requests: 3, tableKb: 2.5, answerKb: 9 }],
  ['GET', '/api/members?group=group-07', undefined, { requests: 3, tableKb: 2.5, answerKb: 1 }],
  ['GET', '/api/groups', undefined, { requests: 3, tableKb: 2.5, answerKb: 2 }],
  ['POST', '/api/plan', PLAN, { requests: 3, tableKb: 1.5, answerKb: 9 }],
  ['GET', '/api/runs', undefined, { requests: 4, tableKb: 4, answerKb: 3 }],
  ['GET', '/api/runs/planned', undefined, { requests: 4, tableKb: 4, answerKb: 9 }],
  ['GET', '/api/runs/going', undefined, { requests: 4, tableKb: 4, answerKb: 9 }],
];

interface Budget {
  readonly requests: number;
  readonly tableKb: number;
  readonly answerKb: number;
}

const costOf = ({ reads, writes, tableBytes, body }: Sent): Budget => ({
  requests: reads + writes,
  tableKb: tableBytes / 1_000,
  answerKb: body.length / 1_000,
});

function expectWithin(cost: Budget, budget: Budget): void {
  expect(cost.requests).toBeLessThanOrEqual(budget.requests);
  expect(cost.tableKb).toBeLessThanOrEqual(budget.tableKb);
  expect(cost.answerKb).toBeLessThanOrEqual(budget.answerKb);
}

it.each(BUDGET)('%s %s stays in its budget when nothing has changed', async (method, path, body, budget) => {
  await one.call(method, path, body);
  const sent = await one.call(method, path, body);
  expect(sent.status).toBe(200);
  expectWithin(costOf(sent), budget);
});

it('a run for a reader who has seen all of it stays in its budget', async () => {
  const since = `/api/runs/going?since=${seenIn(await one.call('GET', '/api/runs/going'))}`;
  await one.call('GET', since);
  const sent = await one.call('GET', since);
  expectWithin(costOf(sent), { requests: 2, tableKb: 4, answerKb: 1 });
});

it('creating a run costs batches of 100 members and one more', async () => {
  const sent = await one.call('POST', '/api/runs', { name: 'created', ...PLAN });
  expect(sent.status).toBe(201);
  expect(sent.reads + sent.writes).toBeLessThanOrEqual(MEMBERS / 100 + 1);
});

it('freezing its plan writes its rows in batches of 100, and one more', async () => {
  const plan = planSchema.parse(decoded((await one.call('POST', '/api/plan', PLAN)).body));
  const rows = STAGES.length + GROUPS.length + MEMBERS;
  const writes = await one.writesOf((app) => app.runs.freeze('run-of-the-test', plan, app.now()));
  expect(writes).toBe(Math.ceil(rows / 100) + 1);
});

it('when one group has gone on, its row and its members are read, and nothing else', async () => {
  await one.call('GET', '/api/runs/going');
  const { runId, planId } = await other.run('going');
  const key = { runId, planId, stage: 0, group: 0 };
  await other.writesOf(async ({ runs }) => {
    const read = await runs.group(key);
    if (read) await runs.writeGroup(key, read, { group: read.group.value, members: [], events: [] });
  });
  const sent = await one.call('GET', '/api/runs/going');
  expectWithin(costOf(sent), { requests: 4, tableKb: 60, answerKb: 9 });
});

it('twenty browsers on the page of a run cost the tables what one does', async () => {
  const poll = () => one.call('GET', '/api/runs/going');
  await poll();
  const cost = await one.requestsOf(() => Promise.all(Array.from({ length: 20 }, poll)));
  expect(cost).toBeLessThanOrEqual(2);
});

const WRITES: readonly (readonly [string, readonly [string, string, unknown], string, string])[] = [
  [
    'a group that was assigned',
    ['POST', '/api/members/assign-group', assignment()],
    '/api/members?group=moved',
    '"name":"m-0001"',
  ],
  ['a run that was created', ['POST', '/api/runs', { name: 'second', ...PLAN }], '/api/runs', '"second"'],
  ['the same run', ['POST', '/api/runs', { name: 'third', ...PLAN }], '/api/runs/third', '"third"'],
  [
    'a skip',
    ['POST', '/api/runs/planned/skip', { targets: [{ type: 'Stage', name: 'rest' }] }],
    '/api/runs/planned',
    '"Skipped"',
  ],
  ['a stop', ['POST', '/api/runs/going/stop', undefined], '/api/runs/going', '"state":"Stopping"'],
];

it.each(WRITES)(
  '%s is shown by an instance beside the one that answered',
  async (_what, write, path, part) => {
    const textOf = async (instance: CountedInstance) => JSON.stringify(await instance.read(path));
    const before = await textOf(one).catch(() => '');
    expect(before).not.toContain(part);
    expect((await other.call(...write)).status).toBeLessThan(300);
    expect(await textOf(one)).toContain(part);
    expect(await textOf(other)).toContain(part);
  },
);
