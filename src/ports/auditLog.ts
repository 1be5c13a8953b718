import type { TimeSpan } from '../domain/audit/auditEntries.ts';
import type { AuditEntry, StoredAuditEntry } from '../domain/auditTypes.ts';

/** Changes that belong to no run, and what is left of deleted ones. The same entry twice is one. */
export interface AuditLog {
  append(...entries: readonly AuditEntry[]): Promise<void>;
  /** Of what was written down elsewhere before, whatever release that did. */
  appendStored(...entries: readonly StoredAuditEntry[]): Promise<void>;
  /** Carries the entries here that a change left behind when it could not itself; of assignments in these fleets. */
  carryLeft(fleets: readonly string[]): Promise<void>;
  /** The entries of that time, in its order. */
  during(time: TimeSpan): Promise<StoredAuditEntry[]>;
  /** Removes the entries of the days before that of `time`. */
  removeBefore(time: string): Promise<void>;
}
