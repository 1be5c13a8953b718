import { SOON_SECONDS } from '../pace.ts';
import { secondsBetween } from '../seconds.ts';
import { ourError } from '../errors.ts';
import { isSameContent, type FleetRunView } from './fleetRun.ts';
import type { FleetRunRecord, MemberRow } from '../run/run.ts';
import { hasEnded } from '../run/states.ts';
import { lookAtRefused } from './clusterInTheWay.ts';
import { followFleetRun } from './followFleetRun.ts';
import { isOfThisAttempt, type GroupObservation, type GroupStep } from './observation.ts';
import { prepareFleetRun } from './prepareFleetRun.ts';
import { changeRows, patchRecord } from './change.ts';
import { giveBackLocks } from './giveBackLocks.ts';
import { placesOfClosed } from './groupPlaces.ts';
import { paused } from './pause.ts';
import { retried } from './retries.ts';
import { restOfSlice } from './restOfSlice.ts';
import { mayStart } from './mayStart.ts';
import { ABSENT_FOR_SECONDS } from '../run/leftFleetRun.ts';
import { act, closed, look, lookAtFleetRun, save, saveAndAct, saveAndWait, withoutSlice } from './steps.ts';
import { isIn, unfinishedIn } from './slice.ts';
import { syncMembers } from './syncMembers.ts';

/** Goes on with the Fleet run that the group's row names, from creating it to having deleted it. */
export function driveFleetRun(observed: GroupObservation, record: FleetRunRecord): GroupStep {
  if (record.deleted) return endSlice(observed, record);
  const observing = record.startedAt !== undefined && record.result === undefined;
  if (!observed.fleetRun) return lookAtFleetRun(record, observing ? 'list' : 'get');
  const { by, run } = observed.fleetRun;
  if (by === 'list' && !run) return lookAtFleetRun(record, 'get');
  const step = decide(observed, record, run);
  return by === 'list' && !mayRestOnList(step) ? lookAtFleetRun(record, 'get') : step;
}

/** A LIST may be stale: no act, no end and no absence rests on one. */
function mayRestOnList(step: GroupStep): boolean {
  if (step.kind === 'look') return true;
  if (step.act) return false;
  return !step.change || (!step.change.members.some(({ state }) => hasEnded(state)) && step.next !== 'again');
}

function decide(
  observed: GroupObservation,
  record: FleetRunRecord,
  run: FleetRunView | undefined,
): GroupStep {
  if (run && record.absentSince !== undefined)
    return save(observed, { group: patchRecord(observed.group, record, { absentSince: undefined }) });
  if (record.result !== undefined) return cleanUp(observed, record, run);
  if (!run) return absent(observed, record);
  if (!isSameContent(run.content, observed.content)) {
    // What is started cannot be changed: ours is gone, and another has its name.
    return record.startedAt === undefined ? foreign(observed, record) : gone(observed, record);
  }
  if (run.state === 'NotStarted') return prepareFleetRun(observed, record, run);
  // What a cluster says after a failure must be known before the failure is written.
  const { members } = syncMembers(observed, record, run);
  return lookAtRefused(observed, members) ?? followFleetRun(observed, record, run);
}

/** Its result is stored: it goes away, so that nobody can start it again in the portal. */
function cleanUp(
  observed: GroupObservation,
  record: FleetRunRecord,
  run: FleetRunView | undefined,
): GroupStep {
  // Of one whose end was seen nothing is to be feared; another may go on though one answer does not know it.
  if (!run)
    return (
      (record.result === 'Withdrawn' ? notBelieved(observed, record) : undefined) ??
      cleanedUp(observed, record)
    );
  // Somebody may have started it again: what it then did to a member decides when the member's lock is free.
  // Of an earlier attempt's members it says nothing that this one does not find out by itself.
  const late = isOfThisAttempt(observed, record) ? syncMembers(observed, record, run) : undefined;
  if (late && late.members.length > 0) return save(observed, late);
  const fleetRun = { fleet: record.fleet, name: record.name, eTag: run.eTag };
  if (run.state === 'Stopping') return saveAndWait(observed, undefined);
  if (run.state === 'Running' || run.state === 'Pending')
    return act({ do: 'stopFleetRun', ...fleetRun }, SOON_SECONDS);
  return act({ do: 'deleteFleetRun', ...fleetRun });
}

