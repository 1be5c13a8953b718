import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { azuriteConnectionString } from '../../src/demo/azurite.ts';

/** What becomes of a request to Table Storage. */
export type Fate = 'answered' | 'refused' | 'dropped' | 'answerLost';

/** Stands before Table Storage and lets requests fail as it is told. */
export interface FlakyTables {
  /** Of the account, by way of it. */
  connectionString(account: string): string;
  /** Asked for every request. */
  fate: (method: string) => Fate;
  /** Where the tables are. */
  port: number;
  close(): Promise<void>;
}

export async function flakyTables(port: number): Promise<FlakyTables> {
  const server = createServer((request, response) => {
    void forward(request, response, flaky).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port.');
  const flaky: FlakyTables = {
    connectionString: (account) => azuriteConnectionString(address.port, account),
    fate: () => 'answered',
    port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return flaky;
}

async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { fate, port }: FlakyTables,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const body = await buffer(request);
  const will = fate(method);
  if (will === 'dropped') {
    request.socket.destroy();
    return;
  }
  if (will === 'refused') {
    const error = {
      'odata.error': { code: 'ServerBusy', message: { lang: 'en-US', value: 'The server is busy.' } },
    };
    response.writeHead(503, { 'content-type': 'application/json' }).end(JSON.stringify(error));
    return;
  }
  const asked = httpRequest({ host: '127.0.0.1', port, method, path: url, headers });
  asked.end(body);
  const answers: unknown[] = await once(asked, 'response');
  const [answer] = answers;
  if (!isMessage(answer)) throw new Error('Table Storage gives no answer.');
  const content = await buffer(answer);
  if (will === 'answerLost') request.socket.destroy();
  else response.writeHead(answer.statusCode ?? 500, answer.headers).end(content);
}

function isMessage(value: unknown): value is IncomingMessage {
  return typeof value === 'object' && value !== null && 'statusCode' in value;
}
