import { SOON_SECONDS } from '../pace.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import type { FleetRunRecord, MemberRow } from '../run/run.ts';
import { waitingOn } from '../run/waiting.ts';
import { secondsAfter } from '../seconds.ts';
import { patchRecord } from './change.ts';
import type { FleetRunView } from './fleetRun.ts';
import { clusterKey } from './lock.ts';
import { type GroupObservation, type GroupStep } from './observation.ts';
import { pendingReason } from './pendingReason.ts';
import { unfinishedIn } from './slice.ts';
import { heldByTime } from './startWindow.ts';
import { saveAndAct } from './steps.ts';

/** Unless Fleet Manager says when the cluster's window opens. */
const PAUSED_FOR_SECONDS = 3600;

/**
 * A slice with members that are frozen and that Fleet Manager could still start is stopped: who runs finishes, the others wait
 * without lane and lock. Not left to Fleet Manager, which starts the next member 56 ms after the last.
 */
export function freezeThatPauses(
  observed: GroupObservation,
  record: FleetRunRecord,
  run: FleetRunView,
): GroupStep | undefined {
  if (record.pausing || observed.commands.stop) return undefined;
  const mayStart = new Set(
    run.members
      .filter(({ state }) => state === 'NotStarted' || state === 'Pending')
      .map(({ clusterResourceId }) => clusterKey(clusterResourceId)),
  );
  const [freeze] = unfinishedIn(observed.members, record)
    .filter((row) => mayStart.has(clusterKey(row.clusterResourceId)))
    .flatMap((row) => heldByTime(observed, row) ?? []);
  if (!freeze) return undefined;
  const group = patchRecord(observed.group, record, { pausing: waitingOn(undefined, freeze, observed.now) });
  const { fleet, name } = record;
  return saveAndAct(observed, { group }, { do: 'stopFleetRun', fleet, name, eTag: run.eTag }, SOON_SECONDS);
}

/**
 * A slice of several members where from now on something is to be decided between two of them, as the policy was changed:
 * who runs finishes, the others go on by themselves.
 */
export function pauseForPolicy(
  observed: GroupObservation,
  record: FleetRunRecord,
  run: FleetRunView,
): GroupStep | undefined {
  const { policyChanged, slicing, stageName } = observed;
  if (!policyChanged || slicing.size !== 'member' || record.pausing || observed.commands.stop)
    return undefined;
  const left = unfinishedIn(observed.members, record);
  const keys = new Set(left.map((row) => clusterKey(row.clusterResourceId)));
  const mayStart = run.members.some(
    ({ state, clusterResourceId }) =>
      (state === 'NotStarted' || state === 'Pending') && keys.has(clusterKey(clusterResourceId)),
  );
  if (!record.members || left.length < 2 || !mayStart) return undefined;
  const message = `The policy of stage ${stageName} was changed: its members go on one by one.`;
  const pausing = waitingOn(undefined, { reason: 'Concurrency', message }, observed.now);
  const group = patchRecord(observed.group, record, { pausing });
  const { fleet, name } = record;
  return saveAndAct(observed, { group }, { do: 'stopFleetRun', fleet, name, eTag: run.eTag }, SOON_SECONDS);
}

/**
 * A slice of one member that Fleet Manager keeps Pending is stopped and deleted, so that it holds neither lane nor lock while
 * it waits. A slice of a fleet goes on as Fleet Manager has it: others of it may run.
 */
export function pauseThatIsDue(
  observed: GroupObservation,
  record: FleetRunRecord,
  run: FleetRunView,
): GroupStep | undefined {
  if (
    observed.slicing.size !== 'member' ||
    record.pausing ||
    observed.commands.stop ||
    run.state !== 'Pending'
  )
    return undefined;
  const keys = new Set(
    unfinishedIn(observed.members, record).map((row) => clusterKey(row.clusterResourceId)),
  );
  const own = run.members.filter((member) => keys.has(clusterKey(member.clusterResourceId)));
  const pending = own.find(({ state }) => state === 'Pending');
  if (!pending || own.some(({ state }) => state === 'Running' || state === 'Stopping')) return undefined;
  const reason = pendingReason(pending);
  const inAnHour = secondsAfter(new Date(observed.now), PAUSED_FOR_SECONDS).toISOString();
  const isKnown = reason.until !== undefined && reason.until > observed.now;
  const pausing = { ...waitingOn(undefined, reason, observed.now), until: isKnown ? reason.until : inAnHour };
  const group = patchRecord(observed.group, record, { pausing });
  const { fleet, name } = record;
  return saveAndAct(observed, { group }, { do: 'stopFleetRun', fleet, name, eTag: run.eTag }, SOON_SECONDS);
}

/** Members of a paused slice as they are once it is closed: not started, and not to be before their time. No try is used. */
export function paused(observed: GroupObservation, record: FleetRunRecord): MemberRow[] {
  const { pausing } = record;
  if (!pausing || observed.commands.stop) return [];
  return unfinishedIn(observed.members, record).map((row): MemberRow => {
    const { startTime: _start, completedTime: _end, operationId: _operation, error: _error, ...rest } = row;
    const { waiting: _waiting, message: _message, ...fresh } = rest;
    // A freeze may be ended early, windows changed: what they hold is asked afresh.
    const isAsked = pausing.reason === 'Freeze' || pausing.reason === 'Window';
    if (isAsked || pausing.until === undefined) return { ...fresh, state: 'NotStarted' };
    return withoutUndefined({
      ...rest,
      state: 'NotStarted' as const,
      message: pausing.message,
      waiting: pausing,
      notBefore: pausing.until,
    });
  });
}
