import { DependencyError } from '../../../src/domain/errors.ts';
import { StorageTable } from '../../../src/azure/tables/storageTable.ts';
import { tableStores } from '../../../src/azure/tables/tableStores.ts';
import { newAccount } from '../../support/azurite.ts';
import { through } from './network.ts';
import { anAttempt, anEvent, aRun } from './samples.ts';

const row = { partitionKey: 'p', rowKey: 'r', json: '1' };

it('is created by whoever uses it first, of many at once', async () => {
  const connection = { connectionString: newAccount() };
  const instances = Array.from({ length: 10 }, () => new StorageTable(connection, 'Runs'));
  await Promise.all(instances.map((table, index) => table.putAll([{ ...row, rowKey: String(index) }])));
  expect(await new StorageTable(connection, 'Runs').all()).toHaveLength(10);
});

describe('a network that fails', () => {
  it('loses the answer to each first try: what was written counts as written, not as lost', async () => {
    let tries = 0;
    const proxy = await through((req, res, forward) => {
      const isWrite = req.url?.endsWith('$batch') === true;
      if (isWrite && ++tries % 2) {
        res.end = () => res.destroy();
        res.write = () => true;
        res.writeHead = () => res;
      }
      forward();
    });
    const { runs, commands } = tableStores(proxy);
    expect(await runs.create(aRun(), anEvent())).toBe('written');
    expect(await runs.create(aRun({ runId: 'run2' }), anEvent())).toBe('lost');
    expect(await runs.addAttempt(anAttempt(), anEvent())).toBe('written');
    const stop = { attempt: 1, reason: 'User', by: 'a', at: 'b', message: 'c' } as const;
    expect(await commands.addStop('run1', stop)).toBe('written');
    expect(await commands.addStop('run1', stop)).toBe('lost');
    expect(tries).toBeGreaterThan(5);
    await proxy.close();
  });

  it('is named with status 0 when nobody answers', async () => {
    const proxy = await through((_, res) => res.destroy());
    const { runs } = tableStores(proxy);
    const failure = runs.get('run1');
    await expect(failure).rejects.toThrow(DependencyError);
    await expect(failure).rejects.toMatchObject({ status: 0, retryable: true });
    await proxy.close();
  });

  it('is forgotten once it answers: the table is created then', async () => {
    let down = true;
    const proxy = await through((_, res, forward) => {
      if (down) res.writeHead(404).end();
      else forward();
    });
    const { runs } = tableStores(proxy);
    await expect(runs.get('run1')).rejects.toMatchObject({ status: 404 });
    down = false;
    expect(await runs.get('run1')).toBeUndefined();
    await proxy.close();
  });
});

describe('what Storage refuses', () => {
  it('is an error with its code and status', async () => {
    const wrongKey = newAccount().replace(/AccountKey=[^;]*/, 'AccountKey=d3Jvbmc=');
    await expect(tableStores({ connectionString: wrongKey }).runs.get('run1')).rejects.toMatchObject({
      name: 'DependencyError',
      status: 403,
      code: 'AuthorizationFailure',
      retryable: false,
    });
  });

  it('is an error when the table is missing, not an absent row', async () => {
    const proxy = await through((req, res, forward) => {
      const isCreation = req.method === 'POST' && req.url?.endsWith('/Tables') === true;
      if (isCreation) res.writeHead(204).end();
      else forward();
    });
    await expect(tableStores(proxy).runs.get('run1')).rejects.toMatchObject({
      status: 404,
      code: 'TableNotFound',
    });
    const write = tableStores(proxy).strategies.put(
      { name: 'a', stages: [], createdAt: '', createdBy: '', changedAt: '', changedBy: '' },
      undefined,
    );
    await expect(write).rejects.toMatchObject({ status: 404, code: 'TableNotFound' });
    await proxy.close();
  });

  it('names a missing token', async () => {
    class CredentialUnavailableError extends Error {
      override readonly name = 'CredentialUnavailableError';
    }
    const credential = { getToken: () => Promise.reject(new CredentialUnavailableError('No identity.')) };
    const stores = tableStores({ endpoint: 'https://127.0.0.1:9', credential });
    await expect(stores.runs.get('run1')).rejects.toMatchObject({
      name: 'DependencyError',
      code: 'NoToken',
      status: 0,
    });
  });
});
