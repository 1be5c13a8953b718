import { z } from 'zod';
import type { Immutable } from './immutable.ts';

/** Every type of entry that this release writes into the audit log, and what it says. `docs/events.md` has a row for each. */
export const AUDIT_TYPES = {
  GroupAssigned: 'Members were given a group, or taken out of theirs',
  AssignmentDropped: 'A wanted group was dropped, as its member is gone or another cluster',
  MemberJoined: 'A cluster joined a fleet',
  MemberLeft: 'A member left its fleet',
  StrategyCreated: 'A strategy was created',
  StrategyChanged: 'A strategy was replaced',
  StrategyDeleted: 'A strategy was deleted',
  DeniedVersionCreated: 'A version was denied',
  DeniedVersionChanged: 'What is said of a denied version was replaced',
  DeniedVersionDeleted: 'A denied version was allowed again',
  AccessCreated: 'Somebody was given a role on some fleets',
  AccessChanged: 'A grant was replaced',
  AccessDeleted: 'A grant was taken back',
  FreezeCreated: 'A freeze was created',
  FreezeChanged: 'A freeze was replaced',
  FreezeDeleted: 'A freeze was deleted',
  NotificationCreated: 'A notification was created',
  NotificationChanged: 'A notification was replaced',
  NotificationDeleted: 'A notification was deleted',
  TriggerCreated: 'A trigger was created, or a run of it that is not to start by itself',
  TriggerChanged: 'A trigger was replaced',
  TriggerDeleted: 'A trigger was deleted',
  TriggerStarting: 'A start that was asked for is being carried out',
  TriggerWaiting: 'A start that was asked for waits for a run under way',
  TriggerStarted: 'A start that was asked for started its run',
  TriggerSkipped: 'A start that was asked for was left out',
  TriggerFailed: 'A start that was asked for did not come about',
  TriggerCancelled: 'A start that was asked for was taken back',
  RunDeleted: 'A run was deleted; the events of its trail stand before it',
} as const satisfies Record<string, string>;

export type AuditType = keyof typeof AUDIT_TYPES;

/** Something that somebody did, or had done, as it is read: of any release. */
export const auditEntrySchema = z.object({
  time: z.string(),
  actor: z.string(),
  /** The path of what it was done to. */
  subject: z.string(),
  type: z.string(),
  message: z.string(),
});
export type StoredAuditEntry = Immutable<z.infer<typeof auditEntrySchema>>;

/** As it is written. */
export type AuditEntry = StoredAuditEntry & { readonly type: AuditType };
