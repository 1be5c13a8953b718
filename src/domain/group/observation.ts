import type { Commands, StopCommand } from '../run/commands.ts';
import type { ClusterActivity } from '../fleet/clusterActivity.ts';
import type { FleetRunContent, FleetRunView } from './fleetRun.ts';
import type { Lock, LockHolder } from './lock.ts';
import { fleetRunName } from '../names.ts';
import type { FleetRunRecord, GroupRow, MemberRow, Run, RunEvent } from '../run/run.ts';

/** Everything that decides what a group does next. The last three are looked at only when a decision asks. */
export interface GroupObservation {
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
}

export type Look =
  | { readonly what: 'locks'; readonly clusterResourceIds: readonly string[] }
  | { readonly what: 'fleetRun'; readonly by: 'list' | 'get'; readonly fleet: string; readonly name: string }
  /** GET did not find it: whether LIST agrees. */
  | { readonly what: 'absence'; readonly fleet: string; readonly name: string }
  | { readonly what: 'clusters'; readonly clusterResourceIds: readonly string[] };

/** A side effect. Each is safe to repeat, and to have been done already. */
export type Act =
  | { readonly do: 'takeLocks'; readonly clusterResourceIds: readonly string[] }
  | { readonly do: 'releaseLocks'; readonly clusterResourceIds: readonly string[] }
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
  | { readonly kind: 'look'; readonly look: Look }
  | {
      readonly kind: 'step';
      readonly change?: RowChange;
      readonly act?: Act;
      readonly next: 'again' | 'ended' | { readonly waitSeconds: number };
      /** An act that was sent and shows no effect yet: an error of it is not over. */
      readonly awaits?: Act['do'];
    };

export function lockHolder(o: Pick<GroupObservation, 'run' | 'stageName' | 'group' | 'attempt'>): LockHolder {
  return {
    runId: o.run.runId,
    runName: o.run.name,
    attempt: o.attempt,
    purpose: `${o.stageName}/${o.group.name}`,
  };
}

/** Name of the Fleet run of this attempt's slice of that number. */
export function fleetRunNameOf(
  o: Pick<GroupObservation, 'run' | 'group' | 'attempt'>,
  fleet: string,
  slice: number,
): string {
  const { stage, group } = o.group;
  const { name: runName, runId } = o.run;
  return fleetRunName({ runName, runId, stage, group, fleet, attempt: o.attempt, slice });
}

/** The release before slices kept the records of those that it had closed, and counted nothing. */
export function nextSliceOf({ nextSlice, fleetRuns }: GroupRow): number {
  return nextSlice ?? fleetRuns.length;
}

/** Whether this attempt opened it. The release before slices told it by the one name that it could have. */
export function isOfThisAttempt(o: GroupObservation, record: FleetRunRecord): boolean {
  if (record.members) return record.ofEarlierAttempt !== true;
  return record.name === fleetRunNameOf(o, record.fleet, 0);
}

/** The Fleet runs that are neither cleaned up nor left to reconcile. */
export function openFleetRuns(group: GroupRow): FleetRunRecord[] {
  return group.fleetRuns.filter(({ deleted, left }) => deleted !== true && left !== true);
}

/** The slice that the group goes on with. */
export function openFleetRunOf(group: GroupRow): FleetRunRecord | undefined {
  return openFleetRuns(group)[0];
}
