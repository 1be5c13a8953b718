import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { compareVersions } from './release.ts';
import { beingStarted, type StartRequest } from './startRequest.ts';
import { startResultSchema, type StartResult } from './startResult.ts';

const text = z.string();

/** The right of one start request to start its run: written before the run, seen by all who come after. */
const startClaimSchema = z.object({
  /** Name of the start request; absent in what the version before claimed. */
  request: text.exactOptional(),
  run: text,
  release: text.exactOptional(),
});
export type StartClaim = Immutable<z.infer<typeof startClaimSchema>>;

/** How far a trigger has come. Written by what carries out its start requests alone. */
export const triggerStateSchema = z.object({
  /** The trigger's. */
  name: text,
  /** Of a schedule: due times up to this one have a start request. */
  dispatchedUpTo: text.exactOptional(),
  /** Of a release trigger, the newest that a run was made for: older versions are ignored. */
  newestVersion: text.exactOptional(),
  /** The run that it started last, or is starting. */
  lastRun: text.exactOptional(),
  /** Starts that may still be under way, whatever came after them. */
  claims: z.array(startClaimSchema).exactOptional(),
  last: startResultSchema.exactOptional(),
});
export type TriggerState = Immutable<z.infer<typeof triggerStateSchema>>;

/**
 * Claims of a trigger's starts. The version before wrote only the last run; a start that it had promised for a due
 * time is no claim here, as that becomes a start request of its own.
 */
export function claimsOf(state: TriggerState | undefined): readonly StartClaim[] {
  if (state?.claims) return state.claims;
  return state?.lastRun === undefined ? [] : [{ run: state.lastRun }];
}

/** The state with the claim of a request; of the other claims those that are still under way. */
export function withClaim(
  state: TriggerState | undefined,
  { name, trigger, run, release, dueAt }: StartRequest,
  underWay: readonly StartClaim[],
  now: string,
): TriggerState {
  const claims = [...underWay, withoutUndefined({ request: name, run, release })];
  const last = withoutUndefined({ ...beingStarted(run, now), dueAt });
  return { ...state, name: trigger, lastRun: run, claims, last };
}

/** The state once something has become of a request: what did not start claims nothing. */
export function withResult(
  state: TriggerState | undefined,
  { name, trigger, release }: StartRequest,
  last: StartResult,
): TriggerState {
  const isThere = last.outcome === 'Started' || last.outcome === 'Created';
  const claims = isThere ? claimsOf(state) : claimsOf(state).filter(({ request }) => request !== name);
  const newestVersion = newest(state?.newestVersion, isThere ? release : undefined);
  return withoutUndefined({ ...state, name: trigger, newestVersion, claims, last });
}

/** The newer of two versions. */
export function newest(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return compareVersions(one, other) < 0 ? other : one;
}
