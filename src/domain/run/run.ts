import type { Finding } from '../plan/findings.ts';
import type { PlannedMember, VersionLock } from '../plan/plan.ts';
import type { Counts, EndedState, State } from './states.ts';
import type { ManagedClusterUpdate, StageDefinition } from '../plan/updateSpec.ts';

/** An error as it is shown: a stable code of ours or ARM's own, and words. */
export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
}

/** What was asked for when the run was created. Never changes. */
export interface Run {
  readonly runId: string;
  readonly name: string;
  readonly createdAt: string;
  readonly createdBy: string;
  /** What had a trigger create it. */
  readonly cause?: string;
  /** Its first attempt waits until every region of its members offers its Kubernetes version. */
  readonly awaitsVersion?: boolean;
  /** The strategy that the stages were copied from. */
  readonly strategy?: string;
  /** True for One by one. */
  readonly implicit: boolean;
  readonly stages: readonly StageDefinition[];
  readonly managedClusterUpdate: ManagedClusterUpdate;
  /** Aliases, sorted. */
  readonly fleets: readonly string[];
}

/** One start of a run. Without `endedAt` it is unfinished, whatever its groups say. */
export interface Attempt {
  readonly runId: string;
  readonly number: number;
  /** How often its orchestration was started: reconcile starts a lost one again. */
  readonly generation: number;
  readonly startedAt: string;
  readonly startedBy: string;
  /** Digest of the plan that start was answered on, to tell what changed before it was frozen. */
  readonly planDigest?: string;
  readonly endedAt?: string;
  readonly state?: EndedState;
  readonly message?: string;
  readonly error?: ErrorDetail;
  /** Why an attempt ended before it touched anything. */
  readonly findings?: readonly Finding[];
  /** What it waits for before its first stage, and since when. */
  readonly waitingFor?: string;
  readonly waitingSince?: string;
  readonly lastError?: LastError;
  /** When reconcile first found its orchestration ended though the attempt is not. */
  readonly lostSince?: string;
}

/** A dependency that fails: kept on the row until it answers again. */
export interface LastError extends ErrorDetail {
  /** When the failing began. */
  readonly since: string;
  readonly count: number;
}

/** The plan that all attempts of a run follow. Its rows are keyed with `planId`. */
export interface FrozenPlan {
  readonly planId: string;
  readonly frozenAt: string;
  readonly asOf: Readonly<Record<string, string>>;
  readonly lock: VersionLock;
  readonly warnings: readonly Finding[];
  /** Number of groups of each stage. */
  readonly groupCounts: readonly number[];
}

export type StageWait = {
  readonly durationInSeconds: number;
  readonly state: State;
  readonly startTime?: string;
  readonly completedTime?: string;
};

/** Written by the stage's own activities only. */
export interface StageRow {
  readonly stage: number;
  readonly name: string;
  /** The attempt that last wrote it; 0 as frozen. */
  readonly attempt: number;
  readonly state: State;
  readonly message?: string;
  readonly startTime?: string;
  readonly completedTime?: string;
  readonly wait?: StageWait;
}

/** The Fleet Manager update run by which the members of one fleet in a group are updated. */
export interface FleetRunRecord {
  readonly fleet: string;
  readonly name: string;
  /** When we last asked Fleet to start it, or found it started by somebody else. */
  readonly startedAt?: string;
  readonly result?: EndedState | 'Gone' | 'Withdrawn' | 'Foreign';
  readonly deleted?: boolean;
}

/** Written by the group's own activity only, with its members' rows. */
export interface GroupRow {
  readonly stage: number;
  readonly group: number;
  readonly name: string;
  readonly attempt: number;
  /** Every write counts it up, so that the row's ETag stands for its members' rows too. */
  readonly version: number;
  readonly state: State;
  readonly message?: string;
  readonly startTime?: string;
  readonly completedTime?: string;
  readonly counts: Counts;
  /** True when nothing of this attempt is left to do or to clean up. */
  readonly finished: boolean;
  /** Of this attempt, in the order in which they were opened. */
  readonly fleetRuns: readonly FleetRunRecord[];
  /** True from before the first lock is taken until the last is released. */
  readonly locked: boolean;
  /** Another run holds a lock of a member; the group is Pending. */
  readonly waitingFor?: string;
  readonly waitingSince?: string;
  /** A final error of the group itself, with no member to blame. */
  readonly error?: ErrorDetail;
  /** When something last moved: the pace of the next rounds follows it. */
  readonly movedAt?: string;
  readonly lastError?: LastError;
}

/** A member of the frozen plan and how far it is. Written by its group only. */
export interface MemberRow extends PlannedMember {
  readonly index: number;
  readonly state: State;
  readonly message?: string;
  readonly startTime?: string;
  readonly completedTime?: string;
  readonly error?: ErrorDetail;
  /** AKS's id of the operation, when Fleet says it. */
  readonly operationId?: string;
  /** A skip was asked for when the member was running already; said once. */
  readonly skipCameTooLate?: boolean;
}

/** A place in the frozen plan. */
export interface GroupKey {
  readonly runId: string;
  readonly planId: string;
  readonly stage: number;
  readonly group: number;
}

/** What a list of runs shows of one. */
export interface RunListEntry {
  readonly runId: string;
  readonly name: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly strategy?: string;
  readonly managedClusterUpdate: ManagedClusterUpdate;
  readonly fleets: readonly string[];
  readonly attempt: number;
  readonly state: State;
  readonly counts: Counts;
  readonly startTime?: string;
  readonly completedTime?: string;
}

/** A line of a run's audit trail: a command, a transition or a warning. */
export interface RunEvent {
  readonly time: string;
  readonly type: string;
  /** Who did it; absent for what happened by itself. */
  readonly actor?: string;
  readonly message: string;
  readonly attempt?: number;
  readonly stage?: string;
  readonly group?: string;
  readonly fleet?: string;
  readonly member?: string;
  readonly from?: string;
  readonly to?: string;
}
