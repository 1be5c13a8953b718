import type { Inventory, Assignment } from '../fleet/inventory.ts';
import type { ManagedClusterUpdate, StageDefinition } from './updateSpec.ts';
import type { Finding } from './findings.ts';

/** Versions of one cluster: what runs (from) or what the run brings it to (to). What is not known is absent. */
export interface MemberVersions {
  /** Absent when the cluster cannot be read. */
  readonly kubernetesVersion?: string;
  readonly nodePools: readonly { readonly name: string; readonly nodeImageVersion?: string }[];
}

export interface PlannedMember {
  readonly fleet: string;
  readonly name: string;
  readonly clusterResourceId: string;
  readonly from: MemberVersions;
  readonly to: MemberVersions;
  /** False when everything the run would change is there already: the run skips the member. */
  readonly update: boolean;
}

export interface PlannedGroup {
  readonly name: string;
  /** Sorted by name, then fleet; the order in which Fleet Manager updates them is its own. */
  readonly members: readonly PlannedMember[];
}

export interface PlannedStage {
  readonly name: string;
  readonly groups: readonly PlannedGroup[];
  readonly afterStageWaitInSeconds?: number;
}

/** The versions a whole run is held to: retries and later attempts keep them. */
export interface VersionLock {
  readonly kubernetesVersion?: string;
  /** One full node image name per image family, sorted; absent with `Latest` and `ControlPlaneOnly`. */
  readonly nodeImageVersions?: readonly string[];
}

export interface Plan {
  readonly stages: readonly PlannedStage[];
  readonly lock: VersionLock;
  readonly findings: readonly Finding[];
  /** Per fleet, when the inventory that the plan rests on was read. */
  readonly asOf: Readonly<Record<string, string>>;
}

export interface PlanRequest {
  readonly stages: readonly StageDefinition[];
  /** True for One by one: the one group is every member, whatever its update group. */
  readonly implicit: boolean;
  readonly managedClusterUpdate: ManagedClusterUpdate;
  /** Aliases of the fleets to update. */
  readonly fleets: readonly string[];
  readonly inventory: Inventory;
  readonly assignments: readonly Assignment[];
}
