import type { AuditEntry } from '../../../src/domain/auditTypes.ts';
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
