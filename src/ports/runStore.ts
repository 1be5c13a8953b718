import type { TimeSpan } from '../domain/audit/auditEntries.ts';
import type { GateDecision } from '../domain/gate/gateDecision.ts';
import type { Plan } from '../domain/plan/plan.ts';
import type { SkipCommand, StopCommand } from '../domain/run/commands.ts';
import type { LeftFleetRun } from '../domain/run/leftFleetRun.ts';
import type { PlacedMember } from '../domain/run/rollUp.ts';
import type {
  Attempt,
  FrozenPlan,
  GroupKey,
  GroupRow,
  MemberRow,
  Run,
  RunEvent,
  RunListEntry,
  RunPolicy,
  StageRow,
  StoredRunEvent,
} from '../domain/run/run.ts';
import type { NamedStore } from './namedStores.ts';
import type { Page, Stored } from './stored.ts';
import type { Written } from './written.ts';

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

/** Fleet runs that no group drives any more; empty but after trouble. */
export type LeftFleetRunStore = NamedStore<LeftFleetRun>;
