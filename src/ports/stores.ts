import type { TimeSpan } from '../domain/audit/auditEntries.ts';
import type { AuditEntry, StoredAuditEntry } from '../domain/auditTypes.ts';
import type { EventCount } from '../domain/fleet/eventCount.ts';
import type { SupportNotice } from '../domain/fleet/supportNotice.ts';
import type { DeliveryReceipt } from '../domain/trigger/deliveryReceipt.ts';
import type { StartRequest } from '../domain/trigger/startRequest.ts';
import type { Trigger } from '../domain/trigger/trigger.ts';
import type { TriggerState } from '../domain/trigger/triggerState.ts';
import type { MembershipAct } from '../domain/fleet/membershipAct.ts';
import type { LeftFleetRun } from '../domain/run/leftFleetRun.ts';
import type { Commands, SkipCommand, StopCommand } from '../domain/run/commands.ts';
import type {
  Assignment,
  Inventory,
  InventoryMember,
  LatestNodeImage,
  OfferedVersions,
} from '../domain/fleet/inventory.ts';
import type {
  Attempt,
  FrozenPlan,
  GroupKey,
  GroupRow,
  MemberRow,
  Run,
  RunEvent,
  StoredRunEvent,
  RunListEntry,
  RunPolicy,
  StageRow,
} from '../domain/run/run.ts';
import type { Place, PlaceBound, Places, PlaceTaking } from '../domain/group/place.ts';
import type { Lock, LockHolder } from '../domain/group/lock.ts';
import type { PlacedMember } from '../domain/run/rollUp.ts';
import type { EndedUpdate, UpdateTimes } from '../domain/estimate/updateTimes.ts';
import type { GateDecision } from '../domain/gate/gateDecision.ts';
import type { PendingGate } from '../domain/gate/pendingGate.ts';
import type { Plan } from '../domain/plan/plan.ts';
import type { Removed, Written } from './written.ts';
import type { Strategy } from '../domain/plan/strategy.ts';
import type { DeniedVersion } from '../domain/plan/deniedVersion.ts';
import type { Delivery } from '../domain/notify/delivery.ts';
import type { NotedFreeze, Pause } from '../domain/notify/noted.ts';
import type { Notification } from '../domain/notify/notification.ts';
import type { Untold } from '../domain/notify/untold.ts';
import type { Grant } from '../domain/access/grant.ts';
import type { Freeze } from '../domain/freeze/freeze.ts';

/** A value with the ETag of the row it was read from. */
export interface Stored<T> {
  readonly value: T;
  readonly eTag: string;
}

/** Something that is stored and that this release cannot read. */
export interface Unreadable {
  readonly name: string;
  readonly reason: string;
}

export interface Page<T> {
  readonly value: readonly T[];
  /** What this page leaves out. */
  readonly unreadable: readonly Unreadable[];
  /** Opaque; absent on the last page. */
  readonly continuation?: string;
}

/** Everything of a run but its members' rows. */
export interface RunTree {
  readonly run: Run;
  readonly attempts: readonly Attempt[];
  readonly plan?: FrozenPlan;
  readonly stages: readonly StageRow[];
  readonly groups: readonly GroupRow[];
  readonly skips: readonly SkipCommand[];
  /** Of people on gates, in all attempts. */
  readonly decisions: readonly GateDecision[];
  /** Of the newest attempt. */
  readonly stop?: StopCommand;
  /** Strong, over all of the above (members are covered by their groups' rows). */
  readonly eTag: string;
}

/** A run for whoever looks at it: the same object while nothing of it has changed. */
export interface ShownRun {
  readonly tree: RunTree;
  /** The members of these groups of the tree, in their order. */
  members(groups: readonly GroupRow[]): Promise<readonly PlacedMember[]>;
}

