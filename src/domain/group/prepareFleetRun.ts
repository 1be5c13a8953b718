import { clusterKey } from '../lock.ts';
import type { FleetRunView } from '../fleetRun.ts';
import type { FleetRunRecord, MemberRow } from '../run.ts';
import { hasEnded } from '../states.ts';
import { patchRecord } from './change.ts';
import { takeLocks } from './groupLocks.ts';
import type { GroupObservation, GroupStep } from './observation.ts';
import { secondsBetween } from './pace.ts';
import { act, save, saveAndAct, saveAndWait } from './steps.ts';
import { unfinishedIn } from './syncMembers.ts';

/** Fleet answers a start while the run is still NotStarted; a start that shows no effect for so long is repeated. */
const START_AGAIN_AFTER_SECONDS = 60;

/** The Fleet run exists and is NotStarted: brings its members in line with the frozen plan, then starts it. */
export function prepareFleetRun(o: GroupObservation, record: FleetRunRecord, run: FleetRunView): GroupStep {
  const fleetRun = { fleet: record.fleet, name: record.name, eTag: run.eTag };
  const startPending =
    record.startedAt !== undefined && secondsBetween(record.startedAt, o.now) < START_AGAIN_AFTER_SECONDS;
  if (startPending) return saveAndWait(o, undefined);
  const ours = unfinishedIn(o.members, record.fleet);
  const inFleet = new Map(run.members.map((member) => [clusterKey(member.clusterResourceId), member]));
  const moved = ours.filter((row) => !inFleet.has(clusterKey(row.clusterResourceId)));
  if (moved.length > 0 && !o.commands.stop)
    return save(o, { members: moved.map((row) => memberMoved(o, row)) });
  if (o.commands.stop || ours.length === 0) return act({ do: 'deleteFleetRun', ...fleetRun });
  const extra = membersToSkip(run, ours);
  if (extra.length > 0) return act({ do: 'skipMembers', ...fleetRun, members: extra }, 2);
  return takeLocks(o, ours) ?? start(o, record, fleetRun);
}

/** Members of the Fleet run that may still start and that the plan does not have, or has done with. */
export function membersToSkip(run: FleetRunView, ours: readonly MemberRow[]): string[] {
  const keys = new Set(ours.map((row) => clusterKey(row.clusterResourceId)));
  return run.members
    .filter(({ state }) => state === 'NotStarted' || state === 'Pending')
    .filter((member) => !hasEnded(member.state) && !keys.has(clusterKey(member.clusterResourceId)))
    .map(({ name }) => name);
}

function start(
  o: GroupObservation,
  record: FleetRunRecord,
  fleetRun: { fleet: string; name: string; eTag: string },
): GroupStep {
  const group = {
    ...patchRecord(o.group, record, { startedAt: o.now }),
    startTime: o.group.startTime ?? o.now,
  };
  return saveAndAct(o, { group }, { do: 'startFleetRun', ...fleetRun }, 15);
}

function memberMoved(o: GroupObservation, row: MemberRow): MemberRow {
  const message = `MemberMoved: ${row.name} left the fleet or group ${o.group.name} after the plan was made, so the run does not update it.`;
  return { ...row, state: 'Skipped', message, completedTime: o.now };
}
