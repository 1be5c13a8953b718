import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { StorageTable } from '../../../src/azure/tables/storageTable.ts';

/** A Table Storage that knows no row, and answers after a while. */
async function slowStorage(): Promise<{ server: Server; most: () => number; connectionString: string }> {
  const most = { connections: 0 };
  const open = new Set<unknown>();
  const server = createServer((request, response) => {
    const isCreate = request.method === 'POST';
    const body = JSON.stringify({ 'odata.error': { code: 'ResourceNotFound', message: { value: 'None.' } } });
    request.resume().once('end', () =>
      setImmediate(() => {
        response.writeHead(isCreate ? 204 : 404, { 'content-type': 'application/json' });
        response.end(isCreate ? undefined : body);
      }),
    );
  });
  server.on('connection', (socket) => {
    open.add(socket);
    most.connections = Math.max(most.connections, open.size);
    socket.once('close', () => open.delete(socket));
  });
  server.listen(0, '127.0.0.1', 4096);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const key = Buffer.from('any').toString('base64');
  const endpoint = `http://127.0.0.1:${address.port}/any`;
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=any;AccountKey=${key};TableEndpoint=${endpoint};`;
  return { server, most: () => most.connections, connectionString };
}

it('However many calls there are at once, they share a bounded number of connections, whatever the table', async () => {
  const { server, most, connectionString } = await slowStorage();
  const tables = ['one', 'two'].map((name) => new StorageTable({ connectionString }, name));
  const reads = tables.flatMap((table) =>
    Array.from({ length: 300 }, (_, index) => table.read({ partitionKey: 'p', rowKey: String(index) })),
  );
  expect(new Set(await Promise.all(reads))).toEqual(new Set([undefined]));
  expect(most()).toBeLessThanOrEqual(100);
  server.closeAllConnections();
  server.close();
});
