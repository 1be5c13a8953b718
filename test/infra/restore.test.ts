import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { newAccount } from '../support/azurite.ts';

const BEING_DELETED = JSON.stringify({
  'odata.error': {
    code: 'TableBeingDeleted',
    message: { lang: 'en-US', value: 'The specified table is being deleted.' },
  },
});

/** Stands before Azurite: says so many times of a table that it is being deleted still. */
async function storageThatDeletes(account: string, times: number) {
  const port = /127\.0\.0\.1:(\d+)/.exec(account)?.[1] ?? '';
  let left = times;
  const server = createServer((request, response) => {
    const isCreation = request.method === 'POST' && /\/Tables(\?|$)/.test(request.url ?? '');
    if (isCreation && left > 0) {
      left -= 1;
      response.writeHead(409, { 'content-type': 'application/json' }).end(BEING_DELETED);
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
      const given = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
      const body = chunks.length > 0 ? { body: new Uint8Array(Buffer.concat(chunks)) } : {};
      const method = request.method ?? 'GET';
      void fetch(`http://127.0.0.1:${port}${request.url}`, { method, headers: given, ...body }).then(
        async (answer) => {
          const type = answer.headers.get('content-type') ?? 'application/json';
          response.writeHead(answer.status, { 'content-type': type }).end(await answer.text());
        },
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = z.object({ port: z.number() }).parse(server.address());
  return { server, account: account.replaceAll(`127.0.0.1:${port}`, `127.0.0.1:${own.port}`) };
}

it('A restore into tables that were just deleted waits until Azure has let go of their names', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-updates-restore-'));
  writeFileSync(join(folder, 'Strategies.jsonl'), '{"partitionKey":"p","rowKey":"r"}\n');
  const { server, account } = await storageThatDeletes(newAccount(), 2);
  const env = {
    PATH: process.env['PATH'] ?? '',
    TABLES_CONNECTION_STRING: account,
    TABLES_RETRY_SECONDS: '0',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/tables.mjs', 'import', folder], {
    cwd: join(__dirname, '../..'),
    env,
  });
  server.close();
  rmSync(folder, { recursive: true });
  expect(stdout.match(/still being deleted/g)).toHaveLength(2);
  expect(stdout).toContain('Strategies: 1 rows');
}, 60_000);
