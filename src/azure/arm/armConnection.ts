import {
  bearerTokenAuthenticationPolicyName,
  defaultRetryPolicy,
  retryPolicy,
  type Pipeline,
  type PipelinePolicy,
} from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';
import type { Telemetry } from '../../ports/telemetry.ts';
import { armErrorPolicy, timeoutError } from './armErrors.ts';
import { armRetryStrategy } from './armRetries.ts';
import { armTelemetryPolicy } from './armTelemetry.ts';

export interface ArmConnection {
  readonly credential: TokenCredential;
  /** For example `https://management.azure.com`. */
  readonly endpoint: string;
  readonly scope: string;
  readonly telemetry?: Telemetry;
  /** Delay before the first retry when ARM asks for none. */
  readonly retryDelayInMs?: number;
  /** Between two looks at a long-running operation when ARM asks for nothing else. */
  readonly pollIntervalInMs?: number;
  /** Bound of one request with its retries. */
  readonly requestTimeoutInMs?: number;
}

const RETRY_DELAY_MS = 800;
export const POLL_INTERVAL_MS = 2_000;
/** A group's next round asks again, so an activity need not hang on to a request. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Two retries follow the first try. */
const MAX_RETRIES = 2;

/** The options of every ARM client of the app. */
export function armClientOptions({ endpoint, scope }: ArmConnection) {
  return { endpoint, credentials: { scopes: [scope] } };
}

/** Gives a client's pipeline the app's bounds, retries and errors in place of the SDK's. */
export function equip(pipeline: Pipeline, connection: ArmConnection): void {
  const { retryDelayInMs = RETRY_DELAY_MS, requestTimeoutInMs = REQUEST_TIMEOUT_MS } = connection;
  pipeline.removePolicy({ name: defaultRetryPolicy().name });
  pipeline.addPolicy(retryPolicy([armRetryStrategy(retryDelayInMs)], { maxRetries: MAX_RETRIES }), {
    phase: 'Retry',
  });
  if (connection.telemetry)
    pipeline.addPolicy(armTelemetryPolicy(connection.telemetry), { afterPhase: 'Retry' });
  // Outside of the credential's policy: it bounds no wait for a token, and answers ARM's challenges itself.
  const outermost = { beforePolicies: [bearerTokenAuthenticationPolicyName] };
  pipeline.addPolicy(boundedTime(requestTimeoutInMs), outermost);
  pipeline.addPolicy(armErrorPolicy, outermost);
}

/**
 * Bounds a request with its retries and the wait for a token. The SDK bounds none of them, and passes no signal
 * of its caller to the further pages of a list: a connection that hangs would hold an activity for ever.
 */
function boundedTime(timeoutInMs: number): PipelinePolicy {
  return {
    name: 'boundedTime',
    sendRequest: async (request, next) => {
      const bound = new AbortController();
      const abort = () => bound.abort();
      const outer = request.abortSignal;
      if (outer?.aborted) abort();
      outer?.addEventListener('abort', abort);
      request.abortSignal = bound.signal;
      // The platform's own clock: a request that is on its way is no wait that anybody could shorten.
      const limit = AbortSignal.timeout(timeoutInMs);
      let giveUp = abort;
      const late = new Promise<never>((_, reject) => {
        giveUp = () => {
          reject(timeoutError(timeoutInMs));
          abort();
        };
      });
      limit.addEventListener('abort', giveUp);
      try {
        return await Promise.race([next(request), late]);
      } finally {
        // What nobody waits for any more must not be rejected: that would end the process.
        limit.removeEventListener('abort', giveUp);
        outer?.removeEventListener('abort', abort);
      }
    },
  };
}
