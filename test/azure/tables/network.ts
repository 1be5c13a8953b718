import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newAccount } from '../../support/azurite.ts';

/** Stands between the SDK and Azurite and does to an exchange what the network may do. */
export async function through(
  meddle: (req: IncomingMessage, res: ServerResponse, forward: () => void) => void,
  direct = newAccount(),
): Promise<{ readonly connectionString: string; readonly close: () => Promise<void> }> {
  const port = Number(/:(\d+)\//.exec(direct)?.[1]);
  const server: Server = createServer((req, res) => {
    meddle(req, res, () => {
      const { method, url, headers } = req;
      const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
        res.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(res);
      });
      req.pipe(onward);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port.');
  return {
    connectionString: direct.replace(`:${port}/`, `:${address.port}/`),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Holds back the transactions of whoever goes through it, from the `nth` on, until `others` has been done. */
export async function after(others: () => Promise<unknown>, direct: string, nth = 1) {
  let transactions = 0;
  let done: Promise<unknown> | undefined;
  return through((req, _, forward) => {
    const isTransaction = req.url?.endsWith('$batch') === true;
    if (isTransaction) transactions += 1;
    if (!isTransaction || transactions < nth) {
      forward();
      return;
    }
    done ??= others();
    void done.then(forward);
  }, direct);
}
