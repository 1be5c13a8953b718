import { secondsBetween } from '../seconds.ts';
import { ourError } from '../errors.ts';
import { isSameContent, type FleetRunView } from './fleetRun.ts';
import type { FleetRunRecord, MemberRow } from '../run/run.ts';
import { hasEnded } from '../run/states.ts';
import { followFleetRun } from './followFleetRun.ts';
import { isOfThisAttempt, type GroupObservation, type GroupStep } from './observation.ts';
import { prepareFleetRun } from './prepareFleetRun.ts';
import { changeRows, patchRecord } from './change.ts';
import { giveBackLocks } from './giveBackLocks.ts';
import { placesOfClosed } from './groupPlaces.ts';
import { paused } from './pause.ts';
import { retried } from './retries.ts';
import { mayStart } from './mayStart.ts';
import { ABSENT_FOR_SECONDS } from '../run/leftFleetRun.ts';
import { act, closed, look, lookAtFleetRun, save, saveAndAct, saveAndWait, withoutSlice } from './steps.ts';
import { isIn, unfinishedIn } from './slice.ts';
import { syncMembers } from './syncMembers.ts';

/** Goes on with the Fleet run that the group's row names, from creating it to having deleted it. */
export function driveFleetRun(o: GroupObservation, record: FleetRunRecord): GroupStep {
  if (record.deleted) return endSlice(o, record);
  const observing = record.startedAt !== undefined && record.result === undefined;
  if (!o.fleetRun) return lookAtFleetRun(record, observing ? 'list' : 'get');
  const { by, run } = o.fleetRun;
  if (by === 'list' && !run) return lookAtFleetRun(record, 'get');
  const step = decide(o, record, run);
  return by === 'list' && !mayRestOnList(step) ? lookAtFleetRun(record, 'get') : step;
}

/** A LIST may be stale: no act, no end and no absence rests on one. */
function mayRestOnList(step: GroupStep): boolean {
  if (step.kind === 'look') return true;
  if (step.act) return false;
  return !step.change || (!step.change.members.some(({ state }) => hasEnded(state)) && step.next !== 'again');
}

function decide(o: GroupObservation, record: FleetRunRecord, run: FleetRunView | undefined): GroupStep {
  if (run && record.absentSince !== undefined)
    return save(o, { group: patchRecord(o.group, record, { absentSince: undefined }) });
  if (record.result !== undefined) return cleanUp(o, record, run);
  if (!run) return absent(o, record);
  if (!isSameContent(run.content, o.content)) {
    // What is started cannot be changed: ours is gone, and another has its name.
    return record.startedAt === undefined ? foreign(o, record) : gone(o, record);
  }
  return run.state === 'NotStarted' ? prepareFleetRun(o, record, run) : followFleetRun(o, record, run);
}

/** Its result is stored: it goes away, so that nobody can start it again in the portal. */
function cleanUp(o: GroupObservation, record: FleetRunRecord, run: FleetRunView | undefined): GroupStep {
  // Of one whose end was seen nothing is to be feared; another may go on though one answer does not know it.
  if (!run)
    return (record.result === 'Withdrawn' ? notBelieved(o, record) : undefined) ?? cleanedUp(o, record);
  // Somebody may have started it again: what it then did to a member decides when the member's lock is free.
  // Of an earlier attempt's members it says nothing that this one does not find out by itself.
  const late = isOfThisAttempt(o, record) ? syncMembers(o, record, run) : undefined;
  if (late && late.members.length > 0) return save(o, late);
  const fleetRun = { fleet: record.fleet, name: record.name, eTag: run.eTag };
  if (run.state === 'Stopping') return saveAndWait(o, undefined);
  if (run.state === 'Running' || run.state === 'Pending') return act({ do: 'stopFleetRun', ...fleetRun }, 15);
  return act({ do: 'deleteFleetRun', ...fleetRun });
}

function cleanedUp(o: GroupObservation, record: FleetRunRecord): GroupStep {
  // This attempt has not begun what it took over from an earlier one.
  const unfinished = record.pausing ? [] : unfinishedIn(o.members, record);
  const underWay = unfinished.filter(({ state }) => state !== 'NotStarted');
  return save(o, {
    members: underWay.map((row) => lost(o, row, record)),
    group: closed(o, record),
  });
}

/** Its Fleet run is gone. What that said of its members is not read again. */
function endSlice(o: GroupObservation, record: FleetRunRecord): GroupStep {
  const members = o.members.filter((row) => isIn(record, row));
  const group = withoutSlice(o.group, record);
  const locks = giveBackLocks(o, members);
  if (locks) return locks;
  const patch = { group, members: [...paused(o, record), ...retried(o, record)] };
  const places = placesOfClosed(o, record);
  return places ? saveAndAct(o, patch, places) : save(o, patch);
}

function absent(o: GroupObservation, record: FleetRunRecord): GroupStep {
  if (record.startedAt !== undefined) return notBelieved(o, record) ?? gone(o, record);
  if (o.commands.stop || unfinishedIn(o.members, record).length === 0) {
    if (o.fleetRun?.unlisted !== true) return lookForAbsence(record);
    return save(o, { group: closed(o, record) });
  }
  const create = act({ do: 'createFleetRun', fleet: record.fleet, name: record.name });
  // Of the release before slices: its group had taken all locks first.
  const may = record.members ? mayStart(o, unfinishedIn(o.members, record)) : 'go';
  if (may === 'go' || may === 'withdraw') return create;
  // Whoever waits holds no lane either; what it had taken of its locks goes before.
  const isWaiting = may.kind === 'step' && !may.act && typeof may.next === 'object';
  return isWaiting ? save(o, { group: withoutSlice(o.group, record) }) : may;
}

/** An absence counts when two looks, apart in time, and then a LIST have not found it. Undefined once it does. */
function notBelieved(o: GroupObservation, record: FleetRunRecord): GroupStep | undefined {
  if (record.absentSince === undefined) {
    const group = patchRecord(o.group, record, { absentSince: o.now });
    return { kind: 'step', change: changeRows(o, { group }), next: { waitSeconds: ABSENT_FOR_SECONDS } };
  }
  const left = ABSENT_FOR_SECONDS - secondsBetween(record.absentSince, o.now);
  if (left > 0) return { kind: 'step', next: { waitSeconds: Math.ceil(left) } };
  return o.fleetRun?.unlisted === true ? undefined : lookForAbsence(record);
}

const lookForAbsence = ({ fleet, name }: FleetRunRecord) => look({ what: 'absence', fleet, name });

/** Somebody deleted it after it was started: what became of its members is not known. */
function gone(o: GroupObservation, record: FleetRunRecord): GroupStep {
  const members = unfinishedIn(o.members, record).map((row) => lost(o, row, record));
  return save(o, { members, group: closed(o, record) });
}

function lost(o: GroupObservation, row: MemberRow, record: FleetRunRecord): MemberRow {
  const message = `Fleet run ${record.name} was deleted outside Fleet Updates before it had ended. Look at the cluster, then start the run again.`;
  const error = ourError('FleetRunGone', message);
  return { ...row, state: 'Failed', message, error, completedTime: o.now };
}

/** A run of our name with other content is not ours to touch. */
function foreign(o: GroupObservation, record: FleetRunRecord): GroupStep {
  const message = `Fleet run ${record.name} in fleet ${record.fleet} exists with other content. Delete it, then start the run again.`;
  return save(o, {
    group: { ...closed(o, record), error: ourError('FleetRunConflict', message) },
  });
}
