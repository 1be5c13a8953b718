import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StorageTable } from '../../src/azure/tables/storageTable.ts';
import { startAzurite } from '../../src/demo/azurite.ts';

const row = { partitionKey: 'p', rowKey: 'r', json: '1' };

it('answers once it has started, keeps accounts apart, and is gone after close', async () => {
  const azurite = await startAzurite({ accounts: ['one', 'two'] });
  const one = new StorageTable({ connectionString: azurite.connectionString('one') }, 'Runs');
  const two = new StorageTable({ connectionString: azurite.connectionString('two') }, 'Runs');
  await one.putAll([row]);
  expect(await one.all()).toHaveLength(1);
  expect(await two.all()).toEqual([]);
  await azurite.close();
  await azurite.close();
  await expect(one.all()).rejects.toMatchObject({ status: 0 });
});

it('ends though a client keeps its connection open', async () => {
  const azurite = await startAzurite();
  const socket = connect(azurite.port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  await expect(azurite.close()).resolves.toBeUndefined();
  socket.destroy();
});

it('gives the first account without a name, and none that it does not have', async () => {
  const azurite = await startAzurite({ accounts: ['one', 'two'] });
  expect(azurite.connectionString()).toBe(azurite.connectionString('one'));
  expect(() => azurite.connectionString('three')).toThrow(RangeError);
  await azurite.close();
});

it('finds its tables again in the folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'azurite-'));
  for (const expected of [0, 1]) {
    const azurite = await startAzurite({ folder });
    const table = new StorageTable({ connectionString: azurite.connectionString() }, 'Runs');
    expect(await table.all()).toHaveLength(expected);
    await table.putAll([row]);
    await azurite.close();
  }
  await rm(folder, { recursive: true });
});

it('runs beside others on ports of their own', async () => {
  const all = await Promise.all([startAzurite(), startAzurite(), startAzurite()]);
  expect(new Set(all.map(({ port }) => port)).size).toBe(3);
  await Promise.all(all.map((azurite) => azurite.close()));
});

it('says so, and what Azurite printed, when it cannot start', async () => {
  const lines: string[] = [];
  const starting = startAzurite({ folder: '/dev/null/no-folder', log: (line) => lines.push(line) });
  await expect(starting).rejects.toThrow(/did not start: .*no-folder/s);
  expect(lines.join('\n')).toContain('no-folder');
});
