import type { FleetRunContent, FleetRunView } from '../domain/group/fleetRun.ts';
import type { ErrorDetail } from '../domain/run/run.ts';

/** A member as Fleet Manager keeps it. */
export interface FleetMember {
  readonly name: string;
  readonly clusterResourceId: string;
  readonly group?: string;
  readonly provisioningState: string;
  readonly eTag: string;
}

/**
 * Fleet Manager by fleet alias. Every method may throw a `DependencyError`: `retryable` when trying again in a
 * while may help, otherwise final. A 404 is `undefined` where the type says so; a failed precondition
 * (`If-Match`, `If-None-Match`) or another 4xx of an act is the answer `refused` with ARM's own code.
 */
export interface FleetGateway {
  listMembers(fleet: string): Promise<FleetMember[]>;
  getMember(fleet: string, name: string): Promise<FleetMember | undefined>;
  /** Joins a cluster and waits until Fleet has it. */
  putMember(
    fleet: string,
    name: string,
    member: { clusterResourceId: string; group?: string },
  ): Promise<FleetMember>;
  /** Of the member as it was read: one that has changed since is a failed precondition. Null clears the group. */
  setMemberGroup(fleet: string, member: FleetMember, group: string | null): Promise<FleetMember>;
  deleteMember(fleet: string, name: string): Promise<void>;

  /** A hint, up to some seconds old: one request serves all groups of a fleet that ask at about the same time. */
  listFleetRuns(fleet: string): Promise<ReadonlyMap<string, FleetRunView>>;
  getFleetRun(fleet: string, name: string): Promise<FleetRunView | undefined>;
  createFleetRun(fleet: string, name: string, content: FleetRunContent): Promise<ActAnswer>;
  startFleetRun(fleet: string, name: string, eTag: string): Promise<ActAnswer>;
  stopFleetRun(fleet: string, name: string, eTag: string): Promise<ActAnswer>;
  skipMembers(fleet: string, name: string, eTag: string, members: readonly string[]): Promise<ActAnswer>;
  deleteFleetRun(fleet: string, name: string, eTag: string): Promise<ActAnswer>;
}

export type ActAnswer =
  { readonly done: true } | { readonly done: false; readonly refused: ErrorDetail & { status: number } };
