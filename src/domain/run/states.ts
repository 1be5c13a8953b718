import { z } from 'zod';

/** States of run, stage, group, member and wait, as Fleet Manager names them (API version 2025-03-01). */
export const STATES = [
  'NotStarted',
  'Pending',
  'Running',
  'Stopping',
  'Stopped',
  'Skipped',
  'Failed',
  'Completed',
] as const;

export const stateSchema = z.enum(STATES);
export type State = z.infer<typeof stateSchema>;

/** Nothing more happens to it in this attempt. */
export const endedStateSchema = stateSchema.extract(['Stopped', 'Skipped', 'Failed', 'Completed']);
export type EndedState = z.infer<typeof endedStateSchema>;

export function hasEnded(state: State): state is EndedState {
  return state === 'Stopped' || state === 'Skipped' || state === 'Failed' || state === 'Completed';
}

/** Ended for good: no later attempt takes it up again. */
export function isDone(state: State): state is 'Skipped' | 'Completed' {
  return state === 'Skipped' || state === 'Completed';
}

/** How many members are in each state; states nobody is in are absent. */
export const countsSchema = z.partialRecord(stateSchema, z.int().nonnegative());
export type Counts = z.infer<typeof countsSchema>;

export function countStates(states: Iterable<State>): Counts {
  const counts: Counts = {};
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

export function addCounts(all: Iterable<Counts>): Counts {
  const sum: Counts = {};
  for (const counts of all) {
    for (const state of STATES) {
      const more = counts[state];
      if (more) sum[state] = (sum[state] ?? 0) + more;
    }
  }
  return sum;
}
