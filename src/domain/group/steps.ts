import { SOON_SECONDS, paceInSeconds } from '../pace.ts';
import type { FleetRunRecord, GroupRow } from '../run/run.ts';
import { changeRows, patchRecord, type Patch } from './change.ts';
import type { Act, GroupObservation, GroupStep, Look } from './observation.ts';

/** Short ways to say what is next; every decision of a group is put together from these. */

export const ENDED: GroupStep = { kind: 'step', next: 'ended' };

export function look(what: Look): GroupStep {
  return { kind: 'look', look: what };
}

export function lookAtFleetRun(record: FleetRunRecord, by: 'list' | 'get'): GroupStep {
  return look({ what: 'fleetRun', by, fleet: record.fleet, name: record.name });
}

/** Writes rows and goes on at once. */
export function save(observed: GroupObservation, patch: Patch): GroupStep {
  return { kind: 'step', change: changeRows(observed, patch), next: 'again' };
}

/** Writes rows and ends. */
export function saveAndEnd(observed: GroupObservation, patch: Patch): GroupStep {
  return { kind: 'step', change: changeRows(observed, patch), next: 'ended' };
}

/** Writes rows, if there is anything to write, and looks again later. */
export function saveAndWait(
  observed: GroupObservation,
  patch: Patch | undefined,
  pace = patch ? SOON_SECONDS : paceInSeconds(observed.group.movedAt, observed.now),
): GroupStep {
  const next = { waitSeconds: pace };
  return patch ? { kind: 'step', change: changeRows(observed, patch), next } : { kind: 'step', next };
}

/** Does something and looks at the outcome: at once, or after so many seconds. */
export function act(what: Act, waitSeconds?: number): GroupStep {
  return { kind: 'step', act: what, next: waitSeconds === undefined ? 'again' : { waitSeconds } };
}

/** Writes rows first: whoever loses that race does not act. */
export function saveAndAct(
  observed: GroupObservation,
  patch: Patch,
  what: Act,
  waitSeconds?: number,
): GroupStep {
  return {
    kind: 'step',
    change: changeRows(observed, patch),
    act: what,
    next: waitSeconds === undefined ? 'again' : { waitSeconds },
  };
}

/** The slice's Fleet run is gone: next its members' locks are given back, then its record leaves the row. */
export function closed(
  observed: GroupObservation,
  record: FleetRunRecord,
): Pick<GroupObservation['group'], 'fleetRuns'> {
  // Of the release before slices: the group's end gives back its locks.
  return record.members
    ? patchRecord(observed.group, record, { deleted: true })
    : withoutSlice(observed.group, record);
}

export function withoutSlice(group: GroupRow, record: FleetRunRecord): Pick<GroupRow, 'fleetRuns'> {
  return { fleetRuns: group.fleetRuns.filter((each) => each !== record) };
}
