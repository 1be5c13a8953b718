import type { Commands, StopCommand } from '../run/commands.ts';
import type { ClusterActivity } from '../fleet/clusterActivity.ts';
import type { Standings } from './clusterRules.ts';
import type { FleetRunContent, FleetRunView } from './fleetRun.ts';
import type { Lock, LockHolder } from './lock.ts';
import type { FailureBudget } from '../run/failureBudget.ts';
import type { FreshEvaluation } from '../gate/decideHealthGate.ts';
import type { GatesGiven } from '../gate/gates.ts';
import { freezeOver, type KnownFreezes } from '../freeze/freezeOver.ts';
import type { ClusterRules, Retries, StartWindows } from '../plan/updateSpec.ts';
import type { Place, PlaceBound, PlaceTaking } from './place.ts';
import type { AtOnce, Slicing } from './slicing.ts';
import type { TimeOfMember } from '../estimate/updateTimes.ts';
import { fleetRunName } from '../names.ts';
import type { Obstacle } from '../run/waiting.ts';
import type { ErrorDetail, FleetRunRecord, GroupRow, MemberRow, Run, RunEvent } from '../run/run.ts';

/** What is looked at only when a decision asks: for one lane, for a slice that might be opened, or for the whole group. */
export interface Looked {
  /** Locks that exist for the clusters asked about, whoever holds them. */
  readonly locks?: readonly Lock[];
  /** `list` is a hint that may be some seconds old; absence and ends are believed only from `get`. */
  readonly fleetRun?: {
    readonly by: 'list' | 'get';
    readonly run: FleetRunView | undefined;
    /** A LIST agrees that it is not there. */
    readonly unlisted?: boolean;
  };
  readonly clusters?: ReadonlyMap<string, ClusterActivity>;
  /** How clusters stand that were asked for one by one: ends rest on it. */
  readonly standings?: Standings;
  /** Azure did not answer: other lanes go on. */
  readonly failed?: ErrorDetail;
}

/** What is found for all lanes together. */
export type SharedLooks = Pick<GroupObservation, 'lists' | 'places' | 'listedStandings'>;

/** Everything that decides what a group does next. The looks in it are those of the lane in hand. */
export interface GroupObservation extends Looked {
  /** ISO 8601 UTC. */
  readonly now: string;
  readonly run: Pick<Run, 'runId' | 'name' | 'implicit'>;
  readonly stageName: string;
  readonly attempt: number;
  readonly group: GroupRow;
  readonly members: readonly MemberRow[];
  readonly commands: Commands;
  /** What a Fleet run of this group is created with. */
  readonly content: FleetRunContent;
  readonly slicing: Slicing;
  /** Limits of failures that are set for the group, its stage and its run, as they were read in this round. */
  readonly budgets: readonly FailureBudget[];
  /** Absent where there are none, or where this attempt was started in spite of them. */
  readonly freezes?: KnownFreezes;
  /** When members of the stage may start; absent for always. */
  readonly windows?: StartWindows;
  /** Those that the group was given, where it has any. */
  readonly gates?: GatesGiven;
  /** Of its Health gates, made in this round. */
  readonly evaluations?: readonly FreshEvaluation[];
  /** What the gates before its stage have it wait for. */
  readonly stageHeld?: Obstacle;
  readonly retries?: Retries;
  /** The policy was changed while the run goes on: what is open may have been opened by another one. */
  readonly policyChanged?: boolean;
  /** Slices of other groups of the stage that update without a place: they were started when nothing bounded them. */
  readonly unplaced?: number;
  /** Nobody starts who could fail to more than the limits tolerate and one. */
  readonly strict?: boolean;
  /** How long an update of a member is expected to take: only the pace follows it. */
  readonly timeOf?: TimeOfMember;
  /** Absent where the policy has none: then Fleet Manager finds out about clusters. */
  readonly clusterRules?: ClusterRules;
  /** How many members may update at once, where that is bounded beyond the group. */
  readonly atOnce?: AtOnce;
  /** The frozen plan's. */
  readonly planId?: string;

  /** What was looked at so far, by lane. */
  readonly looked?: ReadonlyMap<string, Looked>;
  /** Lists of Fleet runs, by fleet: one serves all lanes. */
  readonly lists?: ReadonlyMap<string, ReadonlyMap<string, FleetRunView>>;
  /** Places taken, by scope: all lanes share them. */
  readonly places?: ReadonlyMap<string, readonly Place[]>;
  /** How clusters stood in a list that is up to a minute old. */
  readonly listedStandings?: Standings;
  /** The slice in hand. */
  readonly slice?: FleetRunRecord;
  /** Another lane updates a member: what this one waits for is not what the group waits for. */
  readonly besideRunning?: boolean;
}

