import { secondsBetween } from '../seconds.ts';
import { z } from 'zod';
import { nextLastError } from '../group/refusal.ts';
import { hasEnded, type State } from './states.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { lastErrorSchema, type ErrorDetail } from './run.ts';
import type { Immutable } from '../immutable.ts';

/**
 * A Fleet run of ours that no group drives any more: its run was abandoned, or Azure refused its deletion. Reconcile
 * stops and deletes it. It outlives the rows of its run, so that deleting the run forgets nothing.
 */
export const leftFleetRunSchema = z.object({
  name: z.string(),
  fleet: z.string(),
  runId: z.string(),
  runName: z.string(),
  since: z.string(),
  /** Whether it may still update members: until it is gone its run cannot be started again. */
  mayRun: z.boolean(),
  lastError: lastErrorSchema.exactOptional(),
  /** When a first look did not find it. */
  absentSince: z.string().exactOptional(),
});
export type LeftFleetRun = Immutable<z.infer<typeof leftFleetRunSchema>>;

/** An absence is believed when two looks, this far apart, have not found it. */
export const ABSENT_FOR_SECONDS = 60;

export type LeftStep =
  | { readonly do: 'nothing' }
  /** It is gone. */
  | { readonly do: 'forget' }
  | { readonly do: 'note'; readonly left: LeftFleetRun }
  | { readonly do: 'stop' | 'delete'; readonly eTag: string };

/** What reconcile does about a Fleet run that is left, given what GET and, where it found nothing, LIST say. */
export function nextForLeft(
  left: LeftFleetRun,
  seen: {
    readonly run?: { readonly state: State; readonly eTag: string } | undefined;
    readonly listed: boolean;
  },
  now: string,
): LeftStep {
  const { run, listed } = seen;
  if (!run) {
    if (listed) return { do: 'nothing' };
    if (left.absentSince === undefined) return { do: 'note', left: { ...left, absentSince: now } };
    return secondsBetween(left.absentSince, now) >= ABSENT_FOR_SECONDS ? { do: 'forget' } : { do: 'nothing' };
  }
  if (run.state === 'Stopping') return { do: 'nothing' };
  const idle = hasEnded(run.state) || run.state === 'NotStarted';
  return { do: idle ? 'delete' : 'stop', eTag: run.eTag };
}

/** Azure refused, or did not answer: shown with the run, and tried again at the next pass. */
export function withError(left: LeftFleetRun, error: ErrorDetail, now: string): LeftFleetRun {
  return withoutUndefined({
    ...left,
    absentSince: undefined,
    lastError: nextLastError(left.lastError, error, now),
  });
}
