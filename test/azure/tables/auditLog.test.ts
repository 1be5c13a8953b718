import type { AuditEntry } from '../../../src/domain/auditTypes.ts';
import { storesOn } from '../../../src/azure/tables/tableStores.ts';
import { MemoryTable, type MemoryAccount } from '../../../src/memory/memoryTable.ts';
import { at, newStores, NOON } from './samples.ts';

const anEntry: AuditEntry = {
  time: NOON,
  actor: 'ann',
  subject: 'runs/weekly',
  type: 'RunDeleted',
  message: 'Deleted.',
};

it('appends an entry once, however often it is said', async () => {
  const { audit, table } = newStores();
  await Promise.all([audit.append(anEntry), audit.append(anEntry)]);
  await audit.append({ ...anEntry, subject: 'runs/other' });
  const rows = await table('Audit').all();
  expect(rows).toHaveLength(2);
  expect(rows.map(({ partitionKey }) => partitionKey)).toEqual(['2026-03-01', '2026-03-01']);
  expect(rows.map(({ json }) => json)).toEqual(
    expect.arrayContaining(
      [anEntry, { ...anEntry, subject: 'runs/other' }].map((each) => JSON.stringify(each)),
    ),
  );
});

it('orders entries by time, a partition per day', async () => {
  const { audit, table } = newStores();
  for (const seconds of [86_400, 5, 0]) await audit.append({ ...anEntry, time: at(seconds) });
  const rows = await table('Audit').all();
  expect(rows.map(({ rowKey }) => rowKey.split('|')[0])).toEqual([at(0), at(5), at(86_400)]);
});

it('reads the entries of a time over several days, from its start on and before its end', async () => {
  const { audit } = newStores();
  const times = [0, 5, 43_199, 43_200, 86_400].map(at);
  for (const time of times) await audit.append({ ...anEntry, time });
  const read = await audit.during({ from: at(5), before: at(86_400) });
  expect(read.map(({ time }) => time)).toEqual(times.slice(1, 4));
  expect(await audit.during({ from: at(6), before: at(43_199) })).toEqual([]);
});

it('tells of what is appended and of what a change had carried, and not of the trail that a deletion carries again', async () => {
  const told: string[] = [];
  const by = { createdAt: NOON, createdBy: 'ann', changedAt: NOON, changedBy: 'ann' };
  const strategy = { name: 'standard', stages: [], ...by };
  const account: MemoryAccount = new Map();
  const { audit, strategies } = storesOn(
    (name) => new MemoryTable(account, name),
    undefined,
    ({ message }) => told.push(message),
  );
  await audit.append({ ...anEntry, message: 'appended' });
  await audit.appendStored({ ...anEntry, message: 'of a trail' });
  await strategies.put(strategy, undefined, { ...anEntry, type: 'StrategyCreated', message: 'changed' });
  expect(told).toEqual(['appended', 'changed']);
});
