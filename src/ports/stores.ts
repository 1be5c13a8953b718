import type { Commands, SkipCommand, StopCommand } from '../domain/commands.ts';
import type { Assignment, Inventory, InventoryMember, LatestNodeImage } from '../domain/inventory.ts';
import type {
  Attempt,
  FrozenPlan,
  GroupKey,
  GroupRow,
  MemberRow,
  Run,
  RunEvent,
  RunListEntry,
  StageRow,
} from '../domain/run.ts';
import type { Lock, LockHolder } from '../domain/lock.ts';
import type { Plan } from '../domain/plan.ts';
import type { Strategy } from '../domain/updateSpec.ts';

export type { Lock, LockHolder } from '../domain/lock.ts';

/** A value with the ETag of the row it was read from. */
export interface Stored<T> {
  readonly value: T;
  readonly eTag: string;
}

/** `lost`: somebody else wrote the row since it was read, or a later attempt owns it. Nothing was written. */
export type Written = 'written' | 'lost';

export interface Page<T> {
  readonly value: readonly T[];
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
  /** Of the newest attempt. */
  readonly stop?: StopCommand;
  /** Strong, over all of the above (members are covered by their groups' rows). */
  readonly eTag: string;
}

export interface RunStore {
  /** `nameTaken` when a run of that name exists. All or nothing. */
  create(run: Run, event: RunEvent): Promise<'created' | 'nameTaken'>;
  findByName(name: string): Promise<Run | undefined>;
  get(runId: string): Promise<Run | undefined>;
  /** Newest first. */
  list(pageSize: number, continuation?: string): Promise<Page<RunListEntry>>;
  putListEntry(entry: RunListEntry): Promise<void>;
  tree(runId: string): Promise<RunTree | undefined>;
  /** All member rows of a frozen plan, by stage, group, index. */
  members(runId: string, planId: string): Promise<{ stage: number; group: number; member: MemberRow }[]>;
  events(runId: string): Promise<RunEvent[]>;
  addEvents(runId: string, events: readonly RunEvent[]): Promise<void>;
  /** Removes every row of the run, its name last. */
  remove(runId: string): Promise<void>;

  /** The newest attempt. */
  attempt(runId: string): Promise<Stored<Attempt> | undefined>;
  /** `lost` when that attempt exists already. Also enters the run in the index of unfinished runs, first. */
  addAttempt(attempt: Attempt, event: RunEvent): Promise<Written>;
  writeAttempt(attempt: Stored<Attempt>, events?: readonly RunEvent[]): Promise<Written>;
  /** Ids of the runs that have, or may have, an unfinished attempt. */
  unfinished(): Promise<string[]>;
  /** Takes a run out of that index. Safe to repeat. */
  markFinished(runId: string): Promise<void>;

  plan(runId: string): Promise<FrozenPlan | undefined>;
  /** Writes the rows, last the one that makes them the plan; if another freeze was first, its plan is returned. */
  freeze(runId: string, plan: Plan, frozenAt: string): Promise<FrozenPlan>;
  stage(runId: string, planId: string, stage: number): Promise<Stored<StageRow> | undefined>;
  writeStage(
    runId: string,
    planId: string,
    stage: Stored<StageRow>,
    events: readonly RunEvent[],
  ): Promise<Written>;
  groupsOfStage(runId: string, planId: string, stage: number): Promise<GroupRow[]>;
  group(key: GroupKey): Promise<StoredGroup | undefined>;
  /** Members before the group's row, each with the ETag it was read with; the events in the group's own batch. */
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

export interface CommandStore {
  commands(runId: string, attempt: number): Promise<Commands>;
  /** The first stop of an attempt stays; false when there was one. */
  addStop(runId: string, stop: StopCommand): Promise<boolean>;
  addSkips(runId: string, skips: readonly SkipCommand[]): Promise<void>;
}

/** One lock per cluster, whatever the spelling of its id. */
export interface LockStore {
  read(clusterResourceIds: readonly string[]): Promise<Lock[]>;
  /**
   * Takes them in the order of their keys, stopping at the first that somebody else holds. Those of the same
   * run and purpose count as taken, whatever their attempt. Returns the foreign lock that it met.
   */
  take(clusterResourceIds: readonly string[], holder: LockHolder, now: string): Promise<Lock | undefined>;
  /** Releases those that the holder (same run and purpose) has; others stay. */
  release(clusterResourceIds: readonly string[], holder: LockHolder): Promise<void>;
  all(): Promise<Lock[]>;
}

export interface InventoryStore {
  read(fleets: readonly string[]): Promise<Inventory>;
  /** Replaces what is known of a fleet: members that are not among the given ones are removed. */
  replaceFleet(fleet: string, members: readonly InventoryMember[], asOf: string): Promise<void>;
  putMember(member: InventoryMember): Promise<void>;
  removeMember(fleet: string, name: string): Promise<void>;
  putLatestNodeImages(images: readonly LatestNodeImage[]): Promise<void>;
}

export interface AssignmentStore {
  list(fleets: readonly string[]): Promise<Assignment[]>;
  get(fleet: string, member: string): Promise<Stored<Assignment> | undefined>;
  /** Writes regardless of what is there: what a user wants last wins. */
  put(assignments: readonly Assignment[]): Promise<void>;
  /** `lost` when the row changed since it was read. */
  replace(assignment: Stored<Assignment>): Promise<Written>;
  remove(fleet: string, member: string): Promise<void>;
}

export interface StrategyStore {
  list(): Promise<Stored<Strategy>[]>;
  get(name: string): Promise<Stored<Strategy> | undefined>;
  /** `eTag` undefined: only if there is none of that name. */
  put(strategy: Strategy, eTag: string | undefined): Promise<Stored<Strategy> | 'conflict'>;
  remove(name: string, eTag: string): Promise<Written | 'absent'>;
}

/** Changes that belong to no run, and what is left of deleted ones. */
export interface AuditLog {
  append(entry: {
    time: string;
    actor: string;
    subject: string;
    type: string;
    message: string;
  }): Promise<void>;
}
