import type { Grant } from '../domain/access/grant.ts';
import type { AuditEntry } from '../domain/auditTypes.ts';
import type { Freeze } from '../domain/freeze/freeze.ts';
import type { Notification } from '../domain/notify/notification.ts';
import type { DeniedVersion } from '../domain/plan/deniedVersion.ts';
import type { Strategy } from '../domain/plan/strategy.ts';
import type { Stored, Unreadable } from './stored.ts';
import type { Removed } from './written.ts';

/** Things with a name of their own, changed whole. ETags are strong and quoted, fit for HTTP. */
export interface NamedStore<T> {
  /** By name; without those that cannot be read. */
  list(): Promise<readonly Stored<T>[]>;
  /** As `list`, and what it leaves out. */
  listAll(): Promise<{ readonly value: readonly Stored<T>[]; readonly unreadable: readonly Unreadable[] }>;
  get(name: string): Promise<Stored<T> | undefined>;
  /** Also of one that cannot be read. */
  eTagOf(name: string): Promise<string | undefined>;
  /** `eTag` undefined: only if there is none of that name. The audit entry is one transaction with the change. */
  put(value: T, eTag: string | undefined, entry?: AuditEntry): Promise<Stored<T> | 'lost'>;
  /** With an audit entry as `put`. */
  remove(name: string, eTag: string, entry?: AuditEntry): Promise<Removed>;
}

export type StrategyStore = NamedStore<Strategy>;

export type FreezeStore = NamedStore<Freeze>;

export type NotificationStore = NamedStore<Notification>;

export type GrantStore = NamedStore<Grant>;

export type DeniedVersionStore = NamedStore<DeniedVersion>;
