import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { generate } from 'selfsigned';

export interface Certificate {
  readonly cert: string;
  readonly private: string;
}

/**
 * For loopback only; whoever is to trust it gets it from the simulator. Each has a name of its own: of several
 * trusted ones of the same name, TLS would try the first alone.
 */
export async function makeCertificate(): Promise<Certificate> {
  return await generate([{ name: 'commonName', value: `Simulated ARM ${randomUUID()}` }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  });
}

export interface Listening {
  readonly port: number;
  /** Ends open connections too; again is harmless. */
  close(): Promise<void>;
}

export async function listen(
  port: number,
  listener: RequestListener,
  certificate?: Certificate,
): Promise<Listening> {
  const server: Server = certificate
    ? createHttpsServer({ key: certificate.private, cert: certificate.cert }, listener)
    : createHttpServer(listener);
  // A client that keeps connections open must not meet one that was just closed for idleness.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  // The server itself would wait for connections on which no request has begun.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  let closed: Promise<unknown> | undefined;
  return {
    port: address.port,
    close: async () => {
      closed ??= new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      });
      await closed;
    },
  };
}
