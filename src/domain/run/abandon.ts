import { secondsBetween } from '../seconds.ts';
import { ourError } from '../errors.ts';
import { changeRows } from '../group/change.ts';
import { withoutPending } from '../gate/gates.ts';
import { openFleetRuns, type RowChange } from '../group/observation.ts';
import { shownError } from '../group/refusal.ts';
import { isIn } from '../group/slice.ts';
import type { Abandonment, Attempt, GroupRow, MemberRow, RunEvent, StageRow } from './run.ts';
import type { RunRows } from './rollUp.ts';
import { hasEnded, isDone, type State } from './states.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { NOT_WAITING } from './waiting.ts';

/** Whether an activity of this attempt may still do anything: an attempt that ended without it fences it off. */
export function isUnderWay(newest: Attempt | undefined, attempt: number): boolean {
  return newest?.number === attempt && newest.endedAt === undefined;
}

/** A stopped attempt whose failing step has failed for so long is given up. */
const GIVEN_UP_AFTER_SECONDS = 600;

/** Whether a stopped attempt has nothing left but what fails for good. */
export function isLostAfterStop(
  rows: Pick<RunRows, 'attempts' | 'groups' | 'stop'>,
  attempt: number,
  failingSince: string,
  now: string,
): boolean {
  const { stop, attempts, groups } = rows;
  if (!stop || !isUnderWay(attempts.at(-1), attempt)) return false;
  const isOld = (time: string) => secondsBetween(time, now) >= GIVEN_UP_AFTER_SECONDS;
  const goingOn = groups.filter((group) => group.attempt === attempt && !group.finished);
  return (
    isOld(stop.at) && isOld(failingSince) && goingOn.every((group) => isOld(shownError(group)?.since ?? now))
  );
}

/** The attempt as it ends at once, and what the trail says of it. */
export function abandonedAttempt(
  attempt: Attempt,
  abandoned: Abandonment,
): { readonly attempt: Attempt; readonly events: readonly RunEvent[] } {
  const { by, at, reason } = abandoned;
  const message = `Abandoned by ${by}: ${reason} The true state of members that were being updated is unknown: look at their clusters.`;
  const about = { time: at, attempt: attempt.number };
  return {
    attempt: withoutUndefined({
      ...attempt,
      ...NOT_WAITING,
      lastError: undefined,
      endedAt: at,
      state: 'Stopped' as const,
      message,
      abandoned,
    }),
    events: [
      { ...about, type: 'RunAbandoned', actor: by, message: `Abandoned by ${by}: ${reason}` },
      { ...about, type: 'AttemptEnded', to: 'Stopped', message: `Attempt ${attempt.number} ended Stopped.` },
    ],
  };
}

interface GroupOfAttempt {
  readonly group: GroupRow;
  readonly members: readonly MemberRow[];
  readonly stageName: string;
}

/** Members that Fleet may be updating: nobody has seen how they ended. */
export function membersInDoubt(group: GroupRow, members: readonly MemberRow[]): MemberRow[] {
  const started = openFleetRuns(group).filter(({ startedAt }) => startedAt !== undefined);
  return members.filter((row) =>
    hasEnded(row.state) ? !isDone(row.state) : started.some((record) => isIn(record, row)),
  );
}

/** The group's rows once its attempt was abandoned. Their new ETags make whoever still acts on the old ones lose. */
export function abandonGroup({ group, members, stageName }: GroupOfAttempt, now: string): RowChange {
  const message =
    'The run was abandoned while this was being updated: its true state is unknown. Look at the cluster.';
  const unknown = membersInDoubt(group, members)
    .filter(({ state }) => !hasEnded(state))
    .map((row): MemberRow => ({
      ...row,
      state: 'Stopped',
      message,
      completedTime: now,
      error: ourError('StateUnknown', message),
    }));
  const state: State = members.some((row) => row.state === 'Failed') ? 'Failed' : 'Stopped';
  const observed = { now, attempt: group.attempt, stageName, group, members };
  return changeRows(observed, {
    members: unknown,
    group: {
      state,
      finished: true,
      locked: false,
      completedTime: now,
      message: 'The run was abandoned.',
      ...NOT_WAITING,
      lastError: undefined,
      gates: withoutPending(group.gates),
      fleetRuns: group.fleetRuns.map((each) =>
        openFleetRuns(group).includes(each) ? { ...each, left: true } : each,
      ),
    },
  });
}

/** The stage's row likewise; undefined when it has nothing to do with this attempt, or has ended. */
export function abandonStage(
  stage: StageRow,
  attempt: number,
  now: string,
): { readonly stage: StageRow; readonly events: readonly RunEvent[] } | undefined {
  if (stage.attempt !== attempt || hasEnded(stage.state) || stage.state === 'NotStarted') return undefined;
  const message = 'The run was abandoned.';
  const { wait } = stage;
  const stopped = wait?.state === 'Running' ? { wait: { ...wait, state: 'Stopped' as const } } : {};
  const about = { time: now, attempt, stage: stage.name, from: stage.state, to: 'Stopped' };
  return {
    stage: withoutUndefined({
      ...stage,
      ...stopped,
      gates: withoutPending(stage.gates),
      state: 'Stopped' as const,
      message,
      completedTime: now,
    }),
    events: [{ ...about, type: 'StageStateChanged', message: `Stage ${stage.name} is Stopped. ${message}` }],
  };
}
