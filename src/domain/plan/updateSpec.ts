/** What an update run does to a cluster; the field names are those of Fleet Manager's API. */
export type Upgrade =
  | { readonly type: 'Full' | 'ControlPlaneOnly'; readonly kubernetesVersion: string }
  | { readonly type: 'NodeImageOnly' };

/**
 * Which node images: the newest of each region (`Latest`), one per image family over all regions of the run
 * (`Consistent`), or those given (`Custom`, full names such as `AKSUbuntu-2204gen2containerd-202508.06.0`).
 */
export type NodeImageSelection =
  | { readonly type: 'Latest' | 'Consistent' }
  | { readonly type: 'Custom'; readonly customNodeImageVersions: readonly { readonly version: string }[] };

export interface ManagedClusterUpdate {
  readonly upgrade: Upgrade;
  /** Absent for `ControlPlaneOnly`, which touches no node. */
  readonly nodeImageSelection?: NodeImageSelection;
}

/** A stage of a strategy: its groups update in parallel, then the wait is served. */
export interface StageDefinition {
  readonly name: string;
  readonly groups: readonly { readonly name: string }[];
  readonly afterStageWaitInSeconds?: number;
}

/** A named, reusable list of stages. It holds no versions. */
export interface Strategy {
  readonly name: string;
  readonly stages: readonly StageDefinition[];
  readonly createdAt: string;
  readonly createdBy: string;
  readonly changedAt: string;
  readonly changedBy: string;
}

/** The one stage of a run that was given neither strategy nor stages: all members, one by one. */
export const ONE_BY_ONE: readonly StageDefinition[] = [{ name: 'default', groups: [{ name: 'default' }] }];

/** Fleet Manager's limit (concepts-update-orchestration). */
export const MAX_GROUPS_PER_STAGE = 50;
/** Our own limit: it keeps a run's rows and the orchestrator's history small. */
export const MAX_STAGES = 100;
