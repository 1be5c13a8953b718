import { present } from '../present.ts';
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
  Partial<Pick<GroupObservation, 'retries' | 'commands'>>;

/** The rows as they are to be written: counts, version and transition events follow from the patch. */
export function changeRows(o: Before, patch: Patch): RowChange {
  const before = new Map(o.members.map((member) => [member.index, member]));
  const changed = new Map(
    (patch.members ?? []).map((row) => [row.index, withRetry(o, before.get(row.index), row)]),
  );
  const members = o.members.map((member) => changed.get(member.index) ?? member);
  const group: GroupRow = present({
    ...o.group,
    movedAt: o.now,
    ...patch.group,
    version: o.group.version + 1,
    leftOutCount: members.filter(({ passedOver }) => passedOver).length || undefined,
    retryingCount: members.filter(({ willRetry }) => willRetry).length || undefined,
    counts: countStates(members.map(({ state }) => state)),
  });
  const events = [
    ...(patch.events ?? []).map((text) => eventOf(o, text)),
    ...memberTransitions(o, [...changed.values()]),
    ...groupTransition(o, group),
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
  const changed: FleetRunRecord = { ...present({ ...record, ...patch }), fleet, name };
  return { fleetRuns: group.fleetRuns.map((each) => (each === record ? changed : each)) };
}

function eventOf(o: Before, text: EventText): RunEvent {
  return { time: o.now, attempt: o.attempt, stage: o.stageName, group: o.group.name, ...text };
}

function memberTransitions(o: Before, changed: readonly MemberRow[]): RunEvent[] {
  return changed.flatMap((member) => {
    const before = o.members.find(({ index }) => index === member.index);
    if (!before || before.state === member.state) return [];
    const reason = member.error?.message ?? member.message;
    return [
      eventOf(o, {
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

function groupTransition(o: Before, group: GroupRow): RunEvent[] {
  if (group.state === o.group.state) return [];
  return [
    eventOf(o, {
      type: 'GroupStateChanged',
      from: o.group.state,
      to: group.state,
      message: `Group ${group.name} is ${group.state}.${group.message ? ` ${group.message}` : ''}`,
    }),
  ];
}
