import { ourError } from '../errors.ts';
import { skipsMember } from '../run/commands.ts';
import type { FleetRunMember, FleetRunView } from './fleetRun.ts';
import { clusterKey } from './lock.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import type { FleetRunRecord, MemberRow } from '../run/run.ts';
import { hasEnded, type State } from '../run/states.ts';
import { waitingOn } from '../run/waiting.ts';
import type { EventText } from './change.ts';
import type { GroupObservation } from './observation.ts';
import { pendingReason } from './pendingReason.ts';
import { isIn, type Slice } from './slice.ts';

export interface Synced {
  /** Only rows that changed. */
  readonly members: readonly MemberRow[];
  readonly events: readonly EventText[];
}

/**
 * What the Fleet run of a slice says of the slice's members. A member that has ended keeps its state whatever is said later, and
 * none goes back from Running to NotStarted: LIST may be older than what we know.
 */
export function syncMembers(
  observed: GroupObservation,
  slice: Slice & Pick<FleetRunRecord, 'pausing'>,
  run: FleetRunView,
): Synced {
  const seen = new Map(run.members.map((member) => [clusterKey(member.clusterResourceId), member]));
  const events: EventText[] = [];
  const members = observed.members.flatMap((row) => {
    if (!isIn(slice, row)) return [];
    const synced = hasEnded(row.state)
      ? row
      : follow(observed.now, row, seen.get(clusterKey(row.clusterResourceId)), hasEnded(run.state));
    const late = skipCameTooLate(observed, synced);
    if (late) events.push(late);
    // Paused, it is what it was until its slice is closed.
    if (slice.pausing && synced.state === 'Stopped' && !hasEnded(row.state)) return [];
    const next = late ? { ...synced, skipCameTooLate: true } : synced;
    return sameRow(next, row) ? [] : [next];
  });
  return { members, events };
}

function follow(
  now: string,
  row: MemberRow,
  seen: FleetRunMember | undefined,
  runHasEnded: boolean,
): MemberRow {
  const said = seen?.state ?? 'NotStarted';
  const state = nextState(row.state, said, runHasEnded);
  if (said === 'NotStarted' && state === row.state) return row;
  const { message, startTime, completedTime, operationId } = seen ?? {};
  const error =
    seen?.error ?? (state === 'Failed' ? ourError('UpgradeFailed', message ?? NO_REASON) : undefined);
  const waiting = state === 'Pending' ? waitingOn(row.waiting, pendingReason(seen), now) : undefined;
  const resumedAt = row.state === 'Pending' && state === 'Running' ? now : row.resumedAt;
  return withoutUndefined({
    ...row,
    state,
    message,
    startTime,
    resumedAt,
    completedTime,
    operationId,
    error,
    waiting,
  });
}

const NO_REASON = 'Fleet Manager gives no reason.';

function nextState(known: State, said: State, runHasEnded: boolean): State {
  if (hasEnded(said)) return said;
  if (!runHasEnded) return said === 'NotStarted' ? known : said;
  return said === 'NotStarted' && known === 'NotStarted' ? 'NotStarted' : 'Stopped';
}

function skipCameTooLate(observed: GroupObservation, row: MemberRow): EventText | undefined {
  if (
    row.skipCameTooLate ||
    row.state === 'NotStarted' ||
    row.state === 'Pending' ||
    row.state === 'Skipped'
  ) {
    return undefined;
  }
  const place = { stage: observed.stageName, group: observed.group.name, fleet: row.fleet, member: row.name };
  const skip = skipsMember(observed.commands.skips, place);
  // A skip that the member met before it was started has no say over what happened before the skip was asked for.
  if (!skip || (row.completedTime !== undefined && row.completedTime < skip.at)) return undefined;
  return {
    type: 'SkipCameTooLate',
    fleet: row.fleet,
    member: row.name,
    actor: skip.by,
    message: `The skip of ${row.name} came when it was ${row.state} already.`,
  };
}

function sameRow(one: MemberRow, other: MemberRow): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
