import type { StopCommand } from './commands.ts';
import { present } from './present.ts';
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
  const state = endState([...rows.stages, ...rows.groups].map((row) => stateIn(row, rows.attempt)));
  if (isDone(state)) return { state };
  return present({ state, message: rows.stop?.message, error: rows.stop?.error });
}

/** True when no group of the attempt has anything left to do or to clean up. */
export function isClean(groups: readonly GroupRow[], attempt: number): boolean {
  return groups.every((group) => group.attempt !== attempt || group.finished);
}

/** What an earlier attempt left Failed, and this one did not come to, has not started in this one. */
function stateIn(row: { readonly attempt: number; readonly state: State }, attempt: number): State {
  return row.attempt === attempt || isDone(row.state) ? row.state : 'NotStarted';
}

function endState(states: readonly State[]): EndedState {
  if (states.includes('Failed')) return 'Failed';
  if (!states.every(isDone)) return 'Stopped';
  return states.includes('Completed') ? 'Completed' : 'Skipped';
}