/** The freeze because of which a member may not start now. */
export function freezeOf(observed: GroupObservation, { fleet, name }: MemberRow): Obstacle | undefined {
  return freezeOver(observed.freezes, { fleet, group: observed.group.name, member: name }, observed.now);
}

export type Look =
  | { readonly what: 'locks'; readonly clusterResourceIds: readonly string[] }
  | { readonly what: 'fleetRun'; readonly by: 'list' | 'get'; readonly fleet: string; readonly name: string }
  /** GET did not find it: whether LIST agrees. */
  | { readonly what: 'absence'; readonly fleet: string; readonly name: string }
  | { readonly what: 'places'; readonly scopes: readonly string[] }
  | { readonly what: 'clusters'; readonly clusterResourceIds: readonly string[] }
  | {
      readonly what: 'standings';
      readonly by: 'list' | 'get';
      readonly clusterResourceIds: readonly string[];
    };

/** A side effect. Each is safe to repeat, and to have been done already. */
export type Act =
  | { readonly do: 'takeLocks'; readonly clusterResourceIds: readonly string[] }
  | { readonly do: 'releaseLocks'; readonly clusterResourceIds: readonly string[] }
  | { readonly do: 'takePlaces'; readonly bounds: readonly PlaceBound[]; readonly place: Place }
  | {
      readonly do: 'releasePlaces';
      readonly scopes: readonly string[];
      readonly places: readonly PlaceTaking[];
    }
  | { readonly do: 'writeStop'; readonly stop: StopCommand }
  | { readonly do: 'createFleetRun'; readonly fleet: string; readonly name: string }
  | {
      readonly do: 'startFleetRun' | 'stopFleetRun' | 'deleteFleetRun';
      readonly fleet: string;
      readonly name: string;
      readonly eTag: string;
    }
  | {
      readonly do: 'skipMembers';
      readonly fleet: string;
      readonly name: string;
      readonly eTag: string;
      readonly members: readonly string[];
    };

/** Rows to write, before the act: who loses that race does nothing. */
export interface RowChange {
  readonly group: GroupRow;
  readonly members: readonly MemberRow[];
  readonly events: readonly RunEvent[];
}

export type GroupStep =
  | { readonly kind: 'look'; readonly look: Look; readonly lane?: string }
  | {
      readonly kind: 'step';
      readonly change?: RowChange;
      readonly act?: Act;
      readonly next: 'again' | 'ended' | { readonly waitSeconds: number };
      /** An act that was sent and shows no effect yet: an error of it is not over. */
      readonly awaits?: Act['do'];
      /** It is about an error that is not over. */
      readonly isFailed?: true;
      /** The slice that the step is for, by its Fleet run's name. */
      readonly lane?: string;
    };

export function lockHolder(
  observed: Pick<GroupObservation, 'run' | 'stageName' | 'group' | 'attempt'>,
): LockHolder {
  return {
    runId: observed.run.runId,
    runName: observed.run.name,
    attempt: observed.attempt,
    purpose: `${observed.stageName}/${observed.group.name}`,
  };
}

/** Name of the Fleet run of this attempt's slice of that number. */
export function fleetRunNameOf(
  observed: Pick<GroupObservation, 'run' | 'group' | 'attempt'>,
  fleet: string,
  slice: number,
): string {
  const { stage, group } = observed.group;
  const { name: runName, runId } = observed.run;
  return fleetRunName({ runName, runId, stage, group, fleet, attempt: observed.attempt, slice });
}

/** The release before slices kept the records of those that it had closed, and counted nothing. */
export function nextSliceOf({ nextSlice, fleetRuns }: GroupRow): number {
  return nextSlice ?? fleetRuns.length;
}

/** Whether this attempt opened it. The release before slices told it by the one name that it could have. */
export function isOfThisAttempt(observed: GroupObservation, record: FleetRunRecord): boolean {
  if (record.members) return record.ofEarlierAttempt !== true;
  return record.name === fleetRunNameOf(observed, record.fleet, 0);
}

/** The Fleet runs that are neither cleaned up nor left to reconcile. */
export function openFleetRuns(group: GroupRow): FleetRunRecord[] {
  return group.fleetRuns.filter(({ deleted, left }) => deleted !== true && left !== true);
}

/** The open slices: also one whose Fleet run is gone while its members' locks are not given back yet. */
export function slicesOf(group: GroupRow): FleetRunRecord[] {
  return group.fleetRuns.filter(
    ({ deleted, left, members }) => left !== true && (deleted !== true || members !== undefined),
  );
}
