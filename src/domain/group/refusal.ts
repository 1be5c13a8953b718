import { LATER_SECONDS, LONGEST_SECONDS, SOON_SECONDS } from '../pace.ts';
import { ourError } from '../errors.ts';
import type { ErrorDetail, FleetRunRecord, GroupRow, LastError } from '../run/run.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { secondsAfter } from '../seconds.ts';
import { patchRecord, type Patch } from './change.ts';
import {
  isOfThisAttempt,
  openFleetRuns,
  type Act,
  type GroupObservation,
  type GroupStep,
} from './observation.ts';
import { unfinishedIn } from './slice.ts';

/** A refused call is repeated soon at first, then after twice as long each time, at most so long. */
const LONGEST_TRY_AGAIN_SECONDS = 600;
/** A round that fails without an act of ours: at first, and when it has failed for long. */
const FAILED_ROUND_SECONDS = [LATER_SECONDS, LONGEST_SECONDS, 2 * LONGEST_SECONDS] as const;
const FAILURES_AT_ONE_PACE = 5;
/** What only tidies up is tried so often before the group goes on without it. */
const TRIES_TO_TIDY = 3;

/**
 * What an act that Azure refused means. A Fleet run that may not be created at all is final: its members stay untouched.
 * Everything else is shown on the group and tried again, ever more slowly; a refusal that was over in the next round (a
 * failed precondition: something moved) goes with it.
 */
export function afterRefusal(
  observed: GroupObservation,
  act: Act,
  refused: ErrorDetail & { readonly status: number },
): Patch {
  const isFinal = act.do === 'createFleetRun' && refused.status !== 409 && refused.status !== 412;
  if (!isFinal) return failedAct(observed, act, refused);
  const message = `Fleet Manager refused the Fleet run of group ${observed.group.name} in fleet ${act.fleet}: ${refused.code}: ${refused.message}`;
  return { group: { error: ourError('FleetRunRefused', message) } };
}

/** What of a group fails, as it is shown: its rounds, or the slice that has failed for the longest time. */
export function shownError({ lastError, fleetRuns }: GroupRow): LastError | undefined {
  if (lastError) return lastError;
  const errors = fleetRuns.flatMap((record) => record.lastError ?? []);
  return errors.toSorted((one, other) => (one.since < other.since ? -1 : 1))[0];
}

/** The slice that an act is for. */
function recordOf(observed: GroupObservation, act: Act): FleetRunRecord | undefined {
  return 'fleet' in act ? openFleetRuns(observed.group).find(({ name }) => name === act.name) : undefined;
}

/** The release before slices kept it on the group. */
const lastErrorOf = (observed: GroupObservation, record: FleetRunRecord | undefined) =>
  record?.lastError ?? observed.group.lastError;

/** An act that was refused, or not answered: counted, and not repeated before its time. */
export function failedAct(observed: GroupObservation, act: Act, { code, message }: ErrorDetail): Patch {
  const record = recordOf(observed, act);
  const known = lastErrorOf(observed, record);
  const before = known?.act === act.do ? known : undefined;
  const error = nextLastError(before, { code, message }, observed.now);
  const doubled = SOON_SECONDS * 2 ** Math.min(error.count - 1, 10);
  const nextTry = secondsAfter(
    new Date(observed.now),
    Math.min(doubled, LONGEST_TRY_AGAIN_SECONDS),
  ).toISOString();
  const lastError = { ...error, act: act.do, nextTry };
  const { movedAt } = observed.group;
  if (!record) return { group: { lastError, movedAt } };
  return { group: { ...patchRecord(observed.group, record, { lastError }), movedAt } };
}

/** A refused act waits for its time; rounds go on meanwhile, so that a stop is obeyed at once. */
export function isTooSoon(observed: GroupObservation, act: Act): boolean {
  const lastError = lastErrorOf(observed, recordOf(observed, act));
  return lastError?.act === act.do && lastError.nextTry !== undefined && observed.now < lastError.nextTry;
}

/**
 * The Fleet run whose deletion must not hold the group any longer: it has ended or never began, and nothing of this
 * attempt needs its name. Undefined while it is tried on.
 */
export function fleetRunToLeave(observed: GroupObservation, act: Act): FleetRunRecord | undefined {
  const record = recordOf(observed, act);
  if (act.do !== 'deleteFleetRun' || !record) return undefined;
  const lastError = lastErrorOf(observed, record);
  const failures = lastError?.act === act.do ? lastError.count : 0;
  if (failures + 1 < TRIES_TO_TIDY) return undefined;
  const unfinished = unfinishedIn(observed.members, record).length > 0;
  const isNeeded = isOfThisAttempt(observed, record) && unfinished && !observed.commands.stop;
  return isNeeded ? undefined : record;
}

/** The group goes on without it. The trail says so, and what Azure said. */
export function leftBehind(observed: GroupObservation, record: FleetRunRecord, error: ErrorDetail): Patch {
  const message = `Fleet run ${record.name} could not be deleted: ${error.code}: ${error.message} The run goes on; it is tried again every five minutes.`;
  return {
    group: {
      fleetRuns: observed.group.fleetRuns.filter((each) => each !== record),
      lastError: undefined,
    },
    events: [{ type: 'FleetRunLeft', fleet: record.fleet, message }],
  };
}

type Taken = Pick<Extract<GroupStep, { kind: 'step' }>, 'awaits' | 'lane' | 'isFailed'>;

/**
 * The group's error and that of the slice in hand are over after a round without them, unless they are of an act whose
 * effect is still waited for.
 */
export function isOver(observed: GroupObservation, { awaits, lane, isFailed }: Taken): boolean {
  if (isFailed) return false;
  const record = observed.group.fleetRuns.find(({ name }) => name === lane);
  return [observed.group.lastError, record?.lastError].some(
    (error) => error !== undefined && (awaits === undefined || error.act !== awaits),
  );
}

export function withoutError(observed: GroupObservation, { lane }: Taken): Patch {
  const fleetRuns = observed.group.fleetRuns.map((record) =>
    record.name === lane ? withoutUndefined({ ...record, lastError: undefined }) : record,
  );
  return { group: { fleetRuns, lastError: undefined, movedAt: observed.group.movedAt } };
}

/** A round without news: counted, with the time since when. It moves nothing, so the pace slows down. */
export function failedRound(observed: GroupObservation, { code, message }: ErrorDetail): Patch {
  return {
    group: {
      lastError: nextLastError(observed.group.lastError, { code, message }, observed.now),
      movedAt: observed.group.movedAt,
    },
  };
}

export function nextLastError(before: LastError | undefined, error: ErrorDetail, now: string): LastError {
  return withoutUndefined({
    code: error.code,
    message: error.message,
    since: before?.since ?? now,
    count: (before?.count ?? 0) + 1,
    act: before?.act,
    nextTry: before?.nextTry,
    where: before?.where,
  });
}

/** Seconds until a round that has failed so often is tried again. */
export function failedRoundSeconds(count: number): number {
  const slower = Math.min(Math.floor((count - 1) / FAILURES_AT_ONE_PACE), FAILED_ROUND_SECONDS.length - 1);
  return FAILED_ROUND_SECONDS[slower] ?? FAILED_ROUND_SECONDS[0];
}
