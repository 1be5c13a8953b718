import type { Finding } from '../plan/findings.ts';
import type { MemberVersions } from '../plan/plan.ts';
import type { ErrorDetail, LastError } from './run.ts';
import type { Counts, State } from './states.ts';
import type { ManagedClusterUpdate } from '../plan/updateSpec.ts';

/** A run with the whole tree of its states, as the API answers it. */
export interface RunView {
  readonly name: string;
  readonly state: State;
  readonly message?: string;
  /** 0 before the first start. */
  readonly attempt: number;
  readonly createdAt: string;
  readonly createdBy: string;
  /** What had a trigger create it. */
  readonly cause?: string;
  /** When its first attempt was started. */
  readonly startTime?: string;
  /** When its newest attempt ended. */
  readonly completedTime?: string;
  readonly strategy?: string;
  readonly implicit: boolean;
  readonly fleets: readonly string[];
  readonly managedClusterUpdate: ManagedClusterUpdate;
  /** The version lock's node images; empty with `Latest` and before the plan is frozen. */
  readonly selectedNodeImageVersions: readonly { readonly version: string }[];
  readonly counts: Counts;
  readonly error?: ErrorDetail;
  readonly lastError?: LastError;
  readonly waitingSince?: string;
  readonly findings: readonly Finding[];
  readonly stages: readonly StageView[];
}

export interface StageView {
  readonly name: string;
  readonly state: State;
  readonly message?: string;
  readonly startTime?: string;
  readonly completedTime?: string;
  readonly groups: readonly GroupView[];
  readonly afterStageWait?: {
    readonly durationInSeconds: number;
    readonly state: State;
    readonly startTime?: string;
    readonly completedTime?: string;
  };
}

export interface GroupView {
  readonly name: string;
  readonly state: State;
  readonly message?: string;
  readonly startTime?: string;
  readonly completedTime?: string;
  readonly waitingSince?: string;
  readonly lastError?: LastError;
  readonly members: readonly MemberView[];
  /** Said to a reader who has the members already: they are left out. */
  readonly unchanged?: true;
}

export interface MemberView {
  readonly fleet: string;
  readonly name: string;
  readonly clusterResourceId: string;
  readonly state: State;
  readonly message?: string;
  readonly startTime?: string;
  readonly completedTime?: string;
  readonly error?: ErrorDetail;
  /** AKS's id of the operation, when Fleet says it: what Azure's support asks for. */
  readonly operationId?: string;
  readonly from: MemberVersions;
  readonly to: MemberVersions;
}
