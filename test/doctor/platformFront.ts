import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { z } from 'zod';

const fronts: Server[] = [];

/**
 * Stands before an app as the platform's authentication does for a caller without a token: what the caller says of
 * who they are is taken away, the rest goes through. With `login` it sends everybody to the login instead.
 */
export async function platformFront(origin: string, login = false): Promise<string> {
  const server = createServer((request, response) => {
    if (login) {
      response.writeHead(302, { location: 'https://login.example' }).end();
      return;
    }
    const { 'x-ms-client-principal': _forged, ...headers } = request.headers;
    const kept = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    void fetch(new URL(request.url ?? '/', origin), {
      ...(request.method !== undefined && { method: request.method }),
      headers: kept.filter(([name]) => name !== 'host' && name !== 'connection'),
    }).then(async (answer) => {
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
    });
  });
  fronts.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return `http://127.0.0.1:${port}`;
}

/** For afterEach. */
export async function endPlatformFronts(): Promise<void> {
  for (const server of fronts.splice(0)) {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
}
