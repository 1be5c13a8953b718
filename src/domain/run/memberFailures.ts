import { z } from 'zod';
import { clusterKey } from '../group/lock.ts';
import type { Immutable } from '../immutable.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import type { RunView } from './runView.ts';

/** Why the last run that reached a member left it failed. */
export const memberFailureSchema = z.object({
  run: z.string(),
  at: z.string().exactOptional(),
  code: z.string().exactOptional(),
  message: z.string(),
});
export type MemberFailure = Immutable<z.infer<typeof memberFailureSchema>>;

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
      failures.set(
        key,
        withoutUndefined({ run: name, at: member.completedTime, code: member.error?.code, message }),
      );
    }
  }
  return failures;
}
