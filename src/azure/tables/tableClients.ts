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

const OPTIONS: TableServiceClientOptions = {
  retryOptions: { maxRetries: 3, retryDelayInMs: 200, maxRetryDelayInMs: 2_000 },
  additionalPolicies: [{ policy: boundedTime, position: 'perCall' }],
};

/** The SDK's client of one table. Sends nothing yet. */
export function tableClient(connection: TableConnection, table: string): TableClient {
  if ('connectionString' in connection) {
    const options = { ...OPTIONS, allowInsecureConnection: true };
    return TableClient.fromConnectionString(connection.connectionString, table, options);
  }
  return new TableClient(connection.endpoint, table, connection.credential, OPTIONS);
}
