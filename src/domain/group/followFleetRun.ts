import { SOON_SECONDS, paceTowards } from '../pace.ts';
import { expectedEnd } from './expectedEnd.ts';
import { ourError } from '../errors.ts';
import type { FleetRunMember, FleetRunView } from './fleetRun.ts';
import { clusterKey } from './lock.ts';
import type { FleetRunRecord, MemberRow } from '../run/run.ts';
import { hasEnded, type EndedState } from '../run/states.ts';
import { NOT_WAITING, waitingOf, waitingOn, waitingPatch } from '../run/waiting.ts';
import { patchRecord, type Patch } from './change.ts';
import { divide } from './groupLocks.ts';
import { hasPlaces, placesOfStarted } from './groupPlaces.ts';
import type { Act, GroupObservation, GroupStep } from './observation.ts';
import { memberMoved, membersToSkip } from './prepareFleetRun.ts';
import { freezeThatPauses, pauseForPolicy, pauseThatIsDue } from './pause.ts';
import { pendingReason } from './pendingReason.ts';
import { act, look, save, saveAndAct, saveAndWait } from './steps.ts';
import { isIn, unfinishedIn } from './slice.ts';
import { syncMembers } from './syncMembers.ts';

/** The Fleet run has been started, by us or by somebody else: takes over what it says, and stops or skips. */
export function followFleetRun(
  observed: GroupObservation,
  record: FleetRunRecord,
  run: FleetRunView,
): GroupStep {
  if (hasEnded(run.state)) return conclude(observed, record, run, run.state);
  if (record.startedAt === undefined) return startedElsewhere(observed, record, run);
  const placed = placesOfStarted(observed, record);
  if (placed) return placed;
  const pause =
    freezeThatPauses(observed, record, run) ??
    pauseForPolicy(observed, record, run) ??
    pauseThatIsDue(observed, record, run);
  if (pause) return pause;
  const due = dueAct(observed, record, run);
  const patch = observedPatch(observed, record, run);
  if (!due) return saveAndWait(observed, patch, paceAfter(observed, record, patch));
  return patch ? saveAndAct(observed, patch, due, SOON_SECONDS) : act(due, SOON_SECONDS);
}

/** As its members are now: news that Azure says is the ground of what is expected next. */
function paceAfter(
  observed: GroupObservation,
  record: FleetRunRecord,
  patch: Patch | undefined,
): number | undefined {
  const changed = new Map(patch?.members?.map((row) => [row.index, row]));
  const members = observed.members.map((row) => changed.get(row.index) ?? row);
  const expected = expectedEnd({ ...observed, members }, record);
  if (!expected) return undefined;
  return paceTowards(expected, patch ? observed.now : observed.group.movedAt, observed.now);
}

function conclude(
  observed: GroupObservation,
  record: FleetRunRecord,
  run: FleetRunView,
  result: EndedState,
): GroupStep {
  const { members: synced, events } = syncMembers(observed, record, run);
  const unstopped = result === 'Completed' || result === 'Skipped';
  const members = unstopped ? withLeftOut(observed, record, run, synced) : synced;
  const failed = [...observed.members, ...members].some((row) => row.state === 'Failed' && isIn(record, row));
  const error =
    result === 'Failed' && !failed
      ? ourError('UpgradeFailed', `Fleet run ${record.name} failed without naming a member.`)
      : undefined;
  const group = { ...patchRecord(observed.group, record, { result }), ...(error && { error }) };
  return save(observed, { members, events, group });
}

/**
 * Members that a Fleet run did not bring to an end though nothing stopped it. They are ended here: left as they
 * are they would be given one Fleet run after the other, each of which leaves them out again.
 */
function withLeftOut(
  observed: GroupObservation,
  record: FleetRunRecord,
  run: FleetRunView,
  synced: readonly MemberRow[],
): MemberRow[] {
  const key = ({ clusterResourceId }: { readonly clusterResourceId: string }) =>
    clusterKey(clusterResourceId);
  const inFleet = new Set(run.members.map(key));
  const changed = new Map(synced.map((row) => [key(row), row]));
  const after = observed.members.map((row) => changed.get(key(row)) ?? row);
  for (const row of unfinishedIn(after, record)) {
    changed.set(
      key(row),
      inFleet.has(key(row)) ? leftOut(observed, row, record, run) : memberMoved(observed, row),
    );
  }
  return [...changed.values()];
}

