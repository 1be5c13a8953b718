import type { ManagedClusterUpdate } from '../updateSpec.ts';

/** A stored rule that starts runs at the times of its schedule. */
export interface Trigger {
  readonly name: string;
  readonly kind: 'schedule';
  /** A paused trigger starts nothing, and what falls due meanwhile is not made up for. */
  readonly enabled: boolean;
  /** Absent: One by one. */
  readonly strategy?: string;
  /** Aliases; absent: all. */
  readonly fleets?: readonly string[];
  readonly managedClusterUpdate: ManagedClusterUpdate;
  /** With `{trigger}`, `{date}` and `{time}` (UTC, of the due time). */
  readonly nameTemplate: string;
  /** What becomes of a due time while the trigger's last run is under way. */
  readonly overlap: (typeof OVERLAPS)[number];
  readonly schedule: Schedule;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly changedAt: string;
  readonly changedBy: string;
}

export interface Schedule {
  /** Five fields: minute, hour, day of month, month, day of week. */
  readonly cron: string;
  /** IANA, for example `Europe/Berlin`. */
  readonly timeZone: string;
  /** After a time in which the app was down: run once for the newest due time, or leave all out. */
  readonly catchUp: (typeof CATCH_UPS)[number];
  /** Days on which nothing starts, in the schedule's time zone; both ends included. */
  readonly blackouts: readonly { readonly from: string; readonly to: string }[];
  /** Hours of the week in which nothing starts, from `from` up to `to`; over midnight when `to` is not later. */
  readonly quietTimes: readonly {
    readonly days: readonly Day[];
    readonly from: string;
    readonly to: string;
  }[];
}

export const OVERLAPS = ['skip', 'queue', 'allow'] as const;
export const CATCH_UPS = ['once', 'skip'] as const;
export const OUTCOMES = ['Starting', 'Started', 'Skipped', 'Failed'] as const;

export const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export type Day = (typeof DAYS)[number];

/** How far a trigger has come. Written by its dispatch alone. */
export interface TriggerState {
  /** The trigger's. */
  readonly name: string;
  /** Due times up to this one are dealt with. */
  readonly dispatchedUpTo: string;
  readonly last: Dispatch;
}

/** What became of a due time. `Starting` is a promise that the next pass keeps if this one could not. */
export interface Dispatch {
  readonly dueAt: string;
  /** When this was written. */
  readonly at: string;
  readonly outcome: (typeof OUTCOMES)[number];
  readonly message: string;
  readonly run?: string;
  /** Of the error, when it failed. */
  readonly code?: string;
}
