/** Azure's front end ends an HTTP request after 230 s, and joining a cluster is waited for in one. */
const LONGEST_OPERATION_MS = 180_000;

interface Poller<T> {
  pollUntilDone(options: { readonly abortSignal: AbortSignal }): Promise<T>;
}

/** Waits for the end of a long-running operation, at most three minutes; the operation goes on regardless. */
export async function untilDone<T>(poller: Poller<T>): Promise<T> {
  const bound = new AbortController();
  // Not AbortSignal.timeout, whose clock nobody can set.
  const timer = setTimeout(() => bound.abort(), LONGEST_OPERATION_MS).unref();
  try {
    return await poller.pollUntilDone({ abortSignal: bound.signal });
  } finally {
    clearTimeout(timer);
  }
}
