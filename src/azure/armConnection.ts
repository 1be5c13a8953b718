import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';

export interface ArmConnection {
  readonly credential: TokenCredential;
  /** For example `https://management.azure.com`. */
  readonly endpoint: string;
  readonly scope: string;
  /** First delay of the SDK's retries on 429 and 5xx without Retry-After; it doubles, with jitter. */
  readonly retryDelayInMs?: number;
}

/** One operation, with the SDK's retries, ends after this: a group's next round asks again. */
const LONGEST_CALL_MS = 45_000;

/**
 * Bounds a request with all its retries. The SDK bounds neither: a connection that hangs would hold an activity
 * for ever, and a Retry-After is obeyed whatever it says.
 */
const boundedTime: PipelinePolicy = {
  name: 'boundedTime',
  sendRequest: (request, next) => {
    const bound = AbortSignal.timeout(LONGEST_CALL_MS);
    request.abortSignal = request.abortSignal ? anyOf(bound, request.abortSignal) : bound;
    return next(request);
  },
};

/** The SDK's abort signals are like the platform's, but not of its type. */
function anyOf(
  bound: AbortSignal,
  other: NonNullable<Parameters<PipelinePolicy['sendRequest']>[0]['abortSignal']>,
) {
  const both = new AbortController();
  const abort = () => both.abort();
  if (bound.aborted || other.aborted) abort();
  bound.addEventListener('abort', abort);
  other.addEventListener('abort', abort);
  return both.signal;
}

/** What every ARM client of the app is made with. */
export function armClientOptions({ endpoint, scope, retryDelayInMs = 800 }: ArmConnection) {
  return {
    endpoint,
    credentials: { scopes: [scope] },
    retryOptions: { maxRetries: 3, retryDelayInMs, maxRetryDelayInMs: 8_000 },
    additionalPolicies: [{ policy: boundedTime, position: 'perCall' as const }],
  };
}
