import { secondsBetween } from '../seconds.ts';
import { skipsMember } from '../run/commands.ts';
import { clusterKey } from './lock.ts';
import type { FleetRunView } from './fleetRun.ts';
import type { FleetRunRecord, GroupRow, MemberRow } from '../run/run.ts';
import { patchRecord } from './change.ts';
import { mayStart } from './mayStart.ts';
import { freezeOf, type GroupObservation, type GroupStep } from './observation.ts';
import { paceInSeconds } from './pace.ts';
import { act, save, saveAndAct } from './steps.ts';
import { unfinishedIn } from './slice.ts';

/** Fleet answers a start while the run is still NotStarted; a start that shows no effect for so long is repeated. */
const START_AGAIN_AFTER_SECONDS = 60;

/** The Fleet run exists and is NotStarted: brings its members in line with the frozen plan, then starts it. */
export function prepareFleetRun(o: GroupObservation, record: FleetRunRecord, run: FleetRunView): GroupStep {
  const fleetRun = { fleet: record.fleet, name: record.name, eTag: run.eTag };
  const startPending =
    record.startedAt !== undefined && secondsBetween(record.startedAt, o.now) < START_AGAIN_AFTER_SECONDS;
  if (startPending) return awaitStart(o);
  const ours = unfinishedIn(o.members, record);
  const inFleet = new Map(run.members.map((member) => [clusterKey(member.clusterResourceId), member]));
  const moved = ours.filter((row) => !inFleet.has(clusterKey(row.clusterResourceId)));
  if (moved.length > 0 && !o.commands.stop)
    return save(o, { members: moved.map((row) => memberMoved(o, row)) });
  // What is left of the slice may start without whoever is frozen.
  const isFrozen = ours.some((row) => freezeOf(o, row) !== undefined);
  const may = isFrozen ? 'withdraw' : mayStart(o, ours);
  if (may === 'withdraw') {
    // With its start forgotten its absence is our doing, and a start that shows after all is followed.
    return record.startedAt === undefined
      ? act({ do: 'deleteFleetRun', ...fleetRun })
      : save(o, { group: forgetStart(o.group, record) });
  }
  const extra = membersToSkip(o, run, ours);
  if (extra.length > 0) return act({ do: 'skipMembers', ...fleetRun, members: extra }, 2);
  return may === 'go' ? start(o, record, fleetRun) : may;
}

function awaitStart(o: GroupObservation): GroupStep {
  const waitSeconds = paceInSeconds(o.group.movedAt, o.now);
  return { kind: 'step', awaits: 'startFleetRun', next: { waitSeconds } };
}

/** Members of the Fleet run that may still start and that are not of the slice, are done with or skipped. */
export function membersToSkip(o: GroupObservation, run: FleetRunView, ours: readonly MemberRow[]): string[] {
  const wanted = ours.filter((row) => !isSkipped(o, row));
  const keys = new Set(wanted.map((row) => clusterKey(row.clusterResourceId)));
  return run.members
    .filter(({ state }) => state === 'NotStarted' || state === 'Pending')
    .filter((member) => !keys.has(clusterKey(member.clusterResourceId)))
    .map(({ name }) => name);
}

function isSkipped(o: GroupObservation, row: MemberRow): boolean {
  const place = { stage: o.stageName, group: o.group.name, fleet: row.fleet, member: row.name };
  return skipsMember(o.commands.skips, place) !== undefined;
}

function forgetStart(group: GroupRow, record: FleetRunRecord): Pick<GroupRow, 'fleetRuns'> {
  return patchRecord(group, record, { startedAt: undefined, seen: undefined });
}

function start(
  o: GroupObservation,
  record: FleetRunRecord,
  fleetRun: { fleet: string; name: string; eTag: string },
): GroupStep {
  const group = {
    ...patchRecord(o.group, record, { startedAt: o.now }),
    begun: true as const,
    startTime: o.group.startTime ?? o.now,
    // A start that is repeated has moved nothing: the pace slows down, and somebody is told.
    ...(record.startedAt !== undefined && { movedAt: o.group.movedAt }),
  };
  return saveAndAct(o, { group }, { do: 'startFleetRun', ...fleetRun }, 15);
}

/** Fleet has it in another group, or no more: the run has nothing to do with it. */
export function memberMoved(o: GroupObservation, row: MemberRow): MemberRow {
  const message = `MemberMoved: ${row.name} left the fleet or group ${o.group.name} after the plan was made, so the run does not update it.`;
  return { ...row, state: 'Skipped', message, passedOver: true, completedTime: o.now };
}
