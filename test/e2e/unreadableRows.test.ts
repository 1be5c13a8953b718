import { z } from 'zod';
import { StorageTable } from '../../src/azure/tables/storageTable.ts';
import { like } from '../support/deliveries.ts';
import { newAccount } from '../support/azurite.ts';
import { ENDED, MINUTE, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const list = z.looseObject({
  value: z.array(z.looseObject({ name: z.string() })),
  unreadable: z.array(z.object({ name: z.string(), reason: z.string() })).optional(),
});
const stages = [{ name: 'only', groups: [{ name: 'test' }] }];

let account: string;
let system: TestSystem;
beforeEach(async () => {
  account = newAccount();
  system = await TestSystem.start({ tablesConnectionString: account });
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'] });
});
afterEach(async () => {
  await system.close();
});

const table = (name: string) => new StorageTable({ connectionString: account }, name);
const names = async (path: string) => {
  const { value, unreadable = [] } = list.parse(await system.ok('GET', path));
  return { names: value.map(({ name }) => name), unreadable: unreadable.map(({ name }) => name) };
};

/** As a later release may have left them, before it was taken back. */
async function leaveUnreadableRows(): Promise<void> {
  const json = JSON.stringify({ name: 'later', kind: 'completion' });
  const put = (name: string, partitionKey: string, rowKey: string) =>
    table(name).putAll([{ partitionKey, rowKey, json }]);
  for (const partition of ['definitions', 'states', 'requests', 'supportNotices', 'eventCounts'])
    await put('Triggers', partition, 'later');
  await put('Strategies', 'strategies', 'later');
  await put('Runs', 'runs', 'list|0000000000000|later');
  await put('Runs', 'unfinished', 'later');
  await put('Runs', 'later', 'run');
  await put('Locks', 'later', 'lock');
  await put('Assignments', 'demo', 'later');
  await put('Inventory', 'images', 'later');
  await put('Inventory', 'fleet|demo', 'member|later');
}

it('Rows that this release cannot read are left out of every list and named there; schedules and reconcile go on', async () => {
  await system.ok('PUT', '/api/triggers/nightly', {
    kind: 'schedule',
    schedule: { cron: '0 9 * * *' },
    managedClusterUpdate: NODE_IMAGES,
  });
  await system.ok('PUT', '/api/strategies/rings', { stages });
  await leaveUnreadableRows();
  expect(await names('/api/triggers')).toEqual({ names: ['nightly'], unreadable: ['later'] });
  expect(await names('/api/strategies')).toEqual({ names: ['rings'], unreadable: ['later'] });
  expect(await names('/api/runs')).toEqual({ names: [], unreadable: ['later'] });
  expect((await names('/api/members')).names).toHaveLength(5);
  for (const path of ['/api/groups', '/api/unused-events']) await system.ok('GET', path);
  expect(await system.call('GET', '/api/triggers/later')).toMatchObject({
    status: 500,
    body: { code: 'UnreadableRow', detail: like(/definitions . later/) },
  });

  const body = {
    members: [
      { fleet: 'demo', name: 'aks-weu-1' },
      { fleet: 'demo', name: 'aks-weu-2' },
    ],
  };
  await system.ok('POST', '/api/members/assign-group', { ...body, group: 'other' });
  await system.clock.advance(2 * 60 * MINUTE);
  const { names: runs } = await names('/api/runs');
  expect(runs).toHaveLength(1);
  expect((await system.until(String(runs[0]), ENDED)).state).toBe('Completed');
  const groups = list.parse(await system.ok('GET', '/api/groups')).value.map(({ name }) => name);
  expect(groups).toEqual(['other', 'test']);
}, 240_000);

it('An entry of the list that cannot be read is made from the rows of its run', async () => {
  await system.ok('POST', '/api/runs', { name: 'run', stages, managedClusterUpdate: NODE_IMAGES });
  const [entry] = await table('Runs').query({ partitionKey: 'runs', from: 'list|', before: 'list|~' });
  await table('Runs').putAll([{ partitionKey: 'runs', rowKey: entry?.rowKey ?? '', json: '{}' }]);
  expect(await names('/api/runs')).toEqual({ names: ['run'], unreadable: [] });
  await system.ok('POST', '/api/runs/run/start');
  expect((await system.until('run', ENDED)).state).toBe('Completed');
  expect(await names('/api/runs')).toEqual({ names: ['run'], unreadable: [] });
}, 120_000);
