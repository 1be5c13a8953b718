import { withoutUndefined } from '../withoutUndefined.ts';
import type { FleetRunRecord, GroupRow, MemberRow, RunEvent } from '../run/run.ts';
import { countStates } from '../run/states.ts';
import { withRetry } from './markRetry.ts';
import type { GroupObservation, RowChange } from './observation.ts';

/** An optional key set to undefined is removed from the row. */
export type GroupPatch = {
  readonly [K in keyof GroupRow]?: object extends Pick<GroupRow, K> ? GroupRow[K] | undefined : GroupRow[K];
};

export interface Patch {
  readonly group?: GroupPatch;
  /** Rows that changed. */
  readonly members?: readonly MemberRow[];
  readonly events?: readonly EventText[];
}

export type EventText = Pick<RunEvent, 'type' | 'message'> & Partial<RunEvent>;

/** What a change of a group's rows starts from. */
type Before = Pick<GroupObservation, 'now' | 'attempt' | 'stageName' | 'group' | 'members'> &
  Partial<Pick<GroupObservation, 'retries' | 'commands' | 'clusterRules' | 'standings'>>;

/** The rows as they are to be written: counts, version and transition events follow from the patch. */
export function changeRows(observed: Before, patch: Patch): RowChange {
  const before = new Map(observed.members.map((member) => [member.index, member]));
  const changed = new Map(
    (patch.members ?? []).map((row) => [row.index, withRetry(observed, before.get(row.index), row)]),
  );
  const members = observed.members.map((member) => changed.get(member.index) ?? member);
  const group: GroupRow = withoutUndefined({
    ...observed.group,
    movedAt: observed.now,
    ...patch.group,
    version: observed.group.version + 1,
    leftOutCount: members.filter(({ passedOver }) => passedOver).length || undefined,
    postponedCount: members.filter(({ postponed }) => postponed).length || undefined,
    retryingCount: members.filter(({ willRetry }) => willRetry).length || undefined,
    counts: countStates(members.map(({ state }) => state)),
  });
  const events = [
    ...(patch.events ?? []).map((text) => eventOf(observed, text)),
    ...memberTransitions(observed, [...changed.values()]),
    ...groupTransition(observed, group),
  ];
  return { group, members: [...changed.values()], events };
}

/** The row with one Fleet run's record changed; a key set to undefined is removed. */
export function patchRecord(
  group: GroupRow,
  record: FleetRunRecord,
  patch: { readonly [K in keyof FleetRunRecord]?: FleetRunRecord[K] | undefined },
): Pick<GroupRow, 'fleetRuns'> {
  const { fleet, name } = record;
  const changed: FleetRunRecord = { ...withoutUndefined({ ...record, ...patch }), fleet, name };
  return { fleetRuns: group.fleetRuns.map((each) => (each === record ? changed : each)) };
}

function eventOf(observed: Before, text: EventText): RunEvent {
  return {
    time: observed.now,
    attempt: observed.attempt,
    stage: observed.stageName,
    group: observed.group.name,
    ...text,
  };
}

function memberTransitions(observed: Before, changed: readonly MemberRow[]): RunEvent[] {
  return changed.flatMap((member) => {
    const before = observed.members.find(({ index }) => index === member.index);
    if (!before || before.state === member.state) return [];
    const reason = member.error?.message ?? member.message;
    return [
      eventOf(observed, {
        type: 'MemberStateChanged',
        fleet: member.fleet,
        member: member.name,
        from: before.state,
        to: member.state,
        message: `Member ${member.name} is ${member.state}.${reason ? ` ${reason}` : ''}`,
      }),
    ];
  });
}

function groupTransition(observed: Before, group: GroupRow): RunEvent[] {
  if (group.state === observed.group.state) return [];
  return [
    eventOf(observed, {
      type: 'GroupStateChanged',
      from: observed.group.state,
      to: group.state,
      message: `Group ${group.name} is ${group.state}.${group.message ? ` ${group.message}` : ''}`,
    }),
  ];
}