export interface RunStore {
  /** `lost` when a run of that name exists. All or nothing. */
  create(run: Run, event: RunEvent): Promise<Written>;
  /** `lost` when the run is being removed, or its policy has been changed since: by who came first to that number. */
  changePolicy(runId: string, policy: RunPolicy, event: RunEvent): Promise<Written>;
  findByName(name: string): Promise<Run | undefined>;
  get(runId: string): Promise<Run | undefined>;
  /** Newest first; unreadable ones by id. A continuation that no page gave out is an `InvalidRequest`. */
  list(pageSize: number, continuation?: string): Promise<Page<RunListEntry>>;
  /** Ignored when the run is gone, or when the entry there is of a later attempt or of this one's end. */
  putListEntry(entry: RunListEntry): Promise<void>;
  tree(runId: string): Promise<RunTree | undefined>;
  /** As it is now, with all that was written before. What decides reads the tree afresh. */
  show(asked: { readonly name: string } | { readonly runId: string }): Promise<ShownRun | undefined>;
  /** All member rows of a frozen plan, by stage, group, index. */
  members(runId: string, planId: string): Promise<{ stage: number; group: number; member: MemberRow }[]>;
  /** By time, those of one call in their order; all of them, or those of a time. */
  events(runId: string, time?: TimeSpan): Promise<StoredRunEvent[]>;
  /** The same events added again by an activity that runs twice appear once. */
  addEvents(runId: string, events: readonly RunEvent[]): Promise<void>;
  /**
   * Decides that the run goes: no attempt of it can start any more. The event is one transaction with that, and not
   * written when it was decided before. `InvalidState` while an attempt is unfinished; of a start and a removal at once
   * only one succeeds.
   */
  beginRemoval(runId: string, asked?: RunEvent): Promise<void>;
  /**
   * Clears away what creations left that began before `before` and were cut short. Answers with the runs whose removal
   * was begun and is not finished.
   */
  settleCreations(before: string): Promise<string[]>;
  /** Removes every row of the run, its name last, so that it can be asked for again. Begins it if nobody has. */
  remove(runId: string): Promise<void>;

  /** The newest attempt. */
  attempt(runId: string): Promise<Stored<Attempt> | undefined>;
  /** `lost` when that attempt exists already or the run is being removed. Also enters the run in the index of unfinished runs, first. */
  addAttempt(attempt: Attempt, event: RunEvent): Promise<Written>;
  writeAttempt(attempt: Stored<Attempt>, events?: readonly RunEvent[]): Promise<Written>;
  /** Ids of the runs that have, or may have, an unfinished attempt. */
  unfinished(): Promise<string[]>;
  /** Takes a run out of that index, unless its newest attempt has not ended. Safe to repeat, also when late. */
  markFinished(runId: string): Promise<void>;

  plan(runId: string): Promise<FrozenPlan | undefined>;
  /** Writes the rows, last the one that makes them the plan; if another freeze was first, its plan is returned. */
  freeze(runId: string, plan: Plan, frozenAt: string): Promise<FrozenPlan>;
  /** From now on attempts begin on the plan; `lost` when it was settled or taken back. */
  settle(runId: string, frozen: FrozenPlan): Promise<Written>;
  /** Takes a plan back that is not settled, with its rows; `lost` when it was settled or taken back. */
  unfreeze(runId: string, frozen: FrozenPlan): Promise<Written>;
  stages(runId: string, planId: string): Promise<StageRow[]>;
  stage(runId: string, planId: string, stage: number): Promise<Stored<StageRow> | undefined>;
  writeStage(
    runId: string,
    planId: string,
    stage: Stored<StageRow>,
    events: readonly RunEvent[],
  ): Promise<Written>;
  groupsOfStage(runId: string, planId: string, stage: number): Promise<GroupRow[]>;
  groups(runId: string, planId: string): Promise<GroupRow[]>;
  group(key: GroupKey): Promise<StoredGroup | undefined>;
  /**
   * Members before the group's row, each with the ETag it was read with; the events in the group's own batch.
   * The store counts the group's version up.
   */
  writeGroup(key: GroupKey, read: StoredGroup, change: GroupChange): Promise<Written>;
}

export interface StoredGroup {
  readonly group: Stored<GroupRow>;
  readonly members: readonly Stored<MemberRow>[];
}

export interface GroupChange {
  readonly group: GroupRow;
  /** Only those that changed. */
  readonly members: readonly MemberRow[];
  readonly events: readonly RunEvent[];
}

/**
 * The index of gates that are Pending, what waits longest first. A hint: one is entered before its row says so and leaves after
 * that, so none that is Pending is missing, and of one that is here its row says whether it is.
 */
