import type { RunState } from '../api/types.ts';

export function countStates(all: readonly { readonly state: RunState }[]): Partial<Record<RunState, number>> {
  const counts: Partial<Record<RunState, number>> = {};
  for (const { state } of all) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
