import type { RunState } from './types.ts';

/** Something of it may still move by itself. */
export function isActive(state: RunState): boolean {
  return state === 'Running' || state === 'Pending' || state === 'Stopping';
}

/** Nothing more happens to it in this attempt. */
export function hasEnded(state: RunState): boolean {
  return state === 'Completed' || state === 'Failed' || state === 'Stopped' || state === 'Skipped';
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