export interface PendingGateStore {
  /** Once again changes nothing. */
  enter(gates: readonly PendingGate[]): Promise<void>;
  leave(gates: readonly PendingGate[]): Promise<void>;
  /** All of them, or those that come after one. */
  list(after?: PendingGate): Promise<readonly PendingGate[]>;
}

export interface CommandStore {
  commands(runId: string, attempt: number): Promise<Commands>;
  /** The first stop of an attempt stays; `lost` when there was one. */
  addStop(runId: string, stop: StopCommand): Promise<Written>;
  /** A person decides once on a gate in an attempt; `lost` when they had. */
  addDecision(runId: string, decision: GateDecision): Promise<Written>;
  /** The first skip of a target stays. */
  addSkips(runId: string, skips: readonly SkipCommand[]): Promise<void>;
}

/** One lock per cluster, whatever the spelling of its id. */
export interface LockStore {
  read(clusterResourceIds: readonly string[]): Promise<Lock[]>;
  /**
   * Takes them in the order of their keys, stopping at the first that somebody else holds. Those of the same
   * run and purpose count as taken, and pass to this attempt if it is a later one. Returns the foreign lock that
   * it met.
   */
  take(clusterResourceIds: readonly string[], holder: LockHolder, now: string): Promise<Lock | undefined>;
  /** Releases those that the holder (same run and purpose, no later attempt) has; others stay. */
  release(clusterResourceIds: readonly string[], holder: LockHolder): Promise<void>;
  all(): Promise<Lock[]>;
}

/** Places of slices in scopes that bound how many update at once. */
export interface PlaceStore {
  read(scopes: readonly string[]): Promise<ReadonlyMap<string, readonly Place[]>>;
  /** Takes a place in each scope in this order, up to the first that has none: what was taken shows by reading. */
  take(bounds: readonly PlaceBound[], place: Place): Promise<void>;
  /** Gives back those takings; a later one of the same slice stays. */
  release(scopes: readonly string[], places: readonly PlaceTaking[]): Promise<void>;
  all(): Promise<Places[]>;
}

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

/** Joins and departures of members that were begun; empty but after trouble. */
export type MembershipActStore = NamedStore<MembershipAct>;

/** Fleet runs that no group drives any more; empty but after trouble. */
export type LeftFleetRunStore = NamedStore<LeftFleetRun>;

export interface StartRequestStore extends NamedStore<StartRequest> {
  /** Those whose runs may still start by themselves, in no order; the others are not read. */
  listOpen(): Promise<Stored<StartRequest>[]>;
}

/** What is on its way to notifications, and what was. */
export interface DeliveryStore {
  /** `lost` when that occurrence was added before. */
  add(delivery: Delivery): Promise<Written>;
  /** Those that wait, what happened first first. */
  open(notification: string, most: number): Promise<readonly Stored<Delivery>[]>;
  write(delivery: Stored<Delivery>): Promise<Stored<Delivery> | 'lost'>;
  /** What happened last first. */
  newest(notification: string, count: number): Promise<readonly Delivery[]>;
  removeAll(notification: string): Promise<void>;
  /** Those of what happened before. */
  removeBefore(notification: string, time: string): Promise<void>;
}

/** How far telling has come. */
export interface NotifyingStores {
  readonly deliveries: DeliveryStore;
  /** By the ids of the runs of which not all may be told. */
  readonly untold: NamedStore<Untold>;
  /** How far the audit log is looked through. */
  readonly looked: NamedStore<Untold>;
  readonly freezesOn: NamedStore<NotedFreeze>;
  readonly pauses: NamedStore<Pause>;
}

/** What users say of a trigger, how far it has come, and what it was asked to start. */
export interface TriggerStore {
  readonly definitions: NamedStore<Trigger>;
  readonly states: NamedStore<TriggerState>;
  readonly requests: StartRequestStore;
  readonly receipts: NamedStore<DeliveryReceipt>;
}

/** What Event Grid said that starts no run. */
export interface ReceivedEvents {
  /** One for each cluster, the newest. */
  readonly supportNotices: NamedStore<SupportNotice>;
  /** Of events that this app does nothing with, one for each type. */
  readonly counts: NamedStore<EventCount>;
}

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
