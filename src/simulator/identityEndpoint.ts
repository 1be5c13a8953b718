import type { RequestListener } from 'node:http';
import type { Clock } from '../clock/clock.ts';
import type { World } from './state/world.ts';
import { issueToken } from './tokens.ts';

const LIFETIME = 24 * 3_600_000;

/** As App Service's managed identity answers: a token for whoever knows the secret header. */
export function identityListener(world: World, clock: Clock, identityHeader: string): RequestListener {
  return (request, response) => {
    response.on('close', clock.hold());
    const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const resource = searchParams.get('resource');
    const json = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.headers['x-identity-header'] !== identityHeader) {
      json(401, { statusCode: 401, message: 'The x-identity-header is missing or wrong.' });
    } else if (resource === null || searchParams.get('api-version') !== '2019-08-01') {
      json(400, { statusCode: 400, message: 'resource and api-version=2019-08-01 are required.' });
    } else {
      json(200, {
        access_token: issueToken(world.tokenSecret, clock.now()),
        expires_on: String(Math.floor((clock.now() + LIFETIME) / 1000)),
        resource,
        token_type: 'Bearer',
      });
    }
  };
}
