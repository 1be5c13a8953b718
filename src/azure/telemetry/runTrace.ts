import { sha256 } from '../../domain/sha256.ts';

/**
 * All spans of a run are in one trace, whichever process reports them and however often orchestrations were started
 * again: the ids follow from the run, and need to be kept nowhere.
 */
export function traceIdOf(runId: string): string {
  return hash(['trace', runId], 32);
}

/** `place` leads from the attempt down to a member. */
export function spanIdOf(runId: string, place: readonly string[]): string {
  return hash(['span', runId, ...place], 16);
}

function hash(parts: readonly string[], length: number): string {
  return sha256(JSON.stringify(parts), length);
}
