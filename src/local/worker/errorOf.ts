/**
 * Whatever was thrown, as an Error, as the worker makes one of it. `instanceof` would not do: the app may be
 * evaluated in another realm than the host.
 */
export function errorOf(thrown: unknown): Error {
  if (isError(thrown)) return thrown;
  if (thrown === undefined || thrown === null) return new Error('Unknown error');
  return new Error(typeof thrown === 'string' ? thrown : JSON.stringify(thrown));
}

function isError(thrown: unknown): thrown is Error {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown && 'stack' in thrown;
}

export function stackOf(thrown: unknown): string {
  const { stack, message } = errorOf(thrown);
  return stack ?? message;
}
