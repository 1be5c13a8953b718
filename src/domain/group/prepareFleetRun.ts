import { AT_ONCE_SECONDS, SOON_SECONDS, paceInSeconds } from '../pace.ts';
import { secondsBetween } from '../seconds.ts';
import { skipsMember } from '../run/commands.ts';
import { clusterKey } from './lock.ts';
import type { FleetRunView } from './fleetRun.ts';
import type { FleetRunRecord, GroupRow, MemberRow } from '../run/run.ts';
import { patchRecord } from './change.ts';
import { isKnownBusy } from './clusterInTheWay.ts';
import { mayStart } from './mayStart.ts';
import { type GroupObservation, type GroupStep } from './observation.ts';
import { act, save, saveAndAct } from './steps.ts';
import { unfinishedIn } from './slice.ts';
import { heldByTime } from './startWindow.ts';

/** Fleet answers a start while the run is still NotStarted; a start that shows no effect for so long is repeated. */
const START_AGAIN_AFTER_SECONDS = 60;

/** The Fleet run exists and is NotStarted: brings its members in line with the frozen plan, then starts it. */
export function prepareFleetRun(
  observed: GroupObservation,
  record: FleetRunRecord,
  run: FleetRunView,
): GroupStep {
  const fleetRun = { fleet: record.fleet, name: record.name, eTag: run.eTag };
  const startPending =
    record.startedAt !== undefined &&
    secondsBetween(record.startedAt, observed.now) < START_AGAIN_AFTER_SECONDS;
  if (startPending) return awaitStart(observed);
  const ours = unfinishedIn(observed.members, record);
  const inFleet = new Map(run.members.map((member) => [clusterKey(member.clusterResourceId), member]));
  const moved = ours.filter((row) => !inFleet.has(clusterKey(row.clusterResourceId)));
  if (moved.length > 0 && !observed.commands.stop)
    return save(observed, { members: moved.map((row) => memberMoved(observed, row)) });
  // What is left of the slice may start without whoever the clock holds, or waits for AKS.
  const isHeld = ours.some((row) => heldByTime(observed, row) !== undefined || isKnownBusy(observed, row));
  const may = isHeld ? 'withdraw' : mayStart(observed, ours);
  if (may === 'withdraw') {
    // With its start forgotten its absence is our doing, and a start that shows after all is followed.
    return record.startedAt === undefined
      ? act({ do: 'deleteFleetRun', ...fleetRun })
      : save(observed, { group: forgetStart(observed.group, record) });
  }
  const extra = membersToSkip(observed, run, ours);
  if (extra.length > 0) return act({ do: 'skipMembers', ...fleetRun, members: extra }, AT_ONCE_SECONDS);
  return may === 'go' ? start(observed, record, fleetRun) : may;
}

function awaitStart(observed: GroupObservation): GroupStep {
  const waitSeconds = paceInSeconds(observed.group.movedAt, observed.now);
  return { kind: 'step', awaits: 'startFleetRun', next: { waitSeconds } };
}

/** Members of the Fleet run that may still start and that are not of the slice, are done with or skipped. */
export function membersToSkip(
  observed: GroupObservation,
  run: FleetRunView,
  ours: readonly MemberRow[],
): string[] {
  const wanted = ours.filter((row) => !isSkipped(observed, row));
  const keys = new Set(wanted.map((row) => clusterKey(row.clusterResourceId)));
  return run.members
    .filter(({ state }) => state === 'NotStarted' || state === 'Pending')
    .filter((member) => !keys.has(clusterKey(member.clusterResourceId)))
    .map(({ name }) => name);
}

function isSkipped(observed: GroupObservation, row: MemberRow): boolean {
  const place = { stage: observed.stageName, group: observed.group.name, fleet: row.fleet, member: row.name };
  return skipsMember(observed.commands.skips, place) !== undefined;
}

function forgetStart(group: GroupRow, record: FleetRunRecord): Pick<GroupRow, 'fleetRuns'> {
  return patchRecord(group, record, { startedAt: undefined, seen: undefined });
}

function start(
  observed: GroupObservation,
  record: FleetRunRecord,
  fleetRun: { fleet: string; name: string; eTag: string },
): GroupStep {
  const group = {
    ...patchRecord(observed.group, record, { startedAt: observed.now }),
    begun: true as const,
    startTime: observed.group.startTime ?? observed.now,
    // A start that is repeated has moved nothing: the pace slows down, and somebody is told.
    ...(record.startedAt !== undefined && { movedAt: observed.group.movedAt }),
  };
  return saveAndAct(observed, { group }, { do: 'startFleetRun', ...fleetRun }, SOON_SECONDS);
}

/** Fleet has it in another group, or no more: the run has nothing to do with it. */
export function memberMoved(observed: GroupObservation, row: MemberRow): MemberRow {
  const message = `MemberMoved: ${row.name} left the fleet or group ${observed.group.name} after the plan was made, so the run does not update it.`;
  return { ...row, state: 'Skipped', message, passedOver: true, completedTime: observed.now };
}
