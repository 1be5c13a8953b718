import type { RunState } from '../api/types.ts';
import { STATE_TEXT } from '../api/states.ts';

export type Counts = Partial<Record<RunState, number>>;

/** States in the order in which a bar shows them: what is over first. */
const ORDER: readonly RunState[] = [
  'Completed',
  'Skipped',
  'Failed',
  'Stopped',
  'Stopping',
  'Running',
  'Pending',
  'NotStarted',
];

export interface Share {
  readonly state: RunState;
  readonly count: number;
  /** Of all members, 0 to 1. */
  readonly share: number;
}

export function sharesOf(counts: Counts): Share[] {
  const all = totalOf(counts);
  return ORDER.flatMap((state) => {
    const count = counts[state] ?? 0;
    return count === 0 ? [] : [{ state, count, share: count / all }];
  });
}

function totalOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** How many were updated, and what became of others: `3 of 5 done, 1 skipped, 1 failed`. */
export function progressText(counts: Counts): string {
  const all = totalOf(counts);
  if (all === 0) return 'No members';
  const others = (['Skipped', 'Failed'] as const).flatMap((state) => {
    const count = counts[state] ?? 0;
    return count > 0 ? [`${count} ${STATE_TEXT[state].toLowerCase()}`] : [];
  });
  return [`${counts.Completed ?? 0} of ${all} done`, ...others].join(', ');
}

/** For those who do not see the bar. */
export function countsText(counts: Counts): string {
  return sharesOf(counts)
    .map(({ state, count }) => `${count} ${STATE_TEXT[state].toLowerCase()}`)
    .join(', ');
}
