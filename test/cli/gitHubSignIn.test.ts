import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { makeCertificate } from '../../src/simulator/servers.ts';
import { commandLine } from './commandLine.ts';

const open: Server[] = [];
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-updates-oidc-'));
});
afterAll(() => {
  for (const server of open) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

async function listening(server: Server): Promise<string> {
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

const json = (body: object) => JSON.stringify(body);

/** Entra, asked as an AD FS: that is the one authority of which the library asks nobody else whether it is one. */
async function entra(asked: URLSearchParams[]): Promise<string> {
  const certificate = await makeCertificate();
  writeFileSync(join(folder, 'ca.pem'), certificate.cert);
  const answer: RequestListener = (request, response) => {
    const origin = `https://${request.headers.host ?? ''}/adfs`;
    response.setHeader('content-type', 'application/json');
    if (request.method === 'GET') {
      const names = ['authorization', 'token'].map((name): [string, string] => [
        `${name}_endpoint`,
        `${origin}/oauth2/${name}`,
      ]);
      response.end(json({ issuer: origin, jwks_uri: `${origin}/keys`, ...Object.fromEntries(names) }));
      return;
    }
    void text(request).then((body) => {
      asked.push(new URLSearchParams(body));
      response.end(json({ token_type: 'Bearer', expires_in: 3600, access_token: 'of-the-app' }));
    });
  };
  return await listening(createHttpsServer({ cert: certificate.cert, key: certificate.private }, answer));
}

/** The app, and the address at which GitHub gives tokens to jobs. */
async function appAndGitHub(seen: string[]): Promise<string> {
  return await listening(
    createHttpServer((request, response) => {
      const { url = '', headers } = request;
      seen.push(`${url} ${headers.authorization ?? ''}`);
      response.setHeader('content-type', 'application/json');
      if (url.startsWith('/token')) {
        response.statusCode = headers.authorization === 'Bearer of-the-job' ? 200 : 403;
        response.end(json({ value: 'who-the-job-is' }));
        return;
      }
      response.statusCode = headers.authorization === 'Bearer of-the-app' ? 200 : 401;
      response.setHeader('www-authenticate', 'Bearer scope="api://app/.default"');
      response.end(json({ name: 'somebody', roles: [] }));
    }),
  );
}

it('A job of GitHub signs in without a secret: with the word of GitHub for who it is', async () => {
  const asked: URLSearchParams[] = [];
  const seen: string[] = [];
  const [authority, app] = [await entra(asked), await appAndGitHub(seen)];
  const environment = {
    FLEET_UPDATES_URL: `http://${app}`,
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://${app}/token?version=2`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-the-job',
    AZURE_CLIENT_ID: 'client',
    AZURE_TENANT_ID: 'adfs',
    AZURE_AUTHORITY_HOST: `https://${authority}`,
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
  };
  const { code, beside } = await commandLine(['whoami'], environment);
  expect([code, beside]).toEqual([0, '']);
  // The library asks again for its second look, and may.
  expect([...new Set(seen)]).toEqual([
    '/api/me ',
    '/token?version=2&audience=api%3A%2F%2FAzureADTokenExchange Bearer of-the-job',
    '/api/me Bearer of-the-app',
  ]);
  expect(
    asked.map((body) => [body.get('client_id'), body.get('client_assertion'), body.get('scope')]),
  ).toEqual([['client', 'who-the-job-is', expect.stringContaining('api://app/.default')]]);
  const refused = await commandLine(['whoami'], { ...environment, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'wrong' });
  expect([refused.code, refused.beside]).toEqual([
    7,
    expect.stringContaining('permissions: id-token: write'),
  ]);
});
