import { clusterKey } from '../group/lock.ts';
import { present } from '../present.ts';
import type { RunView } from './runView.ts';

/** Why the last run that reached a member left it failed. */
export interface MemberFailure {
  readonly run: string;
  readonly at?: string;
  readonly code?: string;
  readonly message: string;
}

/**
 * The members whose newest result is a failure, by their clusters' keys, out of runs from the newest to the oldest. A member
 * that a newer run has updated is no longer failed, whatever became of it before.
 */
export function memberFailures(
  runs: readonly Pick<RunView, 'name' | 'stages'>[],
): ReadonlyMap<string, MemberFailure> {
  const failures = new Map<string, MemberFailure>();
  const settled = new Set<string>();
  for (const { name, stages } of runs) {
    for (const member of stages.flatMap(({ groups }) => groups.flatMap(({ members }) => members))) {
      const key = clusterKey(member.clusterResourceId);
      if (settled.has(key) || (member.state !== 'Failed' && member.state !== 'Completed')) continue;
      settled.add(key);
      if (member.state === 'Completed') continue;
      const message = member.error?.message ?? member.message ?? 'No reason was given.';
      failures.set(key, present({ run: name, at: member.completedTime, code: member.error?.code, message }));
    }
  }
  return failures;
}
