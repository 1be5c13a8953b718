import { abandonedAttempt } from '../../domain/run/abandon.ts';
import { DependencyError } from '../../domain/errors.ts';
import { runState } from '../../domain/run/rollUp.ts';
import { settleAbandoned, type AbandonPorts } from '../upkeep/abandonedRuns.ts';
import type { Caller } from './resolveRequest.ts';
import { invalidState, treeOf } from './runPorts.ts';

/**
 * The way out when nothing else helps: the attempt ends at once, whatever Azure and its orchestration do. Its row is the
 * fence: every activity reads it first. What its rows, locks and Fleet runs need then, reconcile does too.
 */
export async function abandonRun(
  ports: AbandonPorts,
  name: string,
  reason: string,
  { actor, now }: Caller,
  ifMatch?: string,
): Promise<void> {
  const tree = await treeOf(ports, name, ifMatch);
  const { runId } = tree.run;
  const newest = tree.attempts.at(-1);
  if (newest?.endedAt !== undefined || newest === undefined) {
    throw invalidState(`Run ${name} is ${runState(tree)}: only one that goes on can be abandoned.`);
  }
  for (;;) {
    const stored = await ports.runs.attempt(runId);
    if (stored?.value.number !== newest.number || stored.value.endedAt !== undefined) {
      throw invalidState(`Run ${name} ended or was started again at the same time. Read it again.`);
    }
    const { attempt, events } = abandonedAttempt(stored.value, { by: actor, at: now, reason });
    if ((await ports.runs.writeAttempt({ value: attempt, eTag: stored.eTag }, events)) === 'written') break;
  }
  try {
    await settleAbandoned(ports, runId);
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
  }
}
