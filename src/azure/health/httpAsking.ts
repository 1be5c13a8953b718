import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
} from '@azure/core-rest-pipeline';
import { DependencyError } from '../../domain/errors.ts';
import { equip, type ArmConnection } from '../arm/armConnection.ts';
import { answered } from '../arm/armErrors.ts';
import type { Ask } from './asking.ts';

/** By HTTP, with the token of the app for one audience, within the bounds and with the errors of all calls to ARM. */
export function httpAsking(connection: ArmConnection): Ask {
  const pipeline = createPipelineFromOptions({});
  pipeline.addPolicy(
    bearerTokenAuthenticationPolicy({ credential: connection.credential, scopes: [connection.scope] }),
  );
  equip(pipeline, connection);
  const client = createDefaultHttpClient();
  return async (operation, { url, body }) => {
    const request = createPipelineRequest({ url, method: body === undefined ? 'GET' : 'POST' });
    if (body !== undefined) {
      const isJson = 'json' in body;
      const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
      request.headers = createHttpHeaders({ 'content-type': type });
      request.body = isJson ? JSON.stringify(body.json) : new URLSearchParams(body.form).toString();
    }
    const { bodyAsText } = await answered(operation, () => pipeline.sendRequest(client, request));
    try {
      const json: unknown = JSON.parse(bodyAsText ?? '');
      return json;
    } catch (error) {
      throw new DependencyError('NoAnswer', `${operation}: the answer is no JSON.`, 0, error);
    }
  };
}
