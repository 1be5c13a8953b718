import type { StopCommand } from './commands.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { isGroupDone, isStageDone } from './done.ts';
import { leftOutCount } from './rollUp.ts';
import type { Attempt, GroupRow, StageRow } from './run.ts';
import { isDone, type EndedState, type State } from './states.ts';

interface AttemptRows {
  readonly attempt: number;
  readonly stages: readonly StageRow[];
  readonly groups: readonly GroupRow[];
  readonly stop?: StopCommand | undefined;
}

/** How an attempt ended, once nothing of it is left to do: from its stages, its groups and its stop. */
export function endOfAttempt(rows: AttemptRows): Pick<Attempt, 'state' | 'message' | 'error'> {
  const { attempt, stages, groups, stop } = rows;
  const state = endState(
    [
      ...stages.map((row) => stateIn(row, attempt, isStageDone(row, groups))),
      ...groups.map((row) => stateIn(row, attempt, isGroupDone(row))),
    ],
    stop,
  );
  if (isDone(state))
    return withoutUndefined({ state, message: toleratedMessage(groups) ?? leftOutMessage(groups) });
  const failed =
    groups.find((group) => stateIn(group, attempt, isGroupDone(group)) === 'Failed') ??
    stages.find((row) => stateIn(row, attempt, isStageDone(row, groups)) === 'Failed');
  // Of a stop that came before the failure the message does not say what failed; the group's does.
  const told = failed && stop?.reason !== 'Failure' ? failed : stop;
  return withoutUndefined({
    state,
    message: told?.message,
    error: told && 'error' in told ? told.error : undefined,
  });
}

/** Its limits tolerate what failed, and a start takes it up again. */
function toleratedMessage(groups: readonly GroupRow[]): string | undefined {
  const failed = groups.reduce((sum, { counts }) => sum + (counts.Failed ?? 0), 0);
  if (failed === 0) return undefined;
  const members = failed === 1 ? '1 member has' : `${failed} members have`;
  return `${members} failed, which the limits of the run tolerate. Start the run again to update what failed.`;
}

/** It has ended as it should, but not everything that was planned was done. */
function leftOutMessage(groups: readonly GroupRow[]): string | undefined {
  const count = leftOutCount(groups);
  if (count === undefined) return undefined;
  const why = groups.find(({ leftOutCount: some }) => some !== undefined)?.message ?? '';
  return `${count === 1 ? '1 member of the plan was' : `${count} members of the plan were`} not updated. ${why}`.trim();
}

/** True when no group of the attempt has anything left to do or to clean up. */
export function allFinished(groups: readonly GroupRow[], attempt: number): boolean {
  return groups.every((group) => group.attempt !== attempt || group.finished);
}

/** What an earlier attempt left Failed, and this one did not come to, has not started in this one. */
function stateIn(
  row: { readonly attempt: number; readonly state: State },
  attempt: number,
  isOver: boolean,
): State {
  return row.attempt === attempt || isOver ? row.state : 'NotStarted';
}

/** A failure may have no group to blame: an orchestration that was lost for good. */
function endState(states: readonly State[], stop: StopCommand | undefined): EndedState {
  if (states.includes('Failed')) return 'Failed';
  if (!states.every(isDone)) return stop?.reason === 'Failure' ? 'Failed' : 'Stopped';
  return states.includes('Completed') ? 'Completed' : 'Skipped';
}
