import { secondsBetween } from '../seconds.ts';
import type { Attempt } from './run.ts';

/** How often a lost orchestration is started again before the attempt is brought to an end without it. */
export const MOST_GENERATIONS = 4;
/** Something is believed lost only when two passes, five minutes apart, have seen it so. */
const LOST_FOR_SECONDS = 240;
/** A start is answered before its orchestration is seen to live. */
const STARTING_SECONDS = 60;

export type AttemptRepair =
  | { readonly do: 'nothing' }
  /** Enters the run's last state in the list and forgets it. */
  | { readonly do: 'markFinished' }
  /** The start was lost: the same instance, which cannot run twice. */
  | { readonly do: 'start' }
  | { readonly do: 'noteLost' }
  | { readonly do: 'startNextGeneration' }
  | { readonly do: 'endWithoutOrchestration' };

/** What an attempt in the index of unfinished ones needs, given what Durable says of its orchestration. */
export function repairOf(
  attempt: Attempt | undefined,
  instance: 'live' | 'ended' | 'gone',
  now: string,
): AttemptRepair {
  if (!attempt || attempt.endedAt !== undefined) return { do: 'markFinished' };
  if (instance === 'live' || secondsBetween(attempt.startedAt, now) < STARTING_SECONDS)
    return { do: 'nothing' };
  if (instance === 'gone') return { do: 'start' };
  if (attempt.lostSince === undefined) return { do: 'noteLost' };
  if (secondsBetween(attempt.lostSince, now) < LOST_FOR_SECONDS) return { do: 'nothing' };
  return attempt.generation < MOST_GENERATIONS
    ? { do: 'startNextGeneration' }
    : { do: 'endWithoutOrchestration' };
}

/** A lock nobody will release: its run is gone, or its attempt ended longer ago than two passes. */
export function isLockLeft(
  lock: { readonly since: string; readonly attempt: number },
  newest: Attempt | undefined,
  now: string,
): boolean {
  if (newest?.abandoned !== undefined && newest.endedAt !== undefined && lock.attempt <= newest.number)
    return secondsBetween(newest.endedAt, now) >= LATE_TWIN_SECONDS;
  if (secondsBetween(lock.since, now) < LOCK_LEFT_AFTER_SECONDS) return false;
  if (!newest) return true;
  return newest.endedAt !== undefined && secondsBetween(newest.endedAt, now) >= LOCK_LEFT_AFTER_SECONDS;
}
const LOCK_LEFT_AFTER_SECONDS = 600;
/** A start that was under way when its attempt was abandoned shows on the cluster within this time. */
const LATE_TWIN_SECONDS = 120;
