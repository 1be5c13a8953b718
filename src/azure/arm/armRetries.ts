import type { RetryInformation, RetryModifiers, RetryStrategy } from '@azure/core-rest-pipeline';

/** ARM asks for longer only when it is in earnest: the caller's next round, not this call, comes back then. */
const LONGEST_DELAY_MS = 10_000;

/**
 * Tries again after 408, 429, 5xx and when the connection fails, at the time that `Retry-After` says, else after
 * doubling delays with jitter. The SDK's own strategies wait for any `Retry-After`, however long, and never try a
 * 429 without one. All calls of the app may be repeated: acts carry preconditions.
 */
export function armRetryStrategy(firstDelayInMs: number): RetryStrategy {
  return { name: 'armRetries', retry: (information) => nextTry(information, firstDelayInMs) };
}

function nextTry(
  { response, responseError, retryCount }: RetryInformation,
  firstDelayInMs: number,
): RetryModifiers {
  const status = response?.status ?? responseError?.statusCode;
  if (status !== undefined && status !== 408 && status !== 429 && status < 500) return { skipStrategy: true };
  const jitter = 0.5 + Math.random() / 2;
  const retryAfterInMs = askedFor(response) ?? firstDelayInMs * 2 ** retryCount * jitter;
  return retryAfterInMs > LONGEST_DELAY_MS ? { skipStrategy: true } : { retryAfterInMs };
}

/** In milliseconds; a header that says nothing of use is none. */
function askedFor(response: RetryInformation['response']): number | undefined {
  const header = response?.headers.get('retry-after');
  if (header === undefined) return undefined;
  const seconds = Number(header);
  const delay = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return Number.isNaN(delay) ? undefined : Math.max(0, delay);
}
