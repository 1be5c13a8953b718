import { withoutUndefined } from '../withoutUndefined.ts';
import type { FleetRunRecord, MemberRow } from '../run/run.ts';
import { hasEnded, isDone } from '../run/states.ts';
import { NOT_WAITING } from '../run/waiting.ts';
import { failureThatStops } from './failures.ts';
import { settleGates } from './groupGates.ts';
import { driveLanes } from './lanes.ts';
import { reasonToSkip } from './reasonToSkip.ts';
import { settleRetries } from './retries.ts';
import { slicesOf, type GroupObservation, type GroupStep } from './observation.ts';
import { isIn } from './slice.ts';
import { act, ENDED, save } from './steps.ts';

/**
 * What a group does next: one look or one step, from nothing but what was observed. Called again with what a
 * look found, until it answers with a step. Being level-triggered, it is right after a crash at any point,
 * after a command given while everything was down, and beside a twin.
 */
export function decideGroup(observed: GroupObservation): GroupStep {
  if (observed.group.attempt > observed.attempt) return ENDED;
  if (observed.group.attempt < observed.attempt) return takeUp(observed);
  if (observed.group.finished) return ENDED;
  const stop = stopThatIsDue(observed);
  if (stop) return stop;
  return settleRetries(observed) ?? skipMembers(observed) ?? settleGates(observed) ?? driveLanes(observed);
}

/** The group begins a new attempt: what is done stays, the rest starts afresh. */
function takeUp(observed: GroupObservation): GroupStep {
  const members = observed.members
    .filter((row) => (isDone(row.state) ? row.postponed : row.state !== 'NotStarted' || row.busySince))
    .map(notStarted);
  const left = observed.group.fleetRuns.filter(
    ({ deleted, left: given }) => deleted !== true && given !== true,
  );
  return save(observed, {
    members,
    group: {
      attempt: observed.attempt,
      finished: false,
      state: 'Running',
      // A Fleet run that an earlier attempt left is stopped and deleted before anything new is begun. How it
      // ended is no news for this attempt: a result of Stopped would stop this one too.
      fleetRuns: left.map(ofEarlierAttempt),
      nextSlice: 0,
      completedBefore: observed.members.filter(({ state }) => state === 'Completed').length || undefined,
      begun: left.some(({ startedAt }) => startedAt !== undefined) || undefined,
      completedTime: undefined,
      message: undefined,
      error: undefined,
      lastError: undefined,
      ...NOT_WAITING,
    },
  });
}

function ofEarlierAttempt({ lastError: _over, ...record }: FleetRunRecord): FleetRunRecord {
  // Of the release before slices: its name tells.
  if (!record.members) return { ...record, result: 'Withdrawn' };
  return { ...record, result: 'Withdrawn', ofEarlierAttempt: true };
}

function notStarted(row: MemberRow): MemberRow {
  const { fleet, name, clusterResourceId, from, to, update, leftOut, index } = row;
  const planned = { fleet, name, clusterResourceId, from, to, update, leftOut };
  return { ...withoutUndefined(planned), index, state: 'NotStarted' };
}

/** A failure that is not tolerated, or a stop by somebody else, ends the attempt for all groups: the first stop of it is kept. */
function stopThatIsDue(observed: GroupObservation): GroupStep | undefined {
  if (observed.commands.stop) return undefined;
  const base = { attempt: observed.attempt, by: 'fleet-updates', at: observed.now };
  const failure = failureThatStops(observed);
  if (failure) return act({ do: 'writeStop', stop: { ...base, reason: 'Failure', ...failure } });
  const stopped = observed.group.fleetRuns.find(({ result, pausing }) => result === 'Stopped' && !pausing);
  if (!stopped) return undefined;
  const message = `The Fleet run of group ${observed.group.name} in stage ${observed.stageName} was stopped outside Fleet Updates.`;
  return act({ do: 'writeStop', stop: { ...base, reason: 'StoppedElsewhere', message } });
}

/** A member may be running as soon as its Fleet run was started: then only Fleet can skip it. */
function skipMembers(observed: GroupObservation): GroupStep | undefined {
  const started = slicesOf(observed.group).filter(({ startedAt }) => startedAt !== undefined);
  const place = { stage: observed.stageName, group: observed.group.name };
  const members = observed.members.flatMap((row): MemberRow[] => {
    const isOver = hasEnded(row.state) || started.some((record) => isIn(record, row));
    const message = isOver ? undefined : reasonToSkip(observed.commands.skips, place, row);
    return message === undefined ? [] : [{ ...row, state: 'Skipped', message, completedTime: observed.now }];
  });
  return members.length > 0 ? save(observed, { members }) : undefined;
}
