import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { openEnum } from '../openEnum.ts';

/**
 * Every reason for which a run, stage, group or member waits, and what it says. `docs/waiting.md` has a row for each; a
 * test compares the two. Rows of other releases may have other reasons: they are shown as they are.
 */
export const WAITING_REASONS = {
  Gate: 'A gate has not opened: somebody is to decide, or its time has not come',
  Freeze: 'A freeze is on: nothing starts',
  Window: 'The start windows of the stage are closed',
  FailureBudget: 'As many members are being updated as may still fail',
  Concurrency: 'As many members update at once as may',
  LockedBy: 'Another run may be updating a cluster',
  ClusterBusy: 'AKS has not ended what it does on a cluster',
  MaintenanceWindow: 'The maintenance window of a cluster is closed',
  VersionNotInRegion: 'A region does not offer the version or node image yet',
  FleetManager: 'Fleet Manager keeps a member Pending for another reason',
  Assignment: 'A member is to have another group first',
  AfterStageWait: 'The wait after a stage is under way',
  Retry: 'A member that failed is tried again later',
  Azure: 'A step fails, and is tried again',
} as const satisfies Record<string, string>;

export type WaitingReason = keyof typeof WAITING_REASONS;

/** What something waits for, the same on run, stage, group and member. Times are ISO 8601 UTC. */
export const waitingSchema = z.object({
  /** One of `WAITING_REASONS`, or what another release called it. */
  reason: openEnum(WAITING_REASONS),
  message: z.string(),
  /** Since when it waits for this reason. */
  since: z.string(),
  /** When that ends, where it is known. */
  until: z.string().exactOptional(),
  /** The id of the gate that it waits for. */
  gate: z.string().exactOptional(),
});
export type Waiting = Immutable<z.infer<typeof waitingSchema>>;

/** A reason to wait, as it is found. */
export interface Obstacle {
  readonly reason: WaitingReason;
  readonly message: string;
  readonly until?: string;
  readonly gate?: string;
}

/** The fields of a row that say what it waits for. `waitingFor` and `waitingSince` are what the release before reads. */
export const waitingFields = {
  waiting: waitingSchema.exactOptional(),
  waitingFor: z.string().exactOptional(),
  waitingSince: z.string().exactOptional(),
};

interface WaitingRow {
  readonly waiting?: Waiting;
  readonly waitingFor?: string;
  readonly waitingSince?: string;
  readonly message?: string;
}

/** What a row says when it waits for nothing. */
export const NOT_WAITING = { waiting: undefined, waitingFor: undefined, waitingSince: undefined };

/** Waits for the obstacle; `since` stays while the reason does. */
export function waitingOn(before: Waiting | undefined, obstacle: Obstacle, now: string): Waiting {
  const since = before?.reason === obstacle.reason ? before.since : now;
  return { ...obstacle, since };
}

/** The fields of a row that waits. */
export function waitingPatch(waiting: Waiting) {
  return { waiting, waitingFor: waiting.message, waitingSince: waiting.since };
}

/**
 * What a row waits for. The release before keeps a `waiting` that it does not know when it ends or changes the wait, so
 * that counts only while the fields which that release does know agree with it.
 */
export function waitingOf(row: WaitingRow): Waiting | undefined {
  const { waiting, waitingFor, waitingSince: since } = row;
  if (since === undefined) return undefined;
  if (waiting?.since === since && (waitingFor ?? waiting.message) === waiting.message) return waiting;
  const message = waitingFor ?? row.message ?? '';
  return { reason: reasonOfWords(message, waitingFor !== undefined), message, since };
}

/** The release before said a reason only in words. */
function reasonOfWords(message: string, isOurs: boolean): WaitingReason {
  if (message.startsWith('Waits for run ')) return 'LockedBy';
  if (message.startsWith('Waits until AKS ')) return 'ClusterBusy';
  if (!isOurs) return 'FleetManager';
  return message.startsWith('Kubernetes ') ? 'VersionNotInRegion' : 'Assignment';
}
