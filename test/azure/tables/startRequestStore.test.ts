import { storesOn } from '../../../src/azure/tables/tableStores.ts';
import { MemoryTable, type MemoryAccount } from '../../../src/memory/memoryTable.ts';
import type { StartRequest } from '../../../src/domain/trigger/startRequest.ts';
import { NOON } from './samples.ts';

const aRequest = (name: string, outcome: StartRequest['result']['outcome'] = 'Waiting'): StartRequest => ({
  name: `nightly.${name}`,
  trigger: 'nightly',
  run: name,
  start: true,
  heedsOverlap: true,
  managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
  cause: 'a test',
  receivedAt: NOON,
  result: { at: NOON, outcome, message: 'so it is', run: name },
});

function newWorld() {
  const account: MemoryAccount = new Map();
  const reads: string[] = [];
  const open = (name: string) =>
    new MemoryTable(account, name, ({ on, operation }) => {
      if (on === 'Triggers' && ['read', 'query'].includes(operation)) reads.push(operation);
      return Promise.resolve();
    });
  return { requests: () => storesOn(open).triggers.requests, table: open('Triggers'), reads };
}
const names = (rows: readonly { readonly value: StartRequest }[]) =>
  rows.map(({ value }) => value.run).toSorted();

it('Open start requests are listed without reading those that are closed', async () => {
  const { requests, reads } = newWorld();
  for (const name of ['a', 'b', 'c']) await requests().put(aRequest(name, 'Started'), undefined);
  await requests().put(aRequest('d'), undefined);
  const store = requests();
  await store.listOpen();
  reads.length = 0;
  expect(names(await store.listOpen())).toEqual(['d']);
  expect(reads).toEqual(['query', 'read']);
});

it('A request that was closed is listed no more, and one that is opened again is', async () => {
  const { requests } = newWorld();
  const opened = await requests().put(aRequest('a'), undefined);
  if (opened === 'lost') throw new Error('It was there.');
  const closed = await requests().put(aRequest('a', 'Started'), opened.eTag);
  expect(await requests().listOpen()).toEqual([]);
  if (closed === 'lost') throw new Error('It was written by somebody else.');
  await requests().put(aRequest('a'), closed.eTag);
  expect(names(await requests().listOpen())).toEqual(['a']);
});

it('Open requests that a release without the index wrote are found', async () => {
  const { requests, table } = newWorld();
  await requests().put(aRequest('old'), undefined);
  for (const row of await table.query({ partitionKey: 'openRequests', from: '', before: '~~' }))
    await table.remove(row);
  expect(names(await requests().listOpen())).toEqual(['old']);
});

it('A request that a reader comes upon while it is written stays in the index', async () => {
  const { requests, table } = newWorld();
  const store = requests();
  await table.putAll([{ partitionKey: 'openRequests', rowKey: 'nightly.new' }]);
  expect(await store.listOpen()).toEqual([]);
  await table.putAll([
    { partitionKey: 'requests', rowKey: 'nightly.new', json: JSON.stringify(aRequest('new')) },
  ]);
  expect(names(await store.listOpen())).toEqual(['new']);
});