function leftOut(
  observed: GroupObservation,
  row: MemberRow,
  record: FleetRunRecord,
  run: FleetRunView,
): MemberRow {
  const message = `Fleet run ${record.name} ended as ${run.state} without updating ${row.name}. Start the run again.`;
  const error = ourError('LeftOutByFleet', message);
  return { ...row, state: 'Failed', message, error, completedTime: observed.now };
}

/** Somebody pressed Start: fine while all locks and the place are ours, otherwise it is stopped. */
function startedElsewhere(observed: GroupObservation, record: FleetRunRecord, run: FleetRunView): GroupStep {
  const ids = unfinishedIn(observed.members, record).map(({ clusterResourceId }) => clusterResourceId);
  if (!observed.locks) return look({ what: 'locks', clusterResourceIds: ids });
  const isPlaced = hasPlaces(observed, record);
  if (typeof isPlaced === 'object') return isPlaced;
  const event = { type: 'FleetRunStartedElsewhere', fleet: record.fleet } as const;
  if (
    isPlaced &&
    divide(observed, observed.locks).own.length === ids.length &&
    !reachesOthers(observed, record, run)
  ) {
    const message = `Fleet run ${record.name} was started outside Fleet Updates and is followed as our own.`;
    const started = patchRecord(observed.group, record, { startedAt: observed.now });
    const group = { ...started, begun: true as const, startTime: observed.group.startTime ?? observed.now };
    return save(observed, { group, events: [{ ...event, message }] });
  }
  const message = `Fleet run ${record.name} was started outside Fleet Updates while its clusters are not locked for it, or more would update at once than may; it is stopped.`;
  // Withdrawn, it is stopped until it ends, and its end is not taken for somebody else's stop.
  const group = patchRecord(observed.group, record, { result: 'Withdrawn' });
  const stop: Act = { do: 'stopFleetRun', fleet: record.fleet, name: record.name, eTag: run.eTag };
  return saveAndAct(observed, { group, events: [{ ...event, message }] }, stop, SOON_SECONDS);
}

/** Whether it may come to members that other slices are for: they were not skipped yet when somebody started it. */
function reachesOthers(observed: GroupObservation, record: FleetRunRecord, run: FleetRunView): boolean {
  const others = observed.members.filter((row) => !isIn(record, row) && !hasEnded(row.state));
  const keys = new Set(others.map((row) => clusterKey(row.clusterResourceId)));
  return run.members.some(
    ({ state, clusterResourceId }) => !hasEnded(state) && keys.has(clusterKey(clusterResourceId)),
  );
}

/** A stop is repeated until Fleet shows an end. What is not, or no longer, to be updated is skipped. */
function dueAct(observed: GroupObservation, record: FleetRunRecord, run: FleetRunView): Act | undefined {
  const fleetRun = { fleet: record.fleet, name: record.name, eTag: run.eTag };
  if (observed.commands.stop || record.pausing)
    return run.state === 'Stopping' ? undefined : { do: 'stopFleetRun', ...fleetRun };
  const members = membersToSkip(observed, run, unfinishedIn(observed.members, record));
  return members.length > 0 ? { do: 'skipMembers', ...fleetRun, members } : undefined;
}

function observedPatch(
  observed: GroupObservation,
  record: FleetRunRecord,
  run: FleetRunView,
): Patch | undefined {
  const { members, events } = syncMembers(observed, record, run);
  const { state } = run;
  const isPending = state === 'Pending';
  const pending = isPending ? pendingMember(observed, run) : undefined;
  const message = pending?.error?.message ?? pending?.message;
  // A row of the release before is written once more, with the reason.
  const isTold = isPending === (observed.group.waiting !== undefined);
  const isShown = state === observed.group.state && message === observed.group.message && isTold;
  const isKnown = (record.seen ?? observed.group.state) === state;
  // Of a slice that is paused, or beside others, the group does not speak.
  const isAside = record.pausing !== undefined || (isPending && observed.besideRunning === true);
  const same = isKnown && (isShown || isAside);
  if (members.length === 0 && events.length === 0 && same) return undefined;
  const waiting = isPending
    ? waitingPatch(waitingOn(waitingOf(observed.group), pendingReason(pending), observed.now))
    : NOT_WAITING;
  const seen = patchRecord(observed.group, record, { seen: state });
  if (isAside) return { members, events, group: seen };
  return { members, events, group: { ...seen, state, message, ...waiting } };
}

function pendingMember(observed: GroupObservation, run: FleetRunView): FleetRunMember | undefined {
  const ours = new Set(observed.members.map((row: MemberRow) => clusterKey(row.clusterResourceId)));
  return run.members.find(
    (member) => member.state === 'Pending' && ours.has(clusterKey(member.clusterResourceId)),
  );
}
