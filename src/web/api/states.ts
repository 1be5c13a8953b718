import type { RunState } from './types.ts';

/** Something of it may still move by itself. */
export function isActive(state: RunState): boolean {
  return state === 'Running' || state === 'Pending' || state === 'Stopping';
}

/** Nothing more happens to it in this attempt. */
export function hasEnded(state: RunState): boolean {
  return state === 'Completed' || state === 'Failed' || state === 'Stopped' || state === 'Skipped';
}

/** Nothing more happens to it, whatever is asked of it. */
export function isDone(state: RunState): boolean {
  return state === 'Completed' || state === 'Skipped';
}

/** What people read. */
export const STATE_TEXT: Readonly<Record<RunState, string>> = {
  NotStarted: 'Not started',
  Pending: 'Waiting',
  Running: 'Running',
  Stopping: 'Stopping',
  Stopped: 'Stopped',
  Skipped: 'Skipped',
  Failed: 'Failed',
  Completed: 'Completed',
};

/** Of a run: `Completed, 2 left out` when not every member of its plan was updated. */
export const stateText = (state: RunState, leftOut = 0): string =>
  leftOut > 0 ? `${STATE_TEXT[state]}, ${leftOut} left out` : STATE_TEXT[state];
