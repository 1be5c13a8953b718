import { DependencyError } from '../../../src/domain/errors.ts';
import { Table } from '../../../src/azure/tables/table.ts';
import { tableStores } from '../../../src/azure/tables/tableStores.ts';
import { newAccount } from '../../support/azurite.ts';
import { through } from './network.ts';
import { anAttempt, anEvent, aRun, newStores } from './samples.ts';

const row = { partitionKey: 'p', rowKey: 'r', json: '1' };

describe('a write', () => {
  it('writes all rows or none', async () => {
    const table = newStores().table('Runs');
    await table.putAll([row]);
    const other = { ...row, rowKey: 's' };
    const written = await table.write([
      { kind: 'insert', row: other },
      { kind: 'insert', row },
    ]);
    expect(written).toBe('lost');
    expect((await table.all()).map(({ rowKey }) => rowKey)).toEqual(['r']);
  });

  it('returns the ETags that the rows then have, in order', async () => {
    const table = newStores().table('Runs');
    const rows = ['c', 'a', 'b'].map((rowKey) => ({ ...row, rowKey }));
    const eTags = await table.write(rows.map((each) => ({ kind: 'insert', row: each })));
    const stored = await Promise.all(rows.map((each) => table.read(each)));
    expect(stored.map((each) => each?.etag)).toEqual(eTags);
  });

  it('is lost when the row has changed, is gone, or is there already', async () => {
    const table = newStores().table('Runs');
    const eTags = await table.write([{ kind: 'insert', row }]);
    const eTag = eTags[0] ?? '';
    expect(await table.write([{ kind: 'insert', row }])).toBe('lost');
    await table.putAll([{ ...row, json: '2' }]);
    expect(await table.write([{ kind: 'replace', row, eTag }])).toBe('lost');
    expect(await table.remove(row, eTag)).toBe('lost');
    expect(await table.remove(row)).toBe('written');
    expect(await table.write([{ kind: 'replace', row, eTag }])).toBe('lost');
    expect(await table.remove(row)).toBe('absent');
  });
});

describe('a range', () => {
  it('of more than a thousand rows is read to its end, in order', async () => {
    const table = newStores().table('Runs');
    const rows = Array.from({ length: 1_250 }, (_, index) => ({
      ...row,
      rowKey: `k${String(index).padStart(4, '0')}`,
    }));
    await table.putAll(rows.toReversed());
    const keys = rows.map(({ rowKey }) => rowKey);
    const range = { partitionKey: 'p', from: 'k', before: 'l' };
    expect((await table.query(range)).map(({ rowKey }) => rowKey)).toEqual(keys);
    expect((await table.first(range, 1_100)).map(({ rowKey }) => rowKey)).toEqual(keys.slice(0, 1_100));
  });

  it('is removed by several at once without an error', async () => {
    const table = newStores().table('Runs');
    await table.putAll(Array.from({ length: 250 }, (_, index) => ({ ...row, rowKey: `k${index}` })));
    const range = { partitionKey: 'p', from: 'k', before: 'l' };
    await Promise.all([table.removeAll(range), table.removeAll(range), table.removeAll(range)]);
    expect(await table.all()).toEqual([]);
  });
});

it('is created by whoever uses it first, of many at once', async () => {
  const connection = { connectionString: newAccount() };
  const instances = Array.from({ length: 10 }, () => new Table(connection, 'Runs'));
  await Promise.all(instances.map((table, index) => table.putAll([{ ...row, rowKey: String(index) }])));
  expect(await new Table(connection, 'Runs').all()).toHaveLength(10);
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
    expect(await runs.create(aRun(), anEvent())).toBe('created');
    expect(await runs.create(aRun({ runId: 'run2' }), anEvent())).toBe('nameTaken');
    expect(await runs.addAttempt(anAttempt(), anEvent())).toBe('written');
    const stop = { attempt: 1, reason: 'User', by: 'a', at: 'b', message: 'c' } as const;
    expect(await commands.addStop('run1', stop)).toBe(true);
    expect(await commands.addStop('run1', stop)).toBe(false);
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
