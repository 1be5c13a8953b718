import type { MemberVersions, VersionLock } from '../plan/plan.ts';

/** A cluster that a stage or group updated, as a gate asks about it. */
export interface UpdatedCluster {
  /** Of the member. */
  readonly name: string;
  readonly clusterResourceId: string;
  /** Azure region; absent when the inventory does not know it. */
  readonly location?: string;
  readonly to: MemberVersions;
}

/** What a health gate is about. */
export interface HealthSubject {
  readonly clusters: readonly UpdatedCluster[];
  readonly lock: VersionLock;
  /** When the stage began: what was so before is no fault of the update. */
  readonly since: string;
}