function cleanedUp(observed: GroupObservation, record: FleetRunRecord): GroupStep {
  // This attempt has not begun what it took over from an earlier one.
  const unfinished = record.pausing ? [] : unfinishedIn(observed.members, record);
  const underWay = unfinished.filter(({ state }) => state !== 'NotStarted');
  return save(observed, {
    members: underWay.map((row) => lost(observed, row, record)),
    group: closed(observed, record),
  });
}

/** Its Fleet run is gone. What that said of its members is not read again. */
function endSlice(observed: GroupObservation, record: FleetRunRecord): GroupStep {
  const members = observed.members.filter((row) => isIn(record, row));
  const group = withoutSlice(observed.group, record);
  const locks = giveBackLocks(observed, members);
  if (locks) return locks;
  const again = [...paused(observed, record), ...retried(observed, record), ...restOfSlice(observed, record)];
  const patch = { group, members: again };
  const places = placesOfClosed(observed, record);
  return places ? saveAndAct(observed, patch, places) : save(observed, patch);
}

function absent(observed: GroupObservation, record: FleetRunRecord): GroupStep {
  if (record.startedAt !== undefined) return notBelieved(observed, record) ?? gone(observed, record);
  if (observed.commands.stop || unfinishedIn(observed.members, record).length === 0) {
    if (observed.fleetRun?.unlisted !== true) return lookForAbsence(record);
    return save(observed, { group: closed(observed, record) });
  }
  const create = act({ do: 'createFleetRun', fleet: record.fleet, name: record.name });
  // Of the release before slices: its group had taken all locks first.
  const may = record.members ? mayStart(observed, unfinishedIn(observed.members, record)) : 'go';
  if (may === 'go' || may === 'withdraw') return create;
  // Whoever waits holds no lane either; what it had taken of its locks goes before.
  const isWaiting = may.kind === 'step' && !may.act && typeof may.next === 'object';
  return isWaiting ? save(observed, { group: withoutSlice(observed.group, record) }) : may;
}

/** An absence counts when two looks, apart in time, and then a LIST have not found it. Undefined once it does. */
function notBelieved(observed: GroupObservation, record: FleetRunRecord): GroupStep | undefined {
  if (record.absentSince === undefined) {
    const group = patchRecord(observed.group, record, { absentSince: observed.now });
    return {
      kind: 'step',
      change: changeRows(observed, { group }),
      next: { waitSeconds: ABSENT_FOR_SECONDS },
    };
  }
  const left = ABSENT_FOR_SECONDS - secondsBetween(record.absentSince, observed.now);
  if (left > 0) return { kind: 'step', next: { waitSeconds: Math.ceil(left) } };
  return observed.fleetRun?.unlisted === true ? undefined : lookForAbsence(record);
}

const lookForAbsence = ({ fleet, name }: FleetRunRecord) => look({ what: 'absence', fleet, name });

/** Somebody deleted it after it was started: what became of its members is not known. */
function gone(observed: GroupObservation, record: FleetRunRecord): GroupStep {
  const members = unfinishedIn(observed.members, record).map((row) => lost(observed, row, record));
  return save(observed, { members, group: closed(observed, record) });
}

function lost(observed: GroupObservation, row: MemberRow, record: FleetRunRecord): MemberRow {
  const message = `Fleet run ${record.name} was deleted outside Fleet Updates before it had ended. Look at the cluster, then start the run again.`;
  const error = ourError('FleetRunGone', message);
  return { ...row, state: 'Failed', message, error, completedTime: observed.now };
}

/** A run of our name with other content is not ours to touch. */
function foreign(observed: GroupObservation, record: FleetRunRecord): GroupStep {
  const message = `Fleet run ${record.name} in fleet ${record.fleet} exists with other content. Delete it, then start the run again.`;
  return save(observed, {
    group: { ...closed(observed, record), error: ourError('FleetRunConflict', message) },
  });
}
