import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { TableClient } from '@azure/data-tables';
import type { TableServiceClientOptions } from '@azure/data-tables';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';

/** A storage account: by connection string (its protocol is taken as it says), or by address and identity. */
export type TableConnection =
  { readonly connectionString: string } | { readonly endpoint: string; readonly credential: TokenCredential };

/** An operation with all its retries ends after this: the activity that asked is repeated anyway. */
const LONGEST_OPERATION_MS = 30_000;

/**
 * Bounds an operation as a whole. The SDK's own settings bound neither one try nor the sum of them: a
 * connection that hangs would hang for ever, and a Retry-After is obeyed whatever it says.
 */
const boundedTime: PipelinePolicy = {
  name: 'boundedTime',
  sendRequest: (request, next) => {
    const bound = AbortSignal.timeout(LONGEST_OPERATION_MS);
    request.abortSignal = bound;
    return next(request);
  },
};

/**
 * Connections to Storage at once, of all tables together. Without a bound a thousand deliveries open thousands: more
 * than an instance may have (600 on Consumption) or Storage takes at once, and calls fail that only had to wait.
 */
const MOST_CONNECTIONS = 100;
const shared = { keepAlive: true, maxSockets: MOST_CONNECTIONS, maxTotalSockets: MOST_CONNECTIONS };
const agents = { http: new HttpAgent(shared), https: new HttpsAgent(shared) };

const boundedConnections: PipelinePolicy = {
  name: 'boundedConnections',
  sendRequest: (request, next) => {
    request.agent = request.url.startsWith('https:') ? agents.https : agents.http;
    return next(request);
  },
};

const OPTIONS: TableServiceClientOptions = {
  retryOptions: { maxRetries: 3, retryDelayInMs: 200, maxRetryDelayInMs: 2_000 },
  additionalPolicies: [
    { policy: boundedTime, position: 'perCall' },
    { policy: boundedConnections, position: 'perCall' },
  ],
};

/** The SDK's client of one table. Sends nothing yet. */
export function tableClient(connection: TableConnection, table: string): TableClient {
  if ('connectionString' in connection) {
    const options = { ...OPTIONS, allowInsecureConnection: true };
    return TableClient.fromConnectionString(connection.connectionString, table, options);
  }
  return new TableClient(connection.endpoint, table, connection.credential, OPTIONS);
}
