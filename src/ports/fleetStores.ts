import type { AuditEntry } from '../domain/auditTypes.ts';
import type { EndedUpdate, UpdateTimes } from '../domain/estimate/updateTimes.ts';
import type {
  Assignment,
  Inventory,
  InventoryMember,
  LatestNodeImage,
  OfferedVersions,
} from '../domain/fleet/inventory.ts';
import type { MembershipAct } from '../domain/fleet/membershipAct.ts';
import type { NamedStore } from './namedStores.ts';
import type { Stored } from './stored.ts';
import type { Written } from './written.ts';

export interface InventoryStore {
  /** As it is now; the same object while nothing has changed. */
  read(fleets: readonly string[]): Promise<Inventory>;
  /**
   * Replaces what is known of a fleet: members that are not among the given ones are removed. What was learnt
   * after `asOf` stays, so `asOf` is when the reading began.
   */
  replaceFleet(fleet: string, members: readonly InventoryMember[], asOf: string): Promise<void>;
  putMember(member: InventoryMember): Promise<void>;
  removeMember(fleet: string, name: string): Promise<void>;
  putLatestNodeImages(images: readonly LatestNodeImage[]): Promise<void>;
  putOfferedVersions(offered: readonly OfferedVersions[]): Promise<void>;
}

/** How long updates took, of members that are in their fleet. */
export interface UpdateTimeStore {
  /** As it is now; a row that cannot be read is left out. */
  read(fleets: readonly string[]): Promise<readonly UpdateTimes[]>;
  /** The same update added again is there once. Of each member the latest are kept. */
  add(ended: readonly EndedUpdate[]): Promise<void>;
}

export interface AssignmentStore {
  /** Without rows that cannot be read; the same object while nothing has changed. */
  list(fleets: readonly string[]): Promise<readonly Assignment[]>;
  get(fleet: string, member: string): Promise<Stored<Assignment> | undefined>;
  /**
   * Writes regardless of what is there: what a user wants last wins. Many of a fleet take several transactions, each
   * with its own audit entry.
   */
  put(
    assignments: readonly Assignment[],
    entryOf?: (written: readonly Assignment[]) => AuditEntry,
  ): Promise<void>;
  /** Writes those of members that have no row yet; the others stay as they are. */
  add(assignments: readonly Assignment[]): Promise<void>;
  /** `lost` when the row changed since it was read. The audit entry is one transaction with it. */
  replace(assignment: Stored<Assignment>, entry?: AuditEntry): Promise<Written>;
  remove(fleet: string, member: string): Promise<void>;
}

/** Joins and departures of members that were begun; empty but after trouble. */
export type MembershipActStore = NamedStore<MembershipAct>;
